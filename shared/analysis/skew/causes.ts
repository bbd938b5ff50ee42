import type { SubtaskDetail } from '../../model/insight/vertex.ts';
import { formatRatio } from '../../units/format.ts';
import { ratio } from '../../units/units.ts';
import type { VertexTraits } from './judgeSkew.ts';
import { keyGroupRange } from './keyGroups.ts';
import type { Measure, MeasureSkew } from './measureSkew.ts';
import type { SharedTrait } from './sharedAttribute.ts';
import { chanceWords, keyGroupWords, sentenceStart, subtaskList } from './skewWords.ts';

/** `key`: records of few keys; `splits`: what a source reads; `state`: keys that hold more; `trait`: what the slow ones share. */
export const causeKinds = ['key', 'splits', 'state', 'trait', 'unknown'] as const;
export type CauseKind = (typeof causeKinds)[number];

/** Why some subtasks are slow, as far as their attributes tell. */
export interface Cause {
  readonly kind: CauseKind;
  readonly sentence: string;
}

export interface Slow {
  readonly subtasks: readonly SubtaskDetail[];
  readonly vertex: VertexTraits;
  /** Indices; empty: none stands out. */
  readonly slow: readonly number[];
  readonly by: Measure | null;
  readonly records: MeasureSkew | null;
  readonly traits: readonly SharedTrait[];
}

/** Null where none is slow and none is without work. */
export function causeOf(parts: Slow): Cause | null {
  const { subtasks, vertex, slow, by, records, traits } = parts;
  if (by === null) return records === null ? null : withoutWork(parts, records);
  const [best] = traits;
  const loaded = new Set(records?.outliers ?? []);
  // More records than the others have: then it is the records, wherever they run.
  const isOfRecords = slow.every((index) => loaded.has(index));
  if (best?.explains === true && !(isOfRecords && (best.attribute === 'task manager' || best.attribute === 'host')))
    return { kind: best.attribute === 'splits' ? 'splits' : 'trait', sentence: explained(best, by, subtasks.length) };
  if (records !== null && isOfRecords && vertex.isKeyed) return { kind: 'key', sentence: hotKey(parts, records) };
  if (records !== null && isOfRecords && vertex.isSource) return { kind: 'splits', sentence: hotSplit(parts, records) };
  if (by === 'state' && records !== null && vertex.isKeyed) return { kind: 'state', sentence: largeKeys(parts) };
  return { kind: 'unknown', sentence: nothingShared(parts, by, best) };
}

const adjective: Readonly<Record<Measure, string>> = { busy: 'busy', rate: 'loaded', records: 'loaded', state: 'large' };

function explained(trait: SharedTrait, by: Measure, count: number): string {
  const { slowWith, slowWithout, othersWith, they, it, chance } = trait;
  const slow = slowWith + slowWithout;
  const others = count - slow;
  const all = slow === 1 ? `The only ${adjective[by]} subtask ${it}` : `All ${slow} ${adjective[by]} subtasks ${they}`;
  const most = slowWithout === 0 ? all : `${slowWith} of ${slow} ${adjective[by]} subtasks ${they}`;
  const does = othersWith === 1 ? 'does' : 'do';
  const rest = othersWith === 0 ? `none of the ${others} others does` : `so ${does} ${othersWith} of the ${others} others`;
  return `${most}; ${rest}. By chance alone: ${chanceWords(chance)} (Fisher’s exact test).`;
}

/** `94 % of all records` */
function shareOf({ slow, subtasks }: Slow, { values, spread }: MeasureSkew): string {
  const all = spread.mean * spread.count;
  const wanted = new Set(slow);
  const sum = values.reduce<number>((total, value, i) => total + (wanted.has(subtasks[i]?.index ?? -1) ? (value ?? 0) : 0), 0);
  return all > 0 ? `${formatRatio(ratio(sum / all))} of all records` : 'most records';
}

/** The key groups of the only slow one; those of several are in the table. */
function keyGroupsOf({ slow, vertex: { maxParallelism, parallelism } }: Slow): string {
  const [only] = slow;
  const range =
    slow.length === 1 && only !== undefined && maxParallelism !== null ? keyGroupRange(maxParallelism, parallelism, only) : null;
  return range === null ? `${slow.length === 1 ? 'its' : 'their'} key groups` : keyGroupWords(range);
}

function hotKey(parts: Slow, records: MeasureSkew): string {
  const { slow, subtasks } = parts;
  const gets = slow.length === 1 ? 'gets' : 'get';
  return `The input is distributed by key, and ${subtaskList(slow)} of ${subtasks.length} ${gets} ${shareOf(parts, records)}: one hot key, or few, in ${keyGroupsOf(parts)}. More parallelism does not help; a key with more values, or aggregation before it, does.`;
}

function largeKeys(parts: Slow): string {
  const { slow } = parts;
  const holds = slow.length === 1 ? 'holds' : 'hold';
  return `Records are spread evenly, state is not: ${subtaskList(slow)} ${holds} keys, of ${keyGroupsOf(parts)}, that keep more or are cleared later than others (long gaps of session windows, no time to live).`;
}

function hotSplit(parts: Slow, records: MeasureSkew): string {
  const { slow, subtasks } = parts;
  const { empty } = records;
  const splits = subtasks.filter(({ index }) => slow.includes(index)).flatMap((each) => each.splits);
  const from = splits.length === 0 ? 'a shard or partition that Flink does not name' : splits.slice(0, 3).join(', ');
  const rest =
    empty.length === 0
      ? 'It has more records than the others.'
      : `${sentenceStart(subtaskList(empty))} ${empty.length === 1 ? 'gets' : 'get'} none: fewer shards or partitions have records than there are subtasks.`;
  return `${sentenceStart(subtaskList(slow))} of ${subtasks.length} ${slow.length === 1 ? 'reads' : 'read'} ${shareOf(parts, records)}, from ${from}. ${rest}`;
}

/** Nobody is slow, but some have nothing to do while the others have. */
function withoutWork({ subtasks, vertex }: Slow, { empty }: MeasureSkew): Cause | null {
  if (empty.length === 0) return null;
  const who = `${sentenceStart(subtaskList(empty))} of ${subtasks.length} ${empty.length === 1 ? 'gets' : 'get'} no records while the others do`;
  if (!vertex.isSource) return { kind: 'unknown', sentence: `${who}: what is before it gives it none.` };
  const splits = subtasks.filter(({ index }) => empty.includes(index)).flatMap((each) => each.splits);
  const what =
    splits.length === 0
      ? 'it has no shard or partition, or one without records'
      : `nothing comes from ${splits.slice(0, 3).join(', ')}`;
  return { kind: 'splits', sentence: `${who}: ${what}.` };
}

function nothingShared({ subtasks, slow }: Slow, by: Measure, best: SharedTrait | undefined): string {
  const several = slow.length > 1;
  const who = several ? `the ${slow.length} ${adjective[by]} subtasks` : subtaskList(slow);
  if (subtasks.every(({ taskManager }) => taskManager === null))
    return `Where ${several ? 'the subtasks run' : 'it runs'} is not known, so it cannot be told why ${who} ${several ? 'stand' : 'stands'} out.`;
  if (!several)
    return `Nothing that is known of ${who} sets it apart beyond chance: not its task manager, host, splits, key groups or attempt.`;
  const nearest =
    best === undefined ? '' : ` The nearest: ${best.slowWith} of them ${best.they}, and ${best.othersWith} of the others.`;
  return `${sentenceStart(who)} have nothing in common beyond chance: no task manager, host, splits, key groups or attempt.${nearest}`;
}
