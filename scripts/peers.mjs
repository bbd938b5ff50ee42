// Brings the real programs of `npm run test:peers` under .cache/: Flink clusters from Maven; moto, boto3, the AWS CLI, cfn-lint and a parser of
// HCL from PyPI; the CDK from npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/setup.mjs';

const cache = join(root, '.cache');
const peers = join(root, 'test', 'peers');

/** Prepares everything that the peers' tests start. Returns the name of what this machine lacks, or null. */
export async function preparePeers() {
  const python = findPython();
  if (!hasJava()) return 'Java 17 or newer';
  if (!answers('mvn', ['--version'])) return 'Maven';
  if (python === undefined) return 'Python 3.10 or newer';
  for (const version of JSON.parse(readFileSync(join(peers, 'flink', 'versions.json'), 'utf8'))) buildFlink(version);
  installPython(python, 'peers-venv', 'requirements.txt', 'Installing moto, boto3 and the AWS CLI');
  installPython(python, 'peers-code-venv', 'requirements-code.txt', 'Installing cfn-lint and a parser of HCL');
  installCdk();
  return null;
}

function buildFlink(version) {
  const folder = join(peers, 'flink');
  const made = join(cache, 'peers', `flink-${version}`);
  const sources = join(folder, 'src', 'main', 'java', 'streamgauge', 'peers');
  const from = [join(folder, 'pom.xml'), ...readdirSync(sources).map((name) => join(sources, name))];
  once(made, [version, ...from.map((file) => readFileSync(file))], `Building Flink ${version} and its jobs`, () =>
    run('mvn', ['-B', '-q', `-Dflink.version=${version}`, 'package'], folder),
  );
}

function installPython(python, name, list, title) {
  const requirements = join(peers, list);
  const venv = join(cache, name);
  once(venv, [readFileSync(requirements)], title, () => {
    run(python, ['-m', 'venv', venv]);
    run(join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '-r',
      requirements,
    ]);
  });
}

/** In a folder of its own: the product needs none of it. */
function installCdk() {
  const lists = ['package.json', 'package-lock.json'].map((name) => ({ name, file: join(peers, 'cdk', name) }));
  const folder = join(cache, 'peers-cdk');
  once(
    folder,
    lists.map(({ file }) => readFileSync(file)),
    'Installing the CDK',
    () => {
      mkdirSync(folder, { recursive: true });
      for (const { name, file } of lists) copyFileSync(file, join(folder, name));
      run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], folder);
    },
  );
}

/** Makes a folder anew when what it is made of has changed. Its stamp comes last, so that half of one is never taken for whole. */
function once(folder, ingredients, title, make) {
  const stamp = join(folder, '.streamgauge-made');
  const hash = ingredients.reduce((sum, each) => sum.update(each).update('\0'), createHash('sha256')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.error(`${title} …`);
  rmSync(folder, { recursive: true, force: true });
  make();
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, hash);
}

function run(command, args, cwd = root) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: needsShell(command) });
  if (status !== 0) throw new Error(`${command} failed${error === undefined ? ': see the lines above' : `: ${error.message}`}.`);
}

const answers = (command, args) => spawnSync(command, args, { stdio: 'ignore', shell: needsShell(command) }).status === 0;

/** On Windows Maven and npm are batch files. */
const needsShell = (command) => process.platform === 'win32' && ['mvn', 'npm'].includes(command);

/** `openjdk version "17.0.15"`, on standard error. */
function hasJava() {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return status === 0 && Number(/version "(\d+)/.exec(stderr)?.[1]) >= 17;
}

const findPython = () =>
  ['python3.11', 'python3', 'python'].find((name) =>
    answers(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']),
  );
