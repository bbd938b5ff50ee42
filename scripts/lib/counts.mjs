import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './setup.mjs';

const folder = join(root, '.cache', 'results');

/** Where a test runner writes its own JSON report. */
export function reportFile(name) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.report.json`);
  rmSync(path, { force: true });
  return path;
}

/** A runner that crashed before it wrote a report counts as one failure, never as nothing. */
const crashed = { passed: 0, failed: 1, skipped: 0 };

export function vitestCounts(path, code) {
  if (!existsSync(path)) return crashed;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const failed = report.numFailedTests + (report.numFailedTests === 0 && (!report.success || code !== 0) ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
}

export function playwrightCounts(path, code) {
  if (!existsSync(path)) return crashed;
  const { stats } = JSON.parse(readFileSync(path, 'utf8'));
  const failed = stats.unexpected + (stats.unexpected === 0 && code !== 0 ? 1 : 0);
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}

export const sum = (all) =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });

export const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Prints the closing line of a command, keeps it for the sum of `.ci/run`, and sets the exit code. */
export function finish(name, counts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.counts.json`), JSON.stringify(counts));
  console.log(line(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** The closing counts of every command that ran since the folder was emptied. */
export function allCounts() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.counts.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** Names of the browser tests that passed only when they were tried again. */
export const allFlaky = () =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.report.json'))
        .flatMap((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')).suites ?? []).flatMap(flakyInSuite))
    : [];

const flakyInSuite = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(flakyInSuite),
  ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ file, title }) => `${file} › ${title}`),
];

/** Name and first lines of what went wrong of every test that failed since the folder was emptied, whichever runner ran it. */
export function allFailures() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.report.json'))
    .flatMap((name) => failuresIn(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

const failuresIn = (report) =>
  report.testResults !== undefined
    ? report.testResults.flatMap(ofVitestFile)
    : [
        ...(report.errors ?? []).map(({ message }) => failure('playwright', message)),
        ...report.suites.flatMap(ofPlaywrightSuite),
      ];

function ofVitestFile({ name, message, status, assertionResults }) {
  const failed = assertionResults.filter((each) => each.status === 'failed');
  // A file that could not be loaded has no tests at all.
  if (failed.length === 0 && status === 'failed') return [failure(name, message)];
  return failed.map(({ fullName, failureMessages }) => failure(`${name} › ${fullName}`, failureMessages[0]));
}

const ofPlaywrightSuite = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(ofPlaywrightSuite),
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) =>
      failure(
        `${file} › ${title}`,
        tests[0]?.results
          .at(-1)
          ?.errors.map(({ message }) => message)
          .join('\n'),
      ),
    ),
];

const failure = (name, message = 'no message') =>
  `${name.replace(`${root}/`, '')}\n${stripVTControlCharacters(message)
    .split('\n')
    .slice(0, 12)
    .map((each) => `    ${each}`)
    .join('\n')}`;
