import type { SubtaskDetail } from '../../model/insight/vertex.ts';
import { formatBytes, formatCount, formatRate, formatRatio } from '../../units/format.ts';
import { bytes, ratio, recordsPerSecond } from '../../units/units.ts';
import type { SkewJudgement, VertexTraits } from './judgeSkew.ts';
import { keyGroupRange } from './keyGroups.ts';
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

const start = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
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
      : ` ${start(subtaskList(empty))} ${empty.length === 1 ? 'has' : 'have'} ${measure === 'busy' ? 'hardly anything to do' : 'nearly none'}.`;
  const unsaid = unknown === 0 ? '' : ` Of ${unknown} of ${count} it is not known.`;
  if (outliers.length === 0)
    return `${empty.length > 0 ? 'No subtask stands above the others' : 'Even'}: the largest ${what[measure]} ${highest}, the mean ${mean}.${none}${unsaid}`;
  const who =
    outliers.length === 1
      ? `${start(subtaskList(outliers))} ${what[measure]} ${highest}`
      : `${start(subtaskList(outliers))} stand out, up to ${highest}`;
  const ratioWords = spread.maxOfMean === null ? '' : `, ${times(spread.maxOfMean)} times the mean of ${mean}`;
  return `${who}${ratioWords}.${none}${unsaid}`;
}

interface Slow {
  readonly subtasks: readonly SubtaskDetail[];
  readonly vertex: VertexTraits;
  readonly slow: readonly number[];
  readonly by: Measure;
  readonly records: MeasureSkew | null;
  readonly traits: readonly SharedTrait[];
}

const adjective: Readonly<Record<Measure, string>> = { busy: 'busy', rate: 'loaded', records: 'loaded', state: 'large' };

/** Why the slow ones are slow, as far as their attributes tell. */
export function cause(parts: Slow): { readonly sentence: string; readonly kind: NonNullable<SkewJudgement['causeKind']> } {
  const { subtasks, vertex, slow, by, records, traits } = parts;
  const [best] = traits;
  const loaded = new Set(records?.outliers ?? []);
  const hot = slow.filter((index) => loaded.has(index));
  // More records than the others have: then it is the records, wherever they run.
  const isOfRecords = records !== null && hot.length === slow.length;
  if (best !== undefined && best.explains && !(isOfRecords && best.attribute !== 'key groups' && best.attribute !== 'splits'))
    return { sentence: explained(best, by, subtasks.length), kind: best.attribute === 'splits' ? 'splits' : 'trait' };
  if (isOfRecords && vertex.isKeyed) return { sentence: hotKey(hot, vertex, records, subtasks.length), kind: 'key' };
  if (isOfRecords && vertex.isSource) return { sentence: hotSplit(hot, subtasks, records), kind: 'splits' };
  return { sentence: nothingShared(parts, best), kind: 'unknown' };
}

function explained(trait: SharedTrait, by: Measure, count: number): string {
  const { slowWith, slowWithout, othersWith, othersWithout, they, it, chance } = trait;
  const slow = slowWith + slowWithout;
  const others = count - slow;
  const most =
    slowWithout === 0
      ? slow === 1
        ? `The only ${adjective[by]} subtask ${it}`
        : `All ${slow} ${adjective[by]} subtasks ${they}`
      : `${slowWith} of ${slow} ${adjective[by]} subtasks ${they}`;
  const rest =
    othersWith === 0
      ? `none of the ${others} others does`
      : `so ${othersWith === 1 ? 'does' : 'do'} ${othersWith} of the ${others} others`;
  return `${most}; ${othersWithout === 0 ? 'so do all others' : rest}. By chance alone: ${chanceWords(chance)} (Fisher’s exact test).`;
}

export const chanceWords = (chance: number): string =>
  chance < 0.001 ? 'less than 1 in 1,000' : chance > 0.1 ? formatRatio(ratio(chance)) : `1 in ${Math.round(1 / chance)}`;

/** Share of all records that these have; null where there are none. */
function shareOf(
  hot: readonly number[],
  subtasks: readonly { readonly index: number }[],
  { values, spread }: MeasureSkew,
): number | null {
  const all = spread.mean * spread.count;
  const wanted = new Set(hot);
  const sum = values.reduce<number>((total, value, i) => total + (wanted.has(subtasks[i]?.index ?? -1) ? (value ?? 0) : 0), 0);
  return all > 0 ? sum / all : null;
}

function hotKey(hot: readonly number[], vertex: VertexTraits, records: MeasureSkew, count: number): string {
  const indices = Array.from({ length: count }, (_, index) => ({ index }));
  const share = shareOf(hot, indices, records);
  const [only] = hot;
  const range =
    hot.length === 1 && only !== undefined && vertex.maxParallelism !== null
      ? keyGroupRange(vertex.maxParallelism, vertex.parallelism, only)
      : null;
  const groups =
    range === null
      ? 'their key groups'
      : range.first === range.last
        ? `key group ${range.first}`
        : `key groups ${range.first} to ${range.last}`;
  const part = share === null ? 'most records' : `${formatRatio(ratio(share))} of all records`;
  return `The input is distributed by key, and ${subtaskList(hot)} of ${count} ${hot.length === 1 ? 'gets' : 'get'} ${part}: one hot key, or few, in ${groups}. More parallelism does not help; a key with more values, or aggregation before it, does.`;
}

function hotSplit(hot: readonly number[], subtasks: readonly SubtaskDetail[], records: MeasureSkew): string {
  const share = shareOf(hot, subtasks, records);
  const splits = subtasks.filter(({ index }) => hot.includes(index)).flatMap((each) => each.splits);
  const named = splits.length === 0 ? 'its shard or partition (Flink does not tell which)' : splits.slice(0, 3).join(', ');
  const part = share === null ? 'most records' : `${formatRatio(ratio(share))} of all records`;
  return `${start(subtaskList(hot))} of ${subtasks.length} ${hot.length === 1 ? 'reads' : 'read'} ${part}: they come from ${named}, which has more than the others.`;
}

function nothingShared({ subtasks, slow, by }: Slow, best: SharedTrait | undefined): string {
  const known = subtasks.some(({ taskManager }) => taskManager !== null);
  if (!known)
    return `Which task managers the ${adjective[by]} subtasks run on is not known, so it cannot be told what they share.`;
  const who = slow.length === 1 ? `${start(subtaskList(slow))} has` : `The ${slow.length} ${adjective[by]} subtasks have`;
  const closest =
    best === undefined || slow.length === 1
      ? ''
      : ` The nearest: ${best.slowWith} of them ${best.they}, and ${best.othersWith} of the others as well.`;
  return `${who} no task manager, host, split, key-group count or attempt ${slow.length === 1 ? 'that sets it apart beyond chance' : 'in common beyond chance'}.${closest}`;
}
