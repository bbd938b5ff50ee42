import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { firesAbove } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { figureInput, parseFigure } from './parseFigure.ts';

export type Basis = Threshold['basis'];

/** A threshold that is being thought about. */
export interface Draft {
  readonly basis: Basis;
  /** What was typed for a chosen one. */
  readonly text: string;
  /** The 24 hours of a chosen one; null: one figure for all. */
  readonly hours: readonly number[] | null;
}

/** The threshold that somebody saved; null: what holds holds by itself. Who does not tell has saved what was chosen. */
export const choiceOf = ({ threshold, chosen }: Pick<AlarmDetail, 'threshold' | 'chosen'>): Threshold | null =>
  (chosen ?? threshold?.basis === 'chosen') ? threshold : null;

/** What the draft begins with: what holds now; where nothing holds yet, what the guide says or what could be learned. */
export function firstDraft(alarm: AlarmEntry, threshold: Threshold | null): Draft {
  const basis = threshold?.basis ?? (alarm.threshold === null ? 'learned' : 'guide');
  const value = threshold?.value ?? alarm.threshold;
  return {
    basis,
    text: value === null ? '' : figureInput(basis === 'chosen' ? value : roundly(value), alarm.unit),
    hours: threshold?.basis === 'chosen' ? threshold.hours : null,
  };
}

/** Three digits are all that a figure somebody takes over and changes needs. */
export const roundly = (value: number): number => Number(value.toPrecision(3));

/** The threshold that the draft means; why it is none in a sentence. `learned`: the newest proposal, or what was learned before. */
export function draftThreshold(
  alarm: AlarmEntry,
  { basis, text, hours }: Draft,
  learned: Threshold | null,
): Result<Threshold, string> {
  switch (basis) {
    case 'guide':
      return alarm.threshold === null
        ? failed('The guide leaves this threshold to the owner.')
        : ok({ basis: 'guide', value: alarm.threshold });
    case 'learned':
      return learned === null ? failed('Nothing has been learned yet.') : ok(learned);
    case 'chosen': {
      const read = parseFigure(text, alarm.unit);
      if (!read.ok) return read;
      return ok({
        basis: 'chosen',
        value: hours === null ? read.value : loosest(alarm, hours),
        hours: hours === null ? null : [...hours],
      });
    }
  }
}

/** What CloudWatch is given of 24 hours: the figure that none of them goes beyond. */
export const loosest = (alarm: AlarmEntry, hours: readonly number[]): number =>
  firesAbove(alarm) ? Math.max(...hours) : Math.min(...hours);

/** A threshold to be changed by hand, from where it is: roundly, by hour where it is. */
export function takenOver(alarm: AlarmEntry, threshold: Threshold): Draft {
  const hours = hoursOf(threshold)?.map(roundly) ?? null;
  const value = hours === null ? roundly(threshold.value) : loosest(alarm, hours);
  return { basis: 'chosen', text: figureInput(value, alarm.unit), hours };
}

/** A draft of a chosen figure; hours are moved with it, in proportion. */
export function chosenDraft(alarm: AlarmEntry, before: Draft, text: string): Draft {
  const read = parseFigure(text, alarm.unit);
  if (before.hours === null || !read.ok) return { ...before, basis: 'chosen', text };
  const was = loosest(alarm, before.hours);
  const hours = before.hours.map((each) => (was === 0 ? read.value : Number(((each * read.value) / was).toPrecision(6))));
  return { basis: 'chosen', text, hours };
}

/** One hour of a draft is another; the figure follows. */
export function withHour(alarm: AlarmEntry, before: Draft, hour: number, value: number): Draft {
  const hours = (before.hours ?? []).map((each, i) => (i === hour ? value : each));
  return { basis: 'chosen', hours, text: figureInput(loosest(alarm, hours), alarm.unit) };
}

/** Whether two mean the same; how it was learned counts. */
export const isSame = (one: Threshold | null, other: Threshold | null): boolean => JSON.stringify(one) === JSON.stringify(other);

export const hoursOf = (threshold: Threshold | null): readonly number[] | null =>
  threshold === null || threshold.basis === 'guide' ? null : threshold.hours;
