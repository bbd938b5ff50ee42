// `npm run package`: installers for this machine's system; with --dir the unpacked app alone. Both end up in dist/.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'electron-builder';
import { parseArguments } from '../electron/arguments.ts';
import { electronName } from './lib/electron.mjs';
import { root } from './lib/setup.mjs';

const flags = parseArguments(
  {
    dir: { kind: 'switch' },
    linux: { kind: 'switch' },
    mac: { kind: 'switch' },
    win: { kind: 'switch' },
    x64: { kind: 'switch' },
    arm64: { kind: 'switch' },
  },
  process.argv.slice(2),
);
if (!flags.ok) {
  console.error(flags.error);
  process.exit(2);
}
const { dir, x64, arm64, ...systems } = flags.value;
const targets = Object.fromEntries(Object.entries(systems).flatMap(([system, wanted]) => (wanted ? [[system, []]] : [])));
const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const electronDist = override ? resolve(override) : undefined;

try {
  const made = await build({
    projectDir: root,
    ...targets,
    dir,
    x64,
    arm64,
    publish: 'never',
    config: { ...(electronDist ? { electronDist } : {}), electronFuses: fusesFor(electronDist) },
  });
  for (const file of made) console.log(file);
} catch (error) {
  console.error(`Not packaged: ${error.message}`);
  process.exitCode = 1;
}

/** The eighth fuse: pages come from app://, so file:// needs no privileges. An older Electron has only seven, and may not be asked for it. */
function fusesFor(folder) {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const binary = folder === undefined ? Buffer.alloc(0) : readFileSync(join(folder, electronName));
  const at = binary.indexOf(sentinel);
  // After the sentinel: one byte of version, one of length.
  const shorter = at !== -1 && binary[at + sentinel.length + 1] < 8;
  return shorter ? {} : { grantFileProtocolExtraPrivileges: false };
}
