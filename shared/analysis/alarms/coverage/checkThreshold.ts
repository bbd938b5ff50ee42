import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import { firesAbove } from '../../../catalogue/alarms/alarms.ts';
import type { Comparison } from '../../../model/alarm.ts';
import type { FoundFault } from '../../../model/alarms/status.ts';
import type { Threshold } from '../../../model/alarms/threshold.ts';
import { MINUTE, SECOND } from '../../../units/units.ts';
import { thresholds } from '../../thresholds.ts';
import { breaches } from '../evaluation/decide.ts';
import { isProvisional, spokenFigure } from '../words.ts';
import type { Check, Judged } from './judged.ts';

const { coverage: limits } = thresholds;

/** Whether it fires where there is trouble, and only there. */
export const checkThreshold: Check = (judged) => {
  const { entry, read, about, threshold } = judged;
  if (about.relation.kind !== 'same') return [];
  const { comparison, threshold: value } = about.relation;
  if (read.band) return bandFault(judged);
  // A wrong direction is told as such.
  if (comparison === null || value === null || firesAbove({ comparison }) !== firesAbove(entry)) return [];
  // What would be made here is right, except that `>= 0` is not `> 0`.
  if (threshold !== null && isNear(value, threshold.value) && (value !== 0 || comparison === entry.comparison)) return [];
  // What was learned of a few hours may be of an incident: an alarm that somebody made is not measured by it.
  const measure = threshold !== null && isProvisional(threshold) ? null : threshold;
  const text = textOf(entry, { comparison, value }, measure);
  return text === null ? [] : [{ fault: 'threshold', text, remedy: remedyOf(entry, measure) }];
};

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));

interface Given {
  readonly comparison: Comparison;
  /** In the service's unit. */
  readonly value: number;
}

function textOf(entry: AlarmEntry, given: Given, threshold: Threshold | null): string | null {
  const figure = spokenFigure(given.value, entry.unit);
  const always = alwaysFires(entry, given);
  if (always !== null) return always;
  if (threshold !== null && threshold.basis !== 'guide') return beside(entry, given, threshold);
  switch (entry.id) {
    case 'downtime':
      return given.value < MINUTE
        ? null
        : `It fires only once an outage has lasted ${figure}: the guide's threshold is 0, since every outage counts.`;
    case 'failed-checkpoint-rate':
      // A failure a minute, read back from a division.
      return breaches((1 + 1e-6) / (MINUTE / SECOND), given.comparison, given.value)
        ? null
        : `It fires only at more than ${figure}, that is ${Number((given.value * 60).toPrecision(3))} failed checkpoints a minute: the guide's threshold is 0.`;
    default:
      if (entry.unit !== 'Percent' || entry.threshold === null) return null;
      if (given.value > limits.percent.most)
        return `It fires above ${figure} only, when hardly any is left: the guide recommends ${spokenFigure(entry.threshold, entry.unit)}.`;
      if (given.value < limits.percent.least)
        return `It fires above ${figure} already, which is usual: the guide recommends ${spokenFigure(entry.threshold, entry.unit)}.`;
      return null;
  }
}

/** What is zero or a share in the place of a percentage is always beyond it. */
function alwaysFires(entry: AlarmEntry, { comparison, value }: Given): string | null {
  const figure = spokenFigure(value, entry.unit);
  if (!firesAbove(entry))
    return breaches(0, comparison, value) ? null : `It compares with ${figure}, below which no rate can be: it never fires.`;
  if (entry.unit === 'Percent' && value >= 100) return `It fires above ${figure} only, which no share is.`;
  // A lag can be below zero where the source has not told it yet; what is 0 when all is well fires always.
  if (entry.watching.kind !== 'difference' && breaches(0, comparison, value))
    return `It compares with ${figure}, which is fulfilled by 0 as well: it fires when all is well.`;
  if (entry.unit === 'Percent' && entry.threshold !== null && value <= 1)
    return `It compares with ${figure}: the metric is a percentage of 0 to 100, not a share of 0 to 1, so that it fires always.`;
  return null;
}

/** A threshold that was learned, or that somebody has chosen, is what others are measured by. */
function beside(entry: AlarmEntry, { value }: Given, threshold: Exclude<Threshold, { basis: 'guide' }>): string | null {
  const right = threshold.value;
  if (right <= 0) return null;
  const [figure, expected] = [spokenFigure(value, entry.unit), spokenFigure(right, entry.unit)];
  const basis = threshold.basis === 'learned' ? 'learned from what is normal here' : 'chosen here';
  const times = value / right;
  const hint = unitHint(entry, times);
  const wide = entry.watching.kind === 'lag' ? limits.beyond.lag : limits.beyond.other;
  const tooFar = firesAbove(entry) ? times > wide : times < 1 / wide;
  if (tooFar) return `It compares with ${figure}, so far beyond the ${expected} ${basis} that it hardly ever fires.${hint}`;
  const usual = normalOf(entry, threshold);
  const inside =
    usual === null
      ? firesAbove(entry)
        ? times < 1 / limits.within
        : times > limits.within
      : firesAbove(entry)
        ? value < usual * 0.9
        : value > usual * 1.1;
  if (!inside) return null;
  const normal = usual === null ? '' : `: ${spokenFigure(usual, entry.unit)} are normal`;
  return `It compares with ${figure}, but ${expected} were ${basis}${normal}. It fires in normal times.${hint}`;
}

/** The percentile of normal figures that a threshold was learned from; null: it is the least that we take, or was chosen. */
function normalOf(entry: AlarmEntry, threshold: Exclude<Threshold, { basis: 'guide' }>): number | null {
  if (threshold.basis !== 'learned' || (entry.learning !== null && threshold.value <= entry.learning.least)) return null;
  const { margin } = threshold.learned;
  return firesAbove(entry) ? threshold.value / margin : threshold.value * margin;
}

/** Factors between units that are mistaken for one another. */
const units: Readonly<Record<AlarmEntry['unit'], readonly (readonly [number, string])[]>> = {
  Milliseconds: [[1 / 1000, 'seconds']],
  Bytes: [
    [1 / 2 ** 10, 'kibibytes'],
    [1 / 2 ** 20, 'mebibytes'],
    [1 / 2 ** 30, 'gibibytes'],
  ],
  Percent: [[1 / 100, 'a share']],
  'Count/Second': [[60, 'a count per minute']],
  Count: [],
};

function unitHint({ unit }: AlarmEntry, times: number): string {
  const near = units[unit].find(([factor]) => times / factor > 1 / 5 && times / factor < 5);
  return near === undefined ? '' : ` It looks as if ${near[1]} were meant; the metric's unit is ${unit}.`;
}

function bandFault({ entry, read }: Judged): readonly FoundFault[] {
  if (entry.threshold === null) return [];
  return [
    {
      fault: 'threshold',
      text: `${read.alarm.name} compares with a band of what is usual: trouble that lasts becomes usual, and the guide's threshold is ${spokenFigure(entry.threshold, entry.unit)}.`,
      remedy: remedyOf(entry, null),
    },
  ];
}

function remedyOf(entry: AlarmEntry, threshold: Threshold | null): string {
  const value = threshold?.value ?? entry.threshold;
  return value === null ? 'Learn a threshold from a normal time.' : `Take ${spokenFigure(value, entry.unit)}.`;
}
