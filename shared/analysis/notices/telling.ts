import type { Notice } from '../../model/notice.ts';
import type { Millis } from '../../units/units.ts';
import { ALREADY } from './quiet.ts';

/** How often each notice was shown, by its id; what was so at the start is shown in one summary, and counts as shown. */
export type Shown = ReadonlyMap<string, number>;

/** What is to be shown on a desktop now. */
export interface Telling {
  readonly single: readonly Notice[];
  /** What was so already when watching began: for one summary. */
  readonly already: readonly Notice[];
  readonly shown: Shown;
}

/** What nobody was shown yet, of what was told since `from` (real time): what was told to somebody before is not told again. */
export function toShow(notices: readonly Notice[], shown: Shown, from: Millis): Telling {
  const now = notices.filter(({ at, until, read }) => at >= from && until === null && !read);
  const single = now.filter(({ id, quiet, told }) => quiet === null && told > (shown.get(id) ?? 0));
  const already = now.filter(({ id, quiet }) => quiet === ALREADY && !shown.has(id));
  return { single, already, shown: new Map(notices.map(({ id, told }) => [id, Math.max(told, shown.get(id) ?? 0)])) };
}

export interface Message {
  readonly title: string;
  readonly body: string;
}

/** What, since when, and the first step. `clock` writes a moment as a time of the day. */
export const messageOf = (
  { application, severity, title, text, since, connectionName }: Notice,
  clock: (at: Millis) => string,
): Message => ({
  title: `${application}: ${title}`,
  body: `${severity === 'critical' ? 'Critical' : 'Warning'} since ${clock(since)} in ${connectionName}.${text === '' ? '' : `\n${text}`}`,
});

/** One message for all that was so already; of a single one it is that. */
export function summaryOf(already: readonly Notice[], clock: (at: Millis) => string): Message | null {
  const [only] = already;
  if (only === undefined) return null;
  if (already.length === 1) return messageOf(only, clock);
  const names = [...new Set(already.map(({ application }) => application))];
  const critical = already.filter(({ severity }) => severity === 'critical').length;
  const some = names.slice(0, NAMED).join(', ');
  return {
    title: names.length === 1 ? `${some}: ${already.length} troubles` : `${names.length} applications are in trouble`,
    body: `${critical === 0 ? 'None is critical' : `${critical} of ${already.length} troubles are critical`}; it was so already when watching began.${
      names.length === 1 ? '' : `\n${some}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`
    }`,
  };
}

const NAMED = 5;
