// Runs the checks and tests, alone or all of them, and closes with one line of counts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { finish, playwrightCounts, reportFile, sum, vitestCounts } from './lib/counts.mjs';
import { root, runTool } from './lib/setup.mjs';

const [what, ...args] = process.argv.slice(2);

const check = (title, run) => {
  console.log(`\n— ${title}`);
  const code = run();
  console.log(code === 0 ? `  ${title}: ok` : `  ${title}: FAILED`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

const format = () => check('format', () => runTool('prettier', ['--check', '--log-level', 'warn', '.']));
const types = () => check('types', () => runTool('tsc', ['-b']));
const lint = () => [
  check('lint', () => runTool('oxlint', ['--type-aware', '--deny-warnings'])),
  check('dead code', () => runTool('knip', ['--no-progress'])),
];

function unit() {
  console.log('\n— unit and integration tests');
  const report = reportFile('vitest');
  const code = runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]);
  return vitestCounts(report, code);
}

function playwright(name, config) {
  ensureBuilt(name === 'desktop' ? 'desktop' : 'renderer');
  console.log(`\n— ${name} tests`);
  const report = reportFile(name);
  const code = runTool('playwright', ['test', '-c', config, '--reporter=list,json', ...args], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return playwrightCounts(report, code);
}

async function peers() {
  ensureBuilt('renderer');
  const { preparePeers } = await import('./peers.mjs');
  const missing = await preparePeers();
  if (missing !== null) {
    console.log(`Skipped, because this machine has no ${missing}.`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const report = reportFile('peers');
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const code = runTool('vitest', ['run', '-c', 'test/peers/vitest.config.ts', ...reporters, ...args]);
  return vitestCounts(report, code);
}

const e2e = () => playwright('e2e', 'test/e2e/playwright.config.ts');

const runs = {
  format: () => [format()],
  types: () => [types()],
  lint,
  unit: () => [unit()],
  e2e: () => [e2e()],
  desktop: () => [playwright('desktop', 'test/desktop/playwright.config.ts')],
  peers: async () => [await peers()],
  all: () => [format(), types(), ...lint(), unit(), e2e()],
};

if (!existsSync(join(root, 'node_modules'))) throw new Error('Call this through npm run, which installs the dependencies first.');
finish(what === 'all' ? 'test' : what, sum(await runs[what]()));
