import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from './desktop.ts';
import { root, rootSwitches } from './environment.ts';

/** Node 16 is in the oldest Electron that the tests use, and it takes no modules for a utility process. */
async function bundle(entry: string, folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      target: 'node16',
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
    },
  });
}

test('the shipped line to a utility process: calls, events, refusals, a death, a stop', async ({ electron, folder }) => {
  await bundle(fileURLToPath(import.meta.resolve('./utility/main.ts')), folder);
  await bundle(fileURLToPath(import.meta.resolve('./utility/engine.ts')), folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'utility', main: 'main.cjs' }));

  const { stdout, stderr, status } = spawnSync(electron, [...rootSwitches, `--user-data-dir=${join(folder, 'data')}`, folder], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  const said = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as unknown);
  expect(said, stderr).toEqual([
    { state: 'up', generation: 1 },
    { ok: true, value: { sequence: 0, snapshots: [] } },
    { viewer: '1-0', name: 'snapshots', payload: { sequence: 1, snapshots: [] } },
    { ok: false, message: expect.stringMatching(/^watch: .*expected array/) },
    { ok: false, message: 'The engine failed at “settings.save”; its log says why.' },
    { state: 'restarting', generation: 1 },
    { state: 'up', generation: 2 },
    { anew: true },
    { stopped: true },
  ]);
  expect(status).toBe(0);
});
