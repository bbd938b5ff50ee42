import { formatBytes, formatCount, formatRate, formatRatio } from '../../units/format.ts';
import { bytes, ratio, recordsPerSecond } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import type { KeyGroupRange } from './keyGroups.ts';
import type { Measure, MeasureSkew } from './measureSkew.ts';
import type { SharedTrait } from './sharedAttribute.ts';

/** A figure of a measure with its unit. */
export function figure(measure: Measure, value: number): string {
  if (measure === 'busy') return formatRatio(ratio(value));
  if (measure === 'state') return formatBytes(bytes(value));
  return measure === 'rate' ? formatRate(recordsPerSecond(value)) : `${formatCount(value)} records`;
}

/** `subtask 3`, `subtasks 3, 7 and 11`, `subtasks 0, 1, 2 and 13 more` */
export function subtaskList(indices: readonly number[], most = 6): string {
  const [only] = indices;
  if (indices.length === 1 && only !== undefined) return `subtask ${only}`;
  const shown = indices.slice(0, indices.length > most ? most - 1 : most).map(String);
  const last = indices.length > shown.length ? `${indices.length - shown.length} more` : (shown.pop() ?? '');
  return `subtasks ${shown.join(', ')} and ${last}`;
}

export const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const times = (value: number): string => (value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value)));

/** One measure in a sentence with its figures. */
export function measured({ measure, side, spread, outliers, empty, values }: MeasureSkew, count: number): string {
  const what = {
    rate: side === 'in' ? 'reads' : 'writes',
    records: side === 'in' ? 'has read' : 'has written',
    state: 'holds',
    busy: 'is busy',
  };
  const highest = figure(measure, spread.max);
  const mean = figure(measure, spread.mean);
  const unknown = values.filter((value) => value === null).length;
  const none =
    empty.length === 0
      ? ''
      : ` ${sentenceStart(subtaskList(empty))} ${empty.length === 1 ? 'has' : 'have'} ${measure === 'busy' ? 'hardly anything to do' : 'nearly none'}.`;
  const unsaid = unknown === 0 ? '' : ` Of ${unknown} of ${count} it is not known.`;
  if (outliers.length === 0)
    return `${empty.length > 0 ? 'No subtask stands above the others' : 'Even'}: the largest ${what[measure]} ${highest}, the mean ${mean}.${none}${unsaid}`;
  const who =
    outliers.length === 1
      ? `${sentenceStart(subtaskList(outliers))} ${what[measure]} ${highest}`
      : `${sentenceStart(subtaskList(outliers))} stand out, up to ${highest}`;
  const ratioWords = spread.maxOfMean === null ? '' : `, ${times(spread.maxOfMean)} times the mean of ${mean}`;
  return `${who}${ratioWords}.${none}${unsaid}`;
}

/** `1 in 40`, `35 %` */
export const chanceWords = (chance: number): string =>
  chance < 0.001 ? 'less than 1 in 1,000' : chance > 0.1 ? formatRatio(ratio(chance)) : `1 in ${Math.round(1 / chance)}`;

/** What sharing a trait tells of the slow ones, in plain words. */
export function traitWords({ slowWith, slowWithout, othersWith, chance, explains }: SharedTrait): string {
  if (explains) return `Explains ${slowWith + slowWithout === 1 ? 'it' : 'them'}: chance alone would do so ${often(chance)}`;
  if (chance > thresholds.skew.shared.chance) return `Proves nothing: chance alone would do so ${often(chance)}`;
  return othersWith >= slowWithout
    ? 'Hardly chance, but too many others have it'
    : 'Hardly chance, but too few of the slow ones have it';
}

/** `1 time in 40`, `35 % of the time` */
const often = (chance: number): string =>
  chance < 0.001
    ? 'less than 1 time in 1,000'
    : chance >= 1
      ? 'every time'
      : chance > 0.1
        ? `${formatRatio(ratio(chance))} of the time`
        : `1 time in ${Math.round(1 / chance)}`;

/** `key group 3`, `key groups 64 to 95` */
export const keyGroupWords = ({ first, last }: KeyGroupRange): string =>
  first === last ? `key group ${first}` : `key groups ${first} to ${last}`;
