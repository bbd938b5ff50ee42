import fc from 'fast-check';

/** What no field expects: of every other type, too large, too deep, and names that mean something to JavaScript. */
const hostile: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  -9.223372036854775e18,
  9_007_199_254_740_992,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'NaN',
  'Infinity',
  '-1',
  '1e999',
  '\u0000\uD800',
  'x'.repeat(5_000),
  '('.repeat(3_000) + ')'.repeat(3_000),
  '__proto__',
  [],
  {},
  [[[[[]]]]],
  [null, 1, 'a', {}],
  { length: 3 },
  { toString: null, valueOf: 7 },
  Array.from({ length: 300 }, (_, i) => i),
  new Date(Number.NaN),
  new Date(0),
  deep(200),
];

function deep(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let i = 0; i < levels; i += 1) value = i % 2 === 0 ? [value] : { deeper: value };
  return value;
}

const ways = ['replace', 'replace', 'replace', 'drop', 'rename', 'wrap', 'repeat', 'swap', 'duplicate'] as const;

interface Mutation {
  readonly at: number;
  readonly way: (typeof ways)[number];
  readonly what: number;
}

/** One to four changes of a value, wherever they fall. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({ at: fc.nat(1_000_000), way: fc.constantFrom(...ways), what: fc.nat(hostile.length - 1) }),
  { minLength: 1, maxLength: 4 },
);

type Path = readonly (string | number)[];
/** Written out again under the name that is behind it: what JSON allows, and no object of JavaScript can hold. */
const TWIN = '\u0001twin:';

/** The value with its changes; the original stays as it was. */
export const mutate = (base: unknown, changes: readonly Mutation[]): unknown => changes.reduce(changed, base);

function changed(base: unknown, { at, way, what }: Mutation): unknown {
  const paths = pathsOf(base);
  const path = paths[at % paths.length] ?? [];
  const value = hostile[what];
  return edit(base, path, (old, holder, key) => {
    switch (way) {
      case 'replace':
        return value;
      case 'drop':
        return undefined;
      case 'wrap':
        return [old];
      case 'repeat':
        return Array.from({ length: 40 }, () => old);
      case 'swap': {
        const other = paths[(at * 7 + what) % paths.length] ?? [];
        return read(base, other);
      }
      case 'rename':
      case 'duplicate':
        if (typeof holder === 'object' && holder !== null && !Array.isArray(holder) && typeof key === 'string')
          Object.assign(holder, way === 'rename' ? { [`${key}s`]: old } : { [TWIN + key]: value });
        return way === 'rename' ? undefined : old;
    }
  });
}

const isBranch = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

/** Every place of a value; long lists by their first entries, which say enough. */
function pathsOf(value: unknown, path: Path = [], found: Path[] = []): Path[] {
  found.push(path);
  if (found.length > 4_000 || path.length > 20 || !isBranch(value)) return found;
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.slice(0, 20).map((each, i) => [i, each])
    : Object.entries(value);
  for (const [key, each] of entries) pathsOf(each, [...path, key], found);
  return found;
}

const read = (value: unknown, path: Path): unknown =>
  path.reduce((at: unknown, key) => (isBranch(at) ? Reflect.get(at, key) : undefined), value);

type Change = (old: unknown, holder: unknown, key: string | number | undefined) => unknown;

function edit(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined) return change(value, null, undefined);
  if (!isBranch(value)) return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const old: unknown = Reflect.get(copy, key);
  const now = rest.length === 0 ? change(old, copy, key) : edit(old, rest, change);
  if (now === undefined && !Array.isArray(copy)) Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, now);
  return copy;
}

/** How a text is damaged on its way; mostly not at all. */
export const damage = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'none' as const, at: 0 }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cut', 'flip', 'insert', 'page'), at: fc.nat(1_000_000) }) },
);

/** As JSON, where a number that JSON has not is written as some servers do, and keys may come twice. */
export function textOf(value: unknown, { kind, at }: { readonly kind: string; readonly at: number }): string {
  const text =
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'number' && !Number.isFinite(each) ? `\u0001raw:${Number.isNaN(each) ? 'NaN' : '1e999'}` : each,
    ) ?? '';
  const raw = text.replaceAll(/"\\u0001raw:([^"]+)"/g, '$1').replaceAll('"\\u0001twin:', '"');
  const place = raw.length === 0 ? 0 : at % raw.length;
  switch (kind) {
    case 'cut':
      return raw.slice(0, place);
    case 'flip':
      return `${raw.slice(0, place)}${String.fromCodePoint(at % 0xd7ff)}${raw.slice(place + 1)}`;
    case 'insert':
      return `${raw.slice(0, place)}${['NaN', '{', ']', '"', '\u0000', '1e999'][at % 6]}${raw.slice(place)}`;
    case 'page':
      return '<html>502 Bad Gateway</html>';
    default:
      return raw;
  }
}

/** Where in a value there is a number that is none; null: nowhere. */
export function notFinite(value: unknown, path = ''): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (value instanceof Map) return notFinite([...value.entries()], path);
  if (!isBranch(value)) return null;
  for (const [key, each] of Object.entries(value)) {
    const found = notFinite(each, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
