import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import { firesAbove } from '../../../catalogue/alarms/alarms.ts';
import type { LearnedThreshold, Stretch } from '../../../model/alarms/backtest.ts';
import type { Threshold } from '../../../model/alarms/threshold.ts';
import type { Point } from '../../../model/application.ts';
import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import { thresholds } from '../../thresholds.ts';
import { heldOf } from './held.ts';
import { hourlyLevels, hoursMatter, hoursSeen } from './hours.ts';
import { normalOf, shareWithin } from './normalFigures.ts';
import { percentileOf } from './percentile.ts';
import { scaled } from './scaled.ts';
import { notEnough, whyLearned } from './words.ts';

export interface LearnOptions {
  readonly from: Millis;
  readonly to: Millis;
  readonly now: Millis;
  /** Null: the alarm's own. */
  readonly percentile: number | null;
  readonly margin: number | null;
  readonly byHour: boolean | null;
  /** What was not normal. */
  readonly excluded: readonly Stretch[];
  /** Whether something else says that not all is well at the end: its health, or an alarm of the account. */
  readonly inTrouble?: boolean;
  /** Some hours are enough, until there is more: what is learned of them says so by its range. */
  readonly provisional?: boolean;
}

export interface LearnAnswer {
  readonly threshold: Extract<Threshold, { basis: 'learned' }> | null;
  readonly why: LearnedThreshold['why'];
  /** Hours that were left out because their figures are far beyond those of the same hours of other days, and a level that is new. */
  readonly outliers: readonly Stretch[];
}

/**
 * Learns a threshold from the compared figures of a stretch of time, in the service's unit, one a period; null is a gap. What is not normal is
 * left out: the given stretches, and hours that no other day repeats. Of the rest a percentile, times a margin, rounded to three figures away
 * from what is normal; never so near that the alarm would fire on the normal figures themselves.
 */
export function learnThreshold(alarm: AlarmEntry, points: readonly Point[], options: LearnOptions): LearnAnswer {
  const normal = normalOf(points, options, firesAbove(alarm) ? 1 : -1, alarm.learning?.least ?? 0);
  const { outliers } = normal;
  const missing = notEnough(alarm, normal, options);
  if (missing !== null) return { threshold: null, why: missing, outliers };

  const own = alarm.learning;
  const percentile = options.percentile ?? own?.percentile ?? 99.9;
  const margin = options.margin ?? own?.margin ?? 1.5;
  const finish = (level: number): number => finished(level * normal.sign, alarm);
  const held = heldOf(normal, scaled(alarm, normal.step));

  const flat = Math.max(beyond(percentileOf(normal.sorted, percentile), margin), held.most);
  const wantsHours = options.byHour ?? own?.byHour ?? false;
  const seen = hoursSeen(normal);
  const levels = wantsHours && seen.days >= thresholds.learning.days ? hourlyLevels(normal, percentile) : null;
  const hours = levels?.map((level, hour) => finish(Math.max(beyond(level, margin), held.byHour[hour] ?? -Infinity))) ?? null;
  const kept = hours !== null && (options.byHour === true || hoursMatter(normal, hours)) ? hours : null;
  const value = kept === null ? finish(flat) : normal.sign > 0 ? Math.max(...kept) : Math.min(...kept);
  if (normal.sign < 0 && Math.max(value, ...(kept ?? [])) <= 0) return { threshold: null, why: NOTHING_BELOW, outliers };

  const isRaised = kept === null && held.most > beyond(percentileOf(normal.sorted, percentile), margin);
  const learned = {
    // Of a range that begins with nothing, only what there was says anything.
    from: normal.oldest,
    to: millis(Math.min(options.to, normal.newest + normal.step)),
    percentile: isRaised ? Math.max(percentile, shareWithin(normal.sorted, beyond(held.most, 1 / margin))) : percentile,
    margin,
    count: normal.sorted.length,
    excluded: normal.leftOut,
    at: options.now,
  };
  return {
    threshold: { basis: 'learned', value, hours: kept, learned },
    why: whyLearned(alarm, normal, { percentile, margin, value, raised: isRaised, hours: kept, wantsHours, days: seen.days }),
    outliers,
  };
}

const NOTHING_BELOW = 'In normal times, too, nothing comes out for a while: no threshold could tell that from trouble.';

/** A level further from the normal by a margin; one below zero comes nearer to zero. */
const beyond = (level: number, margin: number): number => (level >= 0 ? level * margin : level / margin);

/** In three figures, rounded away from what is normal; never nearer to zero than the alarm's least. */
function finished(figure: number, alarm: AlarmEntry): number {
  const least = alarm.learning?.least ?? 0;
  return Math.max(rounded(figure, firesAbove(alarm) ? Math.ceil : Math.floor), least);
}

function rounded(figure: number, towards: (figure: number) => number): number {
  if (figure === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(figure))) - 2);
  return Number((towards(Number((figure / unit).toPrecision(12))) * unit).toPrecision(3));
}
