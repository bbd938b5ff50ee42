import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root, startProgram } from './program.ts';
import type { Program } from './program.ts';

const binOf = (venv: string) => join(root, '.cache', venv, process.platform === 'win32' ? 'Scripts' : 'bin');
export const bin = binOf('peers-venv');
/** cfn-lint and a parser of HCL. */
export const codeVenv = binOf('peers-code-venv');
export const script = (name: string) => join(root, 'test', 'peers', 'python', name);

export const pythonCommand = join(bin, 'python');

export const startPython = (name: string): Program => startProgram({ command: pythonCommand, args: [script(name)] });

/** Runs a program of the Python environment to its end; resolves with what it printed, rejects with what it complained about. */
export async function runInPython(
  command: string,
  args: readonly string[],
  {
    input = '',
    env = {},
    from = bin,
  }: { readonly input?: string; readonly env?: Readonly<Record<string, string>>; readonly from?: string } = {},
): Promise<string> {
  const child = spawn(join(from, command), args, { env: { ...process.env, ...env }, timeout: 60_000 });
  child.stdin.end(input);
  const [output, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${complaint}${output}`);
  return output;
}
