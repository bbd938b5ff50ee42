import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { parseJsonPattern } from './jsonPattern.ts';
import { percentRegex } from './percentRegex.ts';
import { parseSpacePattern } from './spacePattern.ts';

export type Matcher = (message: string) => boolean;

const INVALID = 'Invalid filter pattern';

/**
 * CloudWatch Logs' filter patterns: terms that all have to be there, "quoted phrases", %regular expressions%, -exclusions and
 * ?alternatives; conditions of JSON fields in braces; conditions of space-delimited fields in brackets. An empty pattern takes
 * everything.
 */
export function parseFilterPattern(pattern: string): Result<Matcher, string> {
  const trimmed = pattern.trim();
  const matcher = trimmed.startsWith('{')
    ? parseJsonPattern(trimmed)
    : trimmed.startsWith('[')
      ? parseSpacePattern(trimmed)
      : parseTerms(trimmed);
  return matcher === null ? failed(INVALID) : ok(matcher);
}

function parseTerms(pattern: string): Matcher | null {
  const terms = readTerms(pattern);
  if (terms === null) return null;
  const tests = (kind: Term['kind']) => terms.filter((term) => term.kind === kind).map(({ test }) => test);
  const [wanted, excluded, alternatives] = [tests('wanted'), tests('excluded'), tests('alternative')];
  // Beside other terms, alternatives are ignored: so says the service's guide.
  const anyOf = wanted.length + excluded.length > 0 ? [] : alternatives;
  return (message) =>
    wanted.every((test) => test(message)) &&
    !excluded.some((test) => test(message)) &&
    (anyOf.length === 0 || anyOf.some((test) => test(message)));
}

interface Term {
  readonly kind: 'wanted' | 'excluded' | 'alternative';
  readonly test: Matcher;
}

/** Null when the pattern is not one. Terms of other signs than letters, digits and underscores have to be quoted. */
function readTerms(pattern: string): Term[] | null {
  const terms: Term[] = [];
  const term = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|(\w+))(?=\s|$)/suy;
  while (term.lastIndex < pattern.length) {
    const match = term.exec(pattern);
    if (match === null) return null;
    const [, sign, quoted, regex, plain] = match;
    const kind = sign === '-' ? 'excluded' : sign === '?' ? 'alternative' : 'wanted';
    if (regex !== undefined) {
      const expression = percentRegex(regex);
      if (expression === null) return null;
      terms.push({ kind, test: (message) => expression.test(message) });
      continue;
    }
    const text = plain ?? (quoted ?? '').replace(/\\(.)/gs, '$1');
    if (text === '') return null;
    terms.push({ kind, test: (message) => message.includes(text) });
  }
  return terms;
}
