import type { History } from '../../history/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Range } from './slots.ts';

/** A service that had no point of a period is not asked for it again so soon. */
const REMEMBERED = millis(15 * MINUTE);
/** So many series are remembered. */
const MOST = 5_000;

interface Answer extends Range {
  readonly at: Millis;
  /** There were points in it. */
  readonly filled: boolean;
}

/** What the service was asked for lately, so that a period without data is not paid for with every look at it. */
export interface Answered {
  /** Was this period of a series answered? `filled`: something is kept of the range that is asked about. */
  has(series: string, at: Millis, now: Millis, filled: boolean): boolean;
  add(series: string, answer: Answer): void;
}

const memories = new WeakMap<History, Answered>();

/** Of one history, as long as it is open. */
export function answeredOf(history: History): Answered {
  const known = memories.get(history) ?? answered();
  memories.set(history, known);
  return known;
}

function answered(): Answered {
  const bySeries = new Map<string, readonly Answer[]>();
  return {
    has(series, at, now, filled) {
      const answers = bySeries.get(series) ?? [];
      // When what was filled is gone, the history was cleared.
      return answers.some((each) => at >= each.from && at < each.to && isNew(each, now) && (filled || !each.filled));
    },
    add(series, answer) {
      const before = (bySeries.get(series) ?? []).filter((each) => isNew(each, answer.at));
      bySeries.delete(series);
      bySeries.set(series, [...before.slice(-9), answer]);
      const [oldest] = bySeries.keys();
      if (bySeries.size > MOST && oldest !== undefined) bySeries.delete(oldest);
    },
  };
}

const isNew = ({ at }: Answer, now: Millis): boolean => now >= at && now - at < REMEMBERED;
