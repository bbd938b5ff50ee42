import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { root } from './environment.ts';

export interface Prepared {
  /** Electron's binary, or null. */
  readonly electron: string | null;
  /** Why no window can be opened here; null when one can. */
  readonly missing: string | null;
  close(): Promise<void>;
}

/** Finds (or downloads) Electron as `npm start` does, and a display; where there is none, starts one of its own. */
export async function prepareDesktop(): Promise<Prepared> {
  const script = "import { findElectron } from './scripts/lib/electron.mjs'; console.log(JSON.stringify(findElectron()));";
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
  const { path = null, why = null } = JSON.parse(said) as { path?: string; why?: string };
  const prepared: Prepared = { electron: path, missing: why, close: () => Promise.resolve() };
  if (path === null || process.platform !== 'linux' || process.env['DISPLAY'] !== undefined) return prepared;
  const close = await startDisplay();
  return close === null ? { ...prepared, missing: 'there is no display, and no Xvfb to make one' } : { ...prepared, close };
}

/** A display of our own, whose number Xvfb picks; null where there is no Xvfb. */
async function startDisplay(): Promise<Prepared['close'] | null> {
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(display, 'close').catch(() => undefined);
  const number = await Promise.race([
    once(createInterface(display.stdio[3] as Readable), 'line').then(([line]) => String(line)),
    ended.then(() => null),
  ]);
  if (number === null) return null;
  process.env['DISPLAY'] = `:${number}`;
  return async () => {
    delete process.env['DISPLAY'];
    display.kill();
    await ended;
  };
}
