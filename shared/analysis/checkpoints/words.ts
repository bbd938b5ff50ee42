import { formatMillis, formatRatio } from '../../units/format.ts';
import type { Millis } from '../../units/units.ts';
import { SECOND } from '../../units/units.ts';
import type { Checkpoint } from '../../model/job.ts';
import type { CriticalPath, Place, Unanswered } from './criticalPath.ts';
import type { Phase } from './phases.ts';
import { phaseWords } from './phases.ts';
import type { WhatIf } from './whatIf.ts';

/** A duration with tenths of a second below a minute: phases are compared with each other. */
export const exactly = (duration: Millis): string =>
  duration >= 10 * SECOND - 50 && duration < 59_950 ? `${(duration / SECOND).toFixed(1)} s` : formatMillis(duration);

/** More names than that are counted. */
const MOST_NAMED = 8;
/** A name of an operator can be as long as a query. */
const LONGEST_NAME = 80;

export const shortName = (name: string): string =>
  name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…`;

const at = ({ name, subtask }: Place): string => `${shortName(name)}, subtask ${subtask}`;

const DID: Readonly<Record<Phase, (took: string, whose: 'its' | 'their') => string>> = {
  startDelay: (took, whose) => `waited ${took} for ${whose} first barrier`,
  alignment: (took) => `waited ${took} for alignment`,
  sync: (took, whose) => `saved ${whose} state for ${took} in the sync phase`,
  async: (took, whose) => `uploaded ${whose} state for ${took} in the async phase`,
};

const whatOf = ({ savepoint, id }: Checkpoint): string => `${savepoint ? 'Savepoint' : 'Checkpoint'} ${id}`;

/** “Checkpoint 812 took 24.4 s: Slow write, subtask 1 waited 24.2 s for alignment (99 %).” */
export function criticalSentence(checkpoint: Checkpoint, found: CriticalPath | Unanswered | null): string {
  const { status, duration } = checkpoint;
  const whole =
    status === 'IN_PROGRESS'
      ? `${whatOf(checkpoint)} is in progress`
      : `${whatOf(checkpoint)} ${status === 'FAILED' ? 'failed' : 'took'}${duration === null ? '' : `${status === 'FAILED' ? ' after' : ''} ${exactly(duration)}`}`;
  if (found === null) return `${whole}.`;
  if (found.kind === 'unanswered') return `${whole}: ${unansweredWords(found, status === 'IN_PROGRESS')}`;
  const { place, phase, took, share, along, late, input, alike } = found;
  const everywhere =
    along === null
      ? ''
      : `; ${phaseWords[phase].name.toLowerCase()} adds up to ${exactly(along.took)} on the way (${formatRatio(along.share)})`;
  const behind =
    late === null ? '' : `; the last barrier came from ${at(late)}, ${exactly(late.by)} after the first of its siblings`;
  const did =
    alike === null
      ? `${at(place)} ${DID[phase](exactly(took), 'its')}`
      : `${countWords(alike)} of ${shortName(place.name)} ${DID[phase](`up to ${exactly(alike.most)}`, 'their')}`;
  return `${whole}: ${did} (${formatRatio(share)})${everywhere}${behind}${inputWords(input)}.`;
}

const countWords = ({ count, of }: NonNullable<CriticalPath['alike']>): string =>
  count < of ? `${count} of ${of} subtasks` : of === 2 ? 'both subtasks' : `all ${of} subtasks`;

function inputWords(input: CriticalPath['input']): string {
  if (input === null) return '';
  return input.kind === 'late'
    ? `; the last barriers came from the input ${shortName(input.name)}, ${exactly(input.by)} after those of the others`
    : `; its inputs had sent every barrier after ${exactly(input.sent)}, the last one was held on its way`;
}

/** Where to look when that phase is long; of an alignment, by who was waited for. */
export function adviceOf({ phase, late, input, alike }: CriticalPath): string {
  if (phase !== 'alignment') return phaseWords[phase].lookAt;
  const unaligned = 'Unaligned checkpoints do not wait.';
  if (late !== null) return `Look at ${at(late)}: it is slower than its siblings (skew, or a slow task manager). ${unaligned}`;
  if (input?.kind === 'late')
    return `Look at ${shortName(input.name)}, and in front of it: its barriers travel behind records that wait (backpressure). ${unaligned}`;
  if (input?.kind === 'held' && alike !== null)
    return `All subtasks wait alike, so it is not one hot key: one input has far more records in front of its barrier, or comes in more slowly. Look at the backpressure and the rates of the inputs in the graph. ${unaligned} Buffer debloating leaves fewer records in front of a barrier.`;
  return phaseWords.alignment.lookAt;
}

function unansweredWords({ vertices, behind }: Unanswered, isOpen: boolean): string {
  const names = vertices
    .slice(0, MOST_NAMED)
    .map(({ name, subtasks, of }) => `${shortName(name)}, ${subtaskWords(subtasks, of)}`);
  const more = vertices.length > MOST_NAMED ? ` and ${vertices.length - MOST_NAMED} more vertices` : '';
  const waiting =
    behind === 0
      ? ''
      : ` ${behind === 1 ? 'One vertex' : `${behind} vertices`} behind ${isOpen ? 'wait' : 'waited'}${behind === 1 && isOpen ? 's' : ''} for the barriers.`;
  return `${names.join('; ')}${more} ${isOpen ? (isOne(vertices) ? 'has' : 'have') : 'had'} not acknowledged${isOpen ? ' yet' : ''}.${waiting}`;
}

const isOne = (vertices: Unanswered['vertices']): boolean =>
  vertices.length === 1 && vertices.every(({ subtasks, of }) => of === 1 || subtasks.length === 1);

function subtaskWords(subtasks: readonly number[], of: number): string {
  if (subtasks.length === 0 || subtasks.length === of)
    return of === 1 ? 'its only subtask' : of === 2 ? 'both subtasks' : `all ${of} subtasks`;
  const [named, more] = [subtasks.slice(0, MOST_NAMED), subtasks.length - MOST_NAMED];
  if (more > 0) return `subtasks ${named.join(', ')} and ${more} more`;
  return named.length === 1 ? `subtask ${named[0]}` : `subtasks ${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** “If its alignment took the median (0 ms, over its subtasks in checkpoint 805), the checkpoint would take 6.8 s.” */
export function whatIfSentence({ phase, place }: CriticalPath, { duration, median, over }: WhatIf): string {
  const of =
    over === 'siblings'
      ? `over the other subtasks of ${shortName(place.name)}`
      : `over its subtasks in checkpoint ${over.earlier}`;
  return `If its ${phaseWords[phase].name.toLowerCase()} took the median (${exactly(median)}, ${of}), the checkpoint would take ${exactly(duration)}.`;
}
