import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './setup.mjs';

/** What each part is made of; a part is built again when one of its files changed. */
const parts = {
  renderer: { from: ['renderer', 'shared'], makes: 'out/renderer/index.html' },
  desktop: { from: ['electron', 'renderer', 'shared'], makes: 'out/main/main.cjs' },
};

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

function fingerprint(part) {
  const hash = createHash('sha256');
  for (const folder of part.from)
    for (const path of Array.from(files(join(root, folder))).toSorted((a, b) => (a < b ? -1 : 1))) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  for (const file of ['package-lock.json', 'electron.vite.config.ts', 'vite.engine.config.ts', 'vite.config.ts'])
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds `renderer` (the pages alone) or `desktop` (pages, main, preload, engine) when out of date. Exits when the build fails. */
export function ensureBuilt(name) {
  const part = parts[name];
  const stamp = join(root, '.cache', `built-${name}`);
  const now = fingerprint(part);
  if (existsSync(join(root, part.makes)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.error(name === 'renderer' ? 'Building the pages …' : 'Building the app …');
  const quiet = { env: { NODE_ENV: 'production' } };
  const code =
    name === 'renderer'
      ? runTool('vite', ['build', '--config', 'vite.config.ts', '--logLevel', 'warn'], quiet)
      : runTool('electron-vite', ['build', '--logLevel', 'warn'], quiet) ||
        runTool('vite', ['build', '--config', 'vite.engine.config.ts', '--logLevel', 'warn'], quiet);
  if (code !== 0) process.exit(code);
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, now);
}
