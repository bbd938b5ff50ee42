import { millis } from '#shared/units/units.ts';
import type { Span } from './spans.ts';

/** What an address says of the explorer, or is made to say. */
export interface Addressed {
  readonly query: string;
  /** Ids of groups. */
  readonly pins: readonly string[];
  readonly span: Span;
}

const names = { application: 'of', query: 'metrics', pin: 'pin', last: 'last', from: 'from', to: 'to' } as const;

/** Null where the address says nothing, or speaks of another application. */
export function readAddress(text: string, application: string): Addressed | null {
  const given = new URLSearchParams(text);
  const span = spanIn(given);
  if (span === null || given.get(names.application) !== application) return null;
  return { query: given.get(names.query) ?? '', pins: given.getAll(names.pin), span };
}

function spanIn(given: URLSearchParams): Span | null {
  const minutes = Number(given.get(names.last));
  if (Number.isInteger(minutes) && minutes >= 5) return { kind: 'last', minutes };
  const [from, to] = [Date.parse(given.get(names.from) ?? ''), Date.parse(given.get(names.to) ?? '')];
  return from < to ? { kind: 'absolute', from: millis(from), to: millis(to) } : null;
}

/** The address's part with this in it, and what others put there left alone; null takes ours out. */
export function writeAddress(text: string, application: string, shown: Addressed | null): string {
  const given = new URLSearchParams(text);
  for (const name of Object.values(names)) given.delete(name);
  if (shown !== null) {
    given.set(names.application, application);
    if (shown.query !== '') given.set(names.query, shown.query);
    for (const pin of shown.pins) given.append(names.pin, pin);
    if (shown.span.kind === 'last') given.set(names.last, String(shown.span.minutes));
    else {
      given.set(names.from, new Date(shown.span.from).toISOString());
      given.set(names.to, new Date(shown.span.to).toISOString());
    }
  }
  const written = given.toString();
  return written === '' ? '' : `?${written}`;
}
