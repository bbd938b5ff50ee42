import { keyOf, uniform } from '#shared/simulation/random.ts';

/** Draws of one seed, the same in every run. */
export interface Chance {
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  const key = keyOf(seed, 'fuzz');
  let counter = 0;
  const below = (n: number): number => Math.floor(uniform(key, counter++) * n);
  return {
    below,
    pick(from) {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('Nothing to pick from.');
      return picked;
    },
  };
}

/** What an operation takes at a place of its input. */
export type Learned =
  | { readonly kind: 'structure'; readonly members: Readonly<Record<string, Learned>>; readonly required: ReadonlySet<string> }
  | { readonly kind: 'list'; readonly item: Learned }
  | { readonly kind: 'text'; readonly values: readonly string[] }
  | { readonly kind: 'number' | 'flag' | 'unknown' };

/** Tells what an operation says to an input: the code and the sentence of its refusal; null when it would have gone on. */
export type Try = (input: unknown) => { readonly code: string; readonly message: string } | null;

/** Learns an operation's input by trying: which members it asks a hollow structure for, and which types it takes at each place. */
export function learn(attempt: Try, wrap: (value: unknown) => unknown = (value) => value, depth = 6): Learned {
  const fits = (value: unknown): boolean => attempt(wrap(value))?.code !== 'SerializationException';
  const names = new Set<string>();
  if (fits(hollow((name) => names.add(name))) && names.size > 0) {
    const inside = (name: string): Learned =>
      depth === 0 ? { kind: 'unknown' } : learn(attempt, (value) => wrap({ [name]: value }), depth - 1);
    const told = [...(attempt(wrap({}))?.message ?? '').matchAll(/Value null at '(?:[^']*\.)?([^'.]*)'/g)].map(
      ([, name = '']) => name,
    );
    return {
      kind: 'structure',
      members: Object.fromEntries([...names].map((name) => [name, inside(name)])),
      required: new Set([...names].filter((name) => told.includes(name.charAt(0).toLowerCase() + name.slice(1)))),
    };
  }
  if (depth > 0 && fits([])) return { kind: 'list', item: learn(attempt, (value) => wrap([value]), depth - 1) };
  if (fits('x'))
    return {
      kind: 'text',
      values: /enum value set: \[([^\]]*)\]/.exec(attempt(wrap('x'))?.message ?? '')?.[1]?.split(', ') ?? [],
    };
  if (fits(1)) return { kind: 'number' };
  return { kind: fits(true) ? 'flag' : 'unknown' };
}

const hollow = (asked: (name: string) => void): object =>
  new Proxy(
    {},
    {
      getOwnPropertyDescriptor(_target, name) {
        if (typeof name === 'string') asked(name);
        return undefined;
      },
    },
  );

// prettier-ignore
const ODD: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, -1e308, 51, 60, 2 ** 53, Number.MAX_SAFE_INTEGER, 1_791_892_800, '', 'x', ' ', '\u0000', '\ud800', '../..',
  '$', '%', '"', '{ $.a = 1 }', '{ ((( }', '{', '[w1, w2]', 'fields @message | filter @message like /x(/ | stats count(*) by bin(5m)', 'a'.repeat(600),
  '(((((((((((((', 'm1/0', "SEARCH('{', 'Average', 1)", 'ALARM(x) AND', 'NaN', '-Infinity', '1', 'true', '2026-10-13T12:00:00Z', [], [[]], [null], [1], {}, { a: 1 },
  '__proto__', 'constructor', '-', '?', '"a" -b ?c', '*', 'arn:aws:x', 'ALARM', 'OK', 'Average', 'p99', 'tm(:)', 'PR(1:2)', { constructor: {} }, ['x', 'y'],
];

const TEXTS: readonly string[] = ['a', 'one', 'two', 'Mine', ...ODD.filter((value) => typeof value === 'string')];

/** Values that make sense for a member of this name. */
export type Sensible = ReadonlyMap<string, readonly unknown[]>;

/** An input of the right types; one of `odd` values is not. */
export function inputFor(
  shape: Learned,
  around: { readonly sensible: Sensible; readonly chance: Chance; readonly odd: number },
  name = '',
): unknown {
  const { sensible, chance, odd } = around;
  if (chance.below(odd) === 0) return chance.pick(ODD);
  const known = sensible.get(name);
  if (known !== undefined && chance.below(8) > 0) return chance.pick(known);
  switch (shape.kind) {
    case 'structure': {
      const members = Object.entries(shape.members).filter(([member]) => chance.below(shape.required.has(member) ? 30 : 2) > 0);
      const stray: [string, unknown][] =
        chance.below(60) === 0 ? [[chance.pick(['__proto__', 'toString', 'x']), chance.pick(ODD)]] : [];
      return Object.fromEntries([...members.map(([member, of]) => [member, inputFor(of, around, member)]), ...stray]);
    }
    case 'list':
      return Array.from({ length: 1 + chance.below(3) }, () => inputFor(shape.item, around));
    case 'text':
      return shape.values.length > 0 && chance.below(20) > 0 ? chance.pick(shape.values) : chance.pick(TEXTS);
    case 'number':
      return chance.pick([0, 1, 2, 5, 60, 300, -1, 1e12, 1.5]);
    case 'flag':
      return chance.below(2) === 0;
    case 'unknown':
      return chance.pick(ODD);
  }
}

/** A copy with something in it changed, taken out or doubled. */
export function mutated(input: unknown, chance: Chance): unknown {
  if (chance.below(12) === 0) return chance.pick(ODD);
  if (Array.isArray(input)) {
    if (input.length === 0 || chance.below(6) === 0) return [...(input as unknown[]), chance.pick(ODD)];
    const at = chance.below(input.length);
    return input.map((each: unknown, i) => (i === at ? mutated(each, chance) : each));
  }
  if (typeof input === 'object' && input !== null) {
    const entries = Object.entries(input);
    if (entries.length === 0) return { x: chance.pick(ODD) };
    const at = chance.below(entries.length);
    const [name, value] = entries[at] ?? ['', null];
    const others = entries.filter((_, i) => i !== at);
    return Object.fromEntries(chance.below(6) === 0 ? others : [...others, [name, mutated(value, chance)]]);
  }
  if (typeof input === 'string' && input !== '') {
    const at = chance.below(input.length);
    const sign = chance.pick(['', "'", '"', '(', ')', '{', '}', '/', '\\', '$', ' ', '0', 'é', '*', '|', ',', '=', '%', '\n']);
    return input.slice(0, at) + sign + input.slice(at + chance.below(2));
  }
  if (typeof input === 'number') return chance.pick([-input, input + 1, input / 2, input * 1000, String(input)]);
  return chance.pick(ODD);
}

/** As a form says it. */
export function formOf(input: unknown, path = ''): [string, string][] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(input)) return input.flatMap((each: unknown, i) => formOf(each, at(`member.${i + 1}`)));
  if (typeof input === 'object' && input !== null) return Object.entries(input).flatMap(([name, each]) => formOf(each, at(name)));
  return path === '' ? [] : [[path, String(input)]];
}
