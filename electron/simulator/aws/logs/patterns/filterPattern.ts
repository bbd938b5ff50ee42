import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { parseJsonPattern } from './jsonPattern.ts';

export type Matcher = (message: string) => boolean;

const INVALID = 'Invalid filter pattern';

/**
 * CloudWatch Logs' filter patterns: terms that all have to be there, "quoted phrases", -exclusions, ?alternatives, and patterns of
 * JSON fields in braces. An empty pattern takes everything.
 */
export function parseFilterPattern(pattern: string): Result<Matcher, string> {
  const trimmed = pattern.trim();
  if (trimmed.startsWith('{')) return parseJsonPattern(trimmed);
  if (trimmed.startsWith('[')) return failed('The simulator does not read patterns of space-delimited fields.');
  const terms = readTerms(trimmed);
  if (terms === null) return failed(INVALID);

  const texts = (kind: Term['kind']) => terms.filter((term) => term.kind === kind).map((term) => term.text);
  const [wanted, excluded, alternatives] = [texts('wanted'), texts('excluded'), texts('alternative')];
  // Beside other terms, alternatives are ignored: so says the service's guide.
  const anyOf = wanted.length + excluded.length > 0 ? [] : alternatives;
  return ok(
    (message) =>
      wanted.every((text) => message.includes(text)) &&
      !excluded.some((text) => message.includes(text)) &&
      (anyOf.length === 0 || anyOf.some((text) => message.includes(text))),
  );
}

interface Term {
  readonly kind: 'wanted' | 'excluded' | 'alternative';
  readonly text: string;
}

/** Null when the pattern is not one. Terms of other signs than letters, digits and underscores have to be quoted. */
function readTerms(pattern: string): Term[] | null {
  const terms: Term[] = [];
  const term = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\w[\w]*))(?=\s|$)/suy;
  while (term.lastIndex < pattern.length) {
    const match = term.exec(pattern);
    if (match === null) return null;
    const [, sign, quoted, plain] = match;
    const text = plain ?? (quoted ?? '').replace(/\\(.)/gs, '$1');
    if (text === '') return null;
    terms.push({ kind: sign === '-' ? 'excluded' : sign === '?' ? 'alternative' : 'wanted', text });
  }
  return terms;
}
