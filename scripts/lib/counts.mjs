import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
