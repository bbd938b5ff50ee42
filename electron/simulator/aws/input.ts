import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { AwsError } from './awsError.ts';
import { awsError } from './awsError.ts';

/**
 * Reads a value of a service's model. What is wrong goes into the report and `undefined` is returned: types that cannot be read make
 * a SerializationException, broken constraints are told all at once, in the words of the services.
 */
export type Shape<T> = (raw: unknown, path: string, report: Report) => T | undefined;

interface Report {
  readonly textual: boolean;
  readonly types: string[];
  readonly constraints: string[];
}

/** How an input is to be read. */
export interface Reading {
  /** The service's name for broken constraints. */
  readonly invalid: string;
  /** True when numbers, flags and moments come as text, as in a form. */
  readonly textual: boolean;
}

/** Checks a whole input. */
export function readInput<T>(shape: Shape<T>, raw: unknown, { invalid, textual }: Reading): Result<T, AwsError> {
  const report: Report = { textual, types: [], constraints: [] };
  const value = shape(raw, '', report);
  const [type] = report.types;
  if (type !== undefined) return failed(awsError('SerializationException', type));
  const count = report.constraints.length;
  if (value === undefined || count > 0)
    return failed(
      awsError(
        invalid,
        `${count} validation error${count === 1 ? '' : 's'} detected: ${report.constraints.slice(0, 10).join('; ')}`,
      ),
    );
  return ok(value);
}

const at = (path: string, member: string): string => (path === '' ? '' : `${path}.`) + member;
const memberName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function broken(report: Report, path: string, value: unknown, constraint: string): undefined {
  const shown = value === null ? 'null' : `'${(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200)}'`;
  report.constraints.push(`Value ${shown} at '${path}' failed to satisfy constraint: Member must ${constraint}`);
}

/** The name of a JSON type in the services' messages. */
function wrongType(report: Report, raw: unknown, wanted: string): undefined {
  if (Array.isArray(raw)) report.types.push('Start of list found where not expected.');
  else if (typeof raw === 'object') report.types.push('Start of structure or map found where not expected.');
  else {
    const found = typeof raw === 'boolean' ? `${String(raw).toUpperCase()}_VALUE` : `${typeof raw}_VALUE`.toUpperCase();
    report.types.push(`${found} can not be converted to ${wanted}`);
  }
}

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Of the whole text. */
  readonly pattern?: string;
}

export function text({ min = 0, max = Infinity, pattern }: TextLimits = {}): Shape<string> {
  // Only patterns with classes of Unicode are written for it.
  const expression = pattern === undefined ? null : new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'su' : 's');
  return (raw, path, report) => {
    if (typeof raw !== 'string') return wrongType(report, raw, 'a String');
    if (raw.length < min) return broken(report, path, raw, `have length greater than or equal to ${min}`);
    if (raw.length > max) return broken(report, path, raw, `have length less than or equal to ${max}`);
    if (expression?.test(raw) === false) return broken(report, path, raw, `satisfy regular expression pattern: ${pattern}`);
    return raw;
  };
}

export const oneOf =
  <const V extends string>(values: readonly V[]): Shape<V> =>
  (raw, path, report) => {
    if (typeof raw !== 'string') return wrongType(report, raw, 'a String');
    const value = values.find((each) => each === raw);
    return value ?? broken(report, path, raw, `satisfy enum value set: [${values.join(', ')}]`);
  };

export const integer =
  ({ min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number } = {}): Shape<number> =>
  (raw, path, report) => {
    const value = report.textual && typeof raw === 'string' && /^-?\d{1,15}$/.test(raw) ? Number(raw) : raw;
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(report, raw, 'an Integer');
    if (value < min) return broken(report, path, value, `have value greater than or equal to ${min}`);
    if (value > max) return broken(report, path, value, `have value less than or equal to ${max}`);
    return value;
  };

/** JSON has no sign for these. */
const NOT_FINITE: ReadonlyMap<string, number> = new Map([Number.NaN, Infinity, -Infinity].map((value) => [String(value), value]));

export const double: Shape<number> = (raw, _path, report) => {
  if (typeof raw === 'number') return raw;
  if (typeof raw !== 'string') return wrongType(report, raw, 'a Double');
  const value = NOT_FINITE.get(raw) ?? (report.textual && /^[-+.\dEe]+$/.test(raw) ? Number(raw) : undefined);
  return value ?? wrongType(report, raw, 'a Double');
};

export const flag: Shape<boolean> = (raw, _path, report) => {
  if (report.textual && (raw === 'true' || raw === 'false')) return raw === 'true';
  return typeof raw === 'boolean' ? raw : wrongType(report, raw, 'a Boolean');
};

/** Seconds since 1970; a text of ISO 8601 where all is text. */
export const timestamp: Shape<Millis> = (raw, _path, report) => {
  const seconds = report.textual && typeof raw === 'string' ? Date.parse(raw) / 1000 : raw;
  return typeof seconds === 'number' && Math.abs(seconds) < 1e11 ? millis(seconds * 1000) : wrongType(report, raw, 'a Timestamp');
};

export const list =
  <T>(
    member: Shape<T>,
    { min = 0, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
  ): Shape<readonly T[]> =>
  (given, path, report) => {
    // A form has no other way to give an empty list.
    const raw: unknown = report.textual && given === '' ? [] : given;
    if (!Array.isArray(raw)) {
      report.types.push('Expected list or null');
      return;
    }
    if (raw.length < min) return broken(report, path, raw, `have length greater than or equal to ${min}`);
    if (raw.length > max) return broken(report, path, raw, `have length less than or equal to ${max}`);
    return raw.flatMap((each: unknown, i) => {
      const value = member(each, `${path}.${i + 1}.member`, report);
      return value === undefined ? [] : [value];
    });
  };

export const mapOf =
  <T>(
    key: Shape<string>,
    value: Shape<T>,
    { min = 0, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
  ): Shape<Readonly<Record<string, T>>> =>
  (raw, path, report) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      report.types.push('Expected map or null');
      return;
    }
    const entries = Object.entries(raw as Readonly<Record<string, unknown>>);
    if (entries.length < min) return broken(report, path, raw, `have length greater than or equal to ${min}`);
    if (entries.length > max) return broken(report, path, raw, `have length less than or equal to ${max}`);
    return Object.fromEntries(
      entries.flatMap(([name, each]) => {
        const read = key(name, `${path}.key`, report) === undefined ? undefined : value(each, `${path}.${name}`, report);
        return read === undefined ? [] : [[name, read]];
      }),
    );
  };

type Members = Readonly<Record<string, Shape<unknown>>>;
type ValueOf<S> = S extends Shape<infer T> ? T : never;
type Values<R extends Members, O extends Members> = { readonly [K in keyof R]: ValueOf<R[K]> } & {
  readonly [K in keyof O]?: ValueOf<O[K]> | undefined;
};

/** Unknown members are ignored, as the services do; a member that is null is absent. */
export function structure<const R extends Members, const O extends Members>(required: R, optional: O): Shape<Values<R, O>> {
  const members = Object.entries({ ...required, ...optional }).map(([name, shape]) => ({
    name,
    shape,
    path: memberName(name),
    needed: Object.hasOwn(required, name),
  }));
  return (raw, path, report) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      report.types.push('Unexpected field type');
      return;
    }
    const given = raw as Readonly<Record<string, unknown>>;
    const values: Record<string, unknown> = {};
    for (const { name, shape, path: below, needed } of members) {
      const member = Object.hasOwn(given, name) ? (given[name] ?? null) : null;
      const where = at(path, below);
      if (member !== null) values[name] = shape(member, where, report);
      else if (needed) broken(report, where, null, 'not be null');
    }
    return values as Values<R, O>;
  };
}
