import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../program.ts';
import type { Described } from './readCode.ts';
import { describedBy } from './readCode.ts';

const home = join(root, '.cache', 'peers-cdk');
const run = promisify(execFile);

/**
 * Compiles a file of the CDK as strictly as can be, and synthesizes its stacks with each of the topics; rejects with what the compiler or the
 * CDK complains about.
 */
export async function synthesized(text: string, topics: readonly (string | null)[]): Promise<readonly Described[]> {
  // Beside the CDK, which is found from there.
  const folder = await mkdtemp(join(home, 'app-'));
  try {
    const file = join(folder, 'app.ts');
    await writeFile(file, text);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const strict = [
      '--ignoreConfig',
      '--strict',
      '--noUnusedLocals',
      '--noImplicitReturns',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    await run(process.execPath, [tsc, ...strict, '--lib', 'es2022,esnext.disposable', '--types', '', file], {
      timeout: 120_000,
    }).catch((thrown: { readonly stdout?: string }) => Promise.reject(new Error(`tsc:\n${thrown.stdout}`)));
    return await Promise.all(topics.map((topic, i) => synthesize(file, join(folder, `out-${i}`), topic)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function synthesize(file: string, out: string, topic: string | null): Promise<Described> {
  const context = JSON.stringify(topic === null ? {} : { alarmTopicArn: topic });
  const env = { ...process.env, CDK_OUTDIR: out, CDK_CONTEXT_JSON: context };
  await run(process.execPath, [file], { timeout: 120_000, env });
  const names = (await readdir(out)).filter((name) => name.endsWith('.template.json'));
  const templates = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(out, name), 'utf8')) as Template));
  return describedBy(templates.flatMap(({ Resources }) => Object.values(Resources)));
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
}
