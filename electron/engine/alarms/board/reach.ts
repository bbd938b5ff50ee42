import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { JudgedSpan } from './evaluation.ts';
import type { Standing } from './standing.ts';

/**
 * How far an application may be judged; null: not yet. While it stands that is now, otherwise as far as its figures were read (`readTo`; null:
 * never). It is not polled while it stands: what was read before says nothing of the time since it runs again.
 */
export function spanOf(standing: readonly Standing[], readTo: Millis | null, now: Millis): JudgedSpan | null {
  if (standing.at(-1)?.kind === 'stands') return { to: now, readTo: millis(Math.min(readTo ?? 0, now)), standing };
  const stood = standing.findLast(({ kind }) => kind === 'stands');
  return readTo === null || readTo < (stood?.to ?? 0) ? null : { to: readTo, readTo, standing };
}
