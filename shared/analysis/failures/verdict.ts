import { formatMillis } from '../../units/format.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import { redact } from '../logs/secrets.ts';
import type { FailureGroup, Shared } from './groups.ts';
import type { FailureStory } from './readFailures.ts';

/** What is to be said of all failures in a sentence or two; secrets are masked. Null: there were none. `now`: the moment it is said. */
export function verdict({ bursts, groups }: FailureStory, now: Millis): string | null {
  const [newest] = bursts;
  const oldest = bursts.at(-1);
  const main = mainGroup(groups);
  if (newest === undefined || oldest === undefined || main === null) return null;
  const over = newest.at === oldest.at ? '' : ` within ${formatMillis(millis(newest.at - oldest.at))}`;
  const followers = groups.filter(({ follows }) => follows === main.signature);
  const follow = followers.reduce((sum, each) => sum + each.bursts.length, 0);
  const parts = [
    `${countOf(bursts.length, 'failure')}${over}, the newest ${ago(newest.at, now)}.`,
    `${share(main.bursts.length + follow, bursts.length)} with ${redact(main.title).replace(/[.\s]+$/, '')}${placeOf(main)}.`,
    ...(follow > 0 ? [`${countOf(follow, 'of them')} ${follow === 1 ? 'is a consequence' : 'are consequences'} of it.`] : []),
    ...main.shared.map(sharedWords),
    ...(newest.givenUp === null ? [] : [`Flink did not restart the job after the newest one (${newest.givenUp}).`]),
  ];
  return parts.join(' ');
}

/** The group that most failures begin with, with what follows from it; of two, the newer one. */
export function mainGroup(groups: readonly FailureGroup[]): FailureGroup | null {
  const weight = (group: FailureGroup): number =>
    groups
      .filter((each) => each === group || each.follows === group.signature)
      .reduce((sum, { bursts }) => sum + bursts.length, 0);
  const causes = groups.filter(({ follows }) => follows === null);
  return [...causes].sort((a, b) => weight(b) - weight(a) || b.last - a.last)[0] ?? null;
}

/** `Only subtask 1 of Parse record (2 of them).` */
export function sharedWords(shared: Shared): string {
  switch (shared.kind) {
    case 'subtask':
      return `Always subtask ${shared.subtask} of ${shared.parallelism}, so look at its records (a key, a shard) rather than at the machine.`;
    case 'taskManager':
      return `Always on task manager ${shared.id}, though there are others: look at that machine.`;
  }
}

const ago = (at: Millis, now: Millis): string => (now - at < 1000 ? 'just now' : `${formatMillis(millis(now - at))} ago`);

const share = (count: number, all: number): string =>
  all === 1 ? 'It began' : count === all ? 'All began' : `${count} of ${all} began`;

function placeOf({ vertices, lost }: FailureGroup): string {
  const [first, ...others] = vertices;
  if (lost.length > 0) return `: task manager ${lost.join(', ')} was lost`;
  if (first === undefined) return '';
  return ` in ${cut(first.vertex)}${others.length === 0 ? '' : ` and ${countOf(others.length, 'other vertex', 'other vertices')}`}`;
}

/** A name of an operator can be as long as a query. */
const cut = (name: string): string => (name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`);
const LONGEST = 80;

const countOf = (count: number, one: string, many = one === 'of them' ? one : `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
