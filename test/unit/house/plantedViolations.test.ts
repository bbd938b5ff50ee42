import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const projects = ['shared', 'electron', 'renderer'];
let tree: string;

/** A small tree under the project's real rules, into which a violation is planted. */
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'streamgauge-planted-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'package.json', ...projects.map((name) => `${name}/tsconfig.json`)])
    cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  plant('shared/model/thing.ts', 'export const thing = 1;\n');
  plant('electron/thing.ts', 'export const thing = 1;\n');
  plant('renderer/features/fleet/Fleet.ts', 'export const fleet = 1;\n');
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

function plant(path: string, text: string) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function run(tool: string, args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', tool), args, { cwd: tree, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
const lint = () => run('oxlint', ['--deny-warnings']);
const compile = (project: string) => run('tsc', ['-b', project]);

describe('the house rules', () => {
  it('let a clean tree pass', () => {
    expect(lint()).toMatchObject({ status: 0 });
    for (const project of projects) expect(compile(project), project).toMatchObject({ status: 0 });
  });

  it.each([
    [
      'an electron import in shared',
      'shared/model/bad.ts',
      "import { app } from 'electron';\nexport const name = app.name;\n",
      'shared imports only',
    ],
    [
      'an engine import in shared',
      'shared/model/bad.ts',
      "import { thing } from '#electron/thing.ts';\nexport const copy = thing;\n",
      'shared imports only',
    ],
    [
      'a node import in shared',
      'shared/model/bad.ts',
      "import { hostname } from 'node:os';\nexport const name = hostname();\n",
      'shared imports only',
    ],
    [
      'an AWS import in the renderer',
      'renderer/bad.ts',
      "import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';\nexport const make = () => new CloudWatchClient({});\n",
      'through the contract',
    ],
    [
      'an AWS import outside its client',
      'electron/engine/bad.ts',
      "import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';\nexport const make = () => new CloudWatchClient({});\n",
      'electron/clients/aws',
    ],
    [
      'electron in the engine',
      'electron/engine/bad.ts',
      "import { app } from 'electron';\nexport const name = app.name;\n",
      'Electron-free',
    ],
    [
      'the engine in the renderer',
      'renderer/bad.ts',
      "import { thing } from '#electron/thing.ts';\nexport const copy = thing;\n",
      'never import each other',
    ],
    [
      'the renderer in the engine',
      'electron/bad.ts',
      "import { fleet } from '#renderer/features/fleet/Fleet.ts';\nexport const copy = fleet;\n",
      'never import each other',
    ],
    [
      'a feature importing a feature',
      'renderer/features/settings/bad.ts',
      "import { fleet } from '../fleet/Fleet.ts';\nexport const copy = fleet;\n",
      'never imports a feature',
    ],
    ['Date.now in shared', 'shared/model/bad.ts', 'export const now = () => Date.now();\n', 'Time is an argument'],
    ['Date.now in the engine', 'electron/engine/bad.ts', 'export const now = () => Date.now();\n', 'Time is an argument'],
    ['Math.random in shared', 'shared/model/bad.ts', 'export const chance = () => Math.random();\n', 'Chance is an argument'],
    ['console in the renderer', 'renderer/bad.ts', "export const tell = () => console.log('hello');\n", 'no-console'],
    [
      'an import cycle',
      'shared/model/thing.ts',
      "import { other } from './other.ts';\nexport const thing = () => other;\n",
      'no-cycle',
    ],
  ])('refuse %s', (title, path, text, reason) => {
    if (title === 'an import cycle')
      plant('shared/model/other.ts', "import { thing } from './thing.ts';\nexport const other = () => thing;\n");
    plant(path, text);
    const { status, output } = lint();
    expect(status).not.toBe(0);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(reason);
  });

  it.each([
    ['process in shared', 'shared', 'shared/model/bad.ts', 'export const home = process.env;\n', "'process'"],
    ['document in electron', 'electron', 'electron/bad.ts', 'export const title = document.title;\n', "'document'"],
    ['a node module in the renderer', 'renderer', 'renderer/bad.ts', "export { hostname } from 'node:os';\n", 'node:os'],
  ])('do not compile %s', (_title, project, path, text, reason) => {
    plant(path, text);
    const { status, output } = compile(project);
    expect(status).not.toBe(0);
    expect(output).toContain(reason);
  });
});
