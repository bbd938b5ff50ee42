import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';

/** What a program takes on its command line: `--name value`, or `--name` alone for a switch. */
export interface ArgumentSpec {
  readonly kind: 'text' | 'integer' | 'number' | 'switch';
  readonly min?: number;
  readonly max?: number;
}

type ValueOf<S extends ArgumentSpec> = S['kind'] extends 'switch' ? boolean : S['kind'] extends 'text' ? string : number;

/** Absent arguments are undefined; an absent switch is false. */
export type Arguments<T extends Record<string, ArgumentSpec>> = {
  readonly [K in keyof T]: T[K]['kind'] extends 'switch' ? boolean : ValueOf<T[K]> | undefined;
};

/** Reads a command line strictly. A failure is one sentence that names the argument. */
export function parseArguments<const T extends Record<string, ArgumentSpec>>(
  specs: T,
  argv: readonly string[],
): Result<Arguments<T>, string> {
  const values: Record<string, string | number | boolean | undefined> = {};
  for (const [name, spec] of Object.entries(specs)) values[name] = spec.kind === 'switch' ? false : undefined;

  const left = [...argv];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name, inline] = /^--([a-z][a-zA-Z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    const spec = name === undefined ? undefined : Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (name === undefined || spec === undefined) return failed(`${word}: not an argument of this command.`);
    if (spec.kind === 'switch') {
      if (inline !== undefined) return failed(`--${name}: takes no value.`);
      values[name] = true;
      continue;
    }
    const text = inline ?? left.shift();
    if (text === undefined || text === '' || (inline === undefined && text.startsWith('--')))
      return failed(`--${name}: a value is missing.`);
    const value = valueOf(spec, text);
    if (value === undefined) return failed(`--${name}: must be ${wanted(spec)}, not "${text}".`);
    values[name] = value;
  }
  return ok(values as Arguments<T>);
}

/** That an argument names nothing that exists, in one sentence that tells what does. */
export const thereIsNo = (argument: string, name: string, names: readonly string[]): string =>
  `--${argument}: there is no ${name}; there are ${names.join(', ')}.`;

/** Why a program cannot listen at the port that it was given, in one sentence that names the argument; null: for another reason. */
export function portRefusal(thrown: unknown, port: number): string | null {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'EADDRINUSE') return `--port: ${port} is in use already.`;
  return code === 'EACCES' ? `--port: ${port} is not for ordinary users.` : null;
}

function valueOf(spec: ArgumentSpec, text: string): string | number | undefined {
  if (spec.kind === 'text') return text;
  const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const fits =
    Number.isFinite(number) &&
    (spec.kind === 'number' || Number.isSafeInteger(number)) &&
    number >= (spec.min ?? -Infinity) &&
    number <= (spec.max ?? Infinity);
  return fits ? number : undefined;
}

function wanted({ kind, min, max }: ArgumentSpec): string {
  const noun = kind === 'integer' ? 'a whole number' : 'a number';
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`;
  if (min !== undefined) return `${noun} of at least ${min}`;
  return max === undefined ? noun : `${noun} of at most ${max}`;
}
