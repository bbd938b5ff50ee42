import { parseConditions } from './conditions.ts';
import type { Matcher } from './filterPattern.ts';

type Test = (fields: readonly string[]) => boolean;

interface Field {
  /** Where it stands: from the first on, or behind an ellipsis, from the last on (-1). */
  readonly index: number;
  readonly test: Test | null;
}

/** `[ip, user, ..., status = 4*, bytes > 1000]`: fields of text between spaces, brackets or quotes. Null when it cannot be read. */
export function parseSpacePattern(pattern: string): Matcher | null {
  const inner = /^\[(.*)\]$/s.exec(pattern)?.[1];
  const parts = inner === undefined ? null : splitParts(inner);
  if (parts === null || parts.includes('')) return null;
  const ellipsis = parts.indexOf('...');
  if (ellipsis !== parts.lastIndexOf('...')) return null;

  const fields: Field[] = [];
  for (const [i, part] of parts.entries()) {
    if (part === '...') continue;
    const field = readField(part, ellipsis >= 0 && i > ellipsis ? i - parts.length : i);
    if (field === null) return null;
    fields.push(field);
  }
  return (message) => {
    const values = splitMessage(message);
    const fits = ellipsis < 0 ? values.length === fields.length : values.length >= fields.length;
    return fits && fields.every(({ test }) => test?.(values) ?? true);
  };
}

function readField(part: string, index: number): Field | null {
  const name = /^\(*\s*(\w+)/.exec(part)?.[1];
  if (name === undefined) return null;
  if (name === part) return { index, test: null };
  const test = parseConditions<readonly string[]>(part, (text) => (text === name ? (values) => values.at(index) : null));
  return test === null ? null : { index, test };
}

/** At commas that are not within quotes or percent signs. */
function splitParts(text: string): string[] | null {
  const parts: string[] = [];
  const part = /\s*((?:"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%|[^,"%])*)(,|$)/suy;
  do {
    const match = part.exec(text);
    if (match === null) return null;
    parts.push((match[1] ?? '').trim());
    if (match[2] === '') return parts;
  } while (part.lastIndex <= text.length);
  return null;
}

const splitMessage = (message: string): string[] =>
  [...message.matchAll(/\[([^\]]*)\]|"((?:[^"\\]|\\.)*)"|(\S+)/gs)].map(
    ([, inBrackets, inQuotes, plain]) => inBrackets ?? inQuotes ?? plain ?? '',
  );
