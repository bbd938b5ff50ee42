import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const home = join(root, 'node_modules', 'electron');
const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
export const electronName = names[process.platform] ?? 'electron';

/**
 * Electron's binary: in the folder that ELECTRON_OVERRIDE_DIST_PATH names, else that of the npm package, which its own
 * install script downloads when it is absent. `{ path }`, or `{ why }` it cannot be had.
 */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, electronName);
    return existsSync(path) ? { path } : { why: `ELECTRON_OVERRIDE_DIST_PATH has no ${electronName}` };
  }
  const path = join(home, 'dist', electronName);
  if (complete(path)) return { path };
  console.error('Downloading Electron (once) …');
  const { status, stderr } = spawnSync(process.execPath, [join(home, 'install.js')], { encoding: 'utf8', timeout: 300_000 });
  if (status === 0 && complete(path)) return { path };
  const reason = stderr.split('\n').find((line) => /error/i.test(line)) ?? 'its install script failed';
  return { why: `Electron could not be downloaded (${reason.trim().replace(/^\w*Error: /, '')})` };
}

/** The install script writes path.txt last. */
const complete = (path) => existsSync(path) && existsSync(join(home, 'path.txt'));

/** Why no window can open here; null when one can. */
export const missingDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY ? 'there is no display' : null;

/** Chromium's sandbox refuses to start as root, as in most containers; for everyone else it stays on. */
export const rootSwitches = () => (process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []);
