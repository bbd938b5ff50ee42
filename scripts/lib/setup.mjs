// Plain JavaScript for Node 20: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const windows = process.platform === 'win32';
const stamp = join(root, 'node_modules', '.streamgauge-installed');

/** The Node that runs the product outside Electron: the devDependency `node`, whatever the machine's own version is. */
export const node24 = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

const installed = () => existsSync(stamp) && existsSync(node24) && readFileSync(stamp, 'utf8') === lockHash();

/** Installs the locked dependencies when they are missing or older than the lock file. Speaks on standard error only. */
export function ensureInstalled() {
  if (installed()) return;
  console.error('Installing dependencies (once, and after each change of package-lock.json) …');
  const ci = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (ci.status !== 0) {
    console.error('npm ci failed: see the lines above.');
    process.exit(1);
  }
  if (!existsSync(node24)) {
    // An npm that does not run install scripts leaves the package without its binary.
    spawnSync(process.execPath, ['installArchSpecificPackage'], {
      cwd: join(root, 'node_modules', 'node'),
      stdio: ['ignore', 2, 2],
    });
  }
  if (!existsSync(node24)) {
    console.error('The package `node` has no binary for this platform, so Node 24 cannot be had.');
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lockHash());
}

/** The environment in which the project's tools find Node 24 and one another first. */
export const toolEnvironment = () => ({
  ...process.env,
  PATH: [dirname(node24), join(root, 'node_modules', '.bin'), process.env.PATH].join(windows ? ';' : ':'),
});

/** Runs a tool of node_modules by its package's script, under Node 24. Returns the exit code. */
export function runTool(name, args, options = {}) {
  const result = spawnSync(windows ? `${name}.cmd` : name, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...toolEnvironment(), ...options.env },
    shell: windows,
  });
  if (result.error) console.error(`${name}: ${result.error.message}`);
  return result.status ?? 1;
}
