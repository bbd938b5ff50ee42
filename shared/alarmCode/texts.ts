/** What the writers of the formats spell out. */
export type Value = string | number | boolean | readonly Value[] | Members;
/** Those that are undefined are not there. */
export interface Members {
  readonly [name: string]: Value | undefined;
}

export const membersOf = (members: Members): readonly (readonly [name: string, value: Value])[] =>
  Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Exactly this figure, without an exponent: `1e-7` is a word to some YAML readers. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} is no figure of an alarm.`);
  const text = Object.is(value, -0) ? '0' : String(value);
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

/** Control characters, line ends of any reader, and what is not a character: readers of YAML, HCL and TypeScript differ in them. */
const UNCLEAR = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;
const BEYOND_ASCII = /[^\u0020-\u007e]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Half of a surrogate pair is no character. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** In double quotes, as JSON, YAML and TypeScript all read it. */
export const quoted = (text: string): string => JSON.stringify(wellFormed(text)).replace(UNCLEAR, escaped);

/** As JSON of nothing but ASCII that needs no quoting between the single quotes of a shell. */
export const quotedForShell = (text: string): string =>
  JSON.stringify(wellFormed(text)).replace(BEYOND_ASCII, escaped).replaceAll("'", escaped("'"));

/** As JSON in which no template language finds anything to fill in: it has neither `${` nor `%{`. */
export const quotedForTemplates = (text: string): string => quoted(text).replace(/[$%](?=\{)/g, escaped);

/** For the shell, whatever is in it. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** In Terraform's double quotes; HCL knows neither `\b` nor `\f`. */
export const quotedForTerraform = (text: string): string =>
  quotedForTemplates(text).replace(/\\(.)/g, (sequence, letter: string) =>
    letter === 'b' ? '\\u0008' : letter === 'f' ? '\\u000c' : sequence,
  );

/** Text for a comment: one line. */
export const oneLine = (text: string): string => wellFormed(text).replace(UNCLEAR, ' ');

/** A value as indented JSON, its strings by `quote`. */
export function json(value: Value, quote: (text: string) => string, indent = ''): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return String(value);
  const deeper = `${indent}  `;
  const parts = isList(value)
    ? value.map((each) => json(each, quote, deeper))
    : membersOf(value).map(([name, each]) => `${quote(name)}: ${json(each, quote, deeper)}`);
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  const flat = isList(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (!flat.includes('\n') && indent.length + flat.length <= 140) return flat;
  return `${open}\n${parts.map((part) => `${deeper}${part}`).join(',\n')}\n${indent}${close}`;
}
