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

const DID: Readonly<Record<Phase, (took: string) => string>> = {
  startDelay: (took) => `waited ${took} for its first barrier`,
  alignment: (took) => `waited ${took} for alignment`,
  sync: (took) => `saved its state for ${took} in the sync phase`,
  async: (took) => `uploaded its state for ${took} in the async phase`,
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
  const { place, phase, took, share, along, late } = found;
  const everywhere =
    along === null
      ? ''
      : `; ${phaseWords[phase].name.toLowerCase()} adds up to ${exactly(along.took)} on the way (${formatRatio(along.share)})`;
  const behind =
    late === null ? '' : `; the last barrier came from ${at(late)}, ${exactly(late.by)} after the first of its siblings`;
  return `${whole}: ${at(place)} ${DID[phase](exactly(took))} (${formatRatio(share)})${everywhere}${behind}.`;
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

/** “If alignment took its median (0 ms, over the subtasks of the other vertices), the checkpoint would take 6.8 s.” */
export function whatIfSentence({ phase, place }: CriticalPath, { duration, median, over }: WhatIf): string {
  const of = over === 'siblings' ? `the other subtasks of ${shortName(place.name)}` : 'the subtasks of the other vertices';
  return `If its ${phaseWords[phase].name.toLowerCase()} took the median (${exactly(median)}, over ${of}), the checkpoint would take ${exactly(duration)}.`;
}
