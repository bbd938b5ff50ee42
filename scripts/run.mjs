// The one entry of every npm script: installs what is missing, builds what is stale, then runs the task under Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, node24, root, runTool, toolEnvironment } from './lib/setup.mjs';

const [task, ...args] = process.argv.slice(2);

/** Long-running programs: standard streams are theirs, signals are handed on, the exit code is theirs. */
function program(file, argv) {
  const child = spawn(node24, ['--disable-warning=ExperimentalWarning', join(root, file), ...argv], {
    stdio: 'inherit',
    // Sources are stripped of their types once, not at every start: half a second less to the first figures.
    env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'), ...toolEnvironment() },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm hands its SIGTERM to the shell between it and this process, which dies of it alone: an orphan stops its child.
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(orphaned);
    child.kill('SIGTERM');
  }, 250);
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}

async function built(part) {
  const { ensureBuilt } = await import('./lib/build.mjs');
  ensureBuilt(part);
}

const tasks = {
  start: async () => {
    await built('desktop');
    program('scripts/start.mjs', args);
  },
  web: async () => {
    await built('renderer');
    program('electron/web/main.ts', args);
  },
  simulator: () => program('electron/simulator/main.ts', args),
  streamgauge: () => program('electron/cli/main.ts', args),
  build: () => built('desktop'),
  package: async () => {
    await built('desktop');
    program('scripts/package.mjs', args);
  },
  test: () => program('scripts/test.mjs', ['all', ...args]),
  format: () => program('scripts/test.mjs', ['format', ...args]),
  types: () => program('scripts/test.mjs', ['types', ...args]),
  lint: () => program('scripts/test.mjs', ['lint', ...args]),
  unit: () => program('scripts/test.mjs', ['unit', ...args]),
  e2e: () => program('scripts/test.mjs', ['e2e', ...args]),
  'test:desktop': () => program('scripts/test.mjs', ['desktop', ...args]),
  'test:peers': () => program('scripts/test.mjs', ['peers', ...args]),
  bench: () => program('test/bench/main.ts', args),
  fix: () => process.exit(runTool('prettier', ['--write', '--log-level', 'warn', '.']) || runTool('oxlint', ['--fix'])),
};

if (!(task in tasks)) {
  console.error(`Unknown task ${task ?? '(none)'}: one of ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
ensureInstalled();
await tasks[task]();
