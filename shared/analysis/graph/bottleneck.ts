import type { Job, Vertex } from '../../model/job.ts';
import { formatRatio } from '../../units/format.ts';
import { thresholds } from '../thresholds.ts';
import type { SharesOf } from './shares.ts';
import { sharesOf } from './shares.ts';

/** The vertex that limits a job, and a sentence that says by which figures. */
export interface Bottleneck {
  readonly vertex: string;
  readonly reason: string;
}

interface Judged {
  readonly vertex: Vertex;
  readonly shares: SharesOf;
  /** The one directly before it that is held back most; undefined when none is. */
  held: Judged | undefined;
}

type Suspect = Judged & { readonly held: Judged };

/**
 * The vertex that holds the others back: it is busy and not held back itself, while one before it is (the guide, p. 640: the one behind
 * the last that is held back). Null when none is, or when there are no figures: a source whose busy time Flink cannot tell (NaN) is
 * never one, but can be held back. Only neighbours are compared, so that a job may be large and may have cycles.
 */
export function findBottleneck(job: Job): Bottleneck | null {
  const suspects = judge(job)
    .filter(isSuspect)
    .sort((a, b) => Number(isFree(b)) - Number(isFree(a)) || backpressure(b.held) - backpressure(a.held) || busy(b) - busy(a));
  const [worst, ...others] = suspects;
  if (worst === undefined) return null;
  // Who shares what it holds back with the worst may only be busy. What holds back others is a limit of its own.
  const held = new Set([worst.held.vertex.id]);
  const more: string[] = [];
  for (const other of others) {
    if (!isFree(other) || held.has(other.held.vertex.id)) continue;
    held.add(other.held.vertex.id);
    more.push(other.vertex.name);
  }
  return { vertex: worst.vertex.id, reason: reasonOf(worst) + alsoIn(more) };
}

function judge({ vertices, edges }: Job): readonly Judged[] {
  const judged = new Map(
    vertices.map((vertex): [string, Judged] => [vertex.id, { vertex, shares: sharesOf(vertex), held: undefined }]),
  );
  for (const { from, to } of edges) {
    const [before, after] = [judged.get(from), judged.get(to)];
    if (before === undefined || after === undefined || before === after) continue;
    const most = after.held === undefined ? thresholds.backpressure.low : backpressure(after.held);
    if (backpressure(before) > most) after.held = before;
  }
  return [...judged.values()];
}

const busy = ({ shares }: Judged): number => shares.busy ?? 0;
const backpressure = ({ shares }: Judged): number => shares.backpressured ?? 0;
/** Nothing behind it slows it down. */
const isFree = (judged: Judged): boolean => backpressure(judged) <= thresholds.backpressure.low;

const isSuspect = (judged: Judged): judged is Suspect =>
  judged.held !== undefined && busy(judged) >= thresholds.bottleneck.busy && backpressure(judged) <= thresholds.backpressure.high;

/** True when one subtask does most of a vertex' work while the others wait for records. */
export function isSkewed({ subtasks, worst, mean }: Vertex): boolean {
  if (subtasks.length < 2 || worst.busy === null || mean.busy === null) return false;
  return worst.busy >= thresholds.bottleneck.busy && mean.busy <= worst.busy * thresholds.skew.meanOfWorst;
}

function reasonOf({ vertex, shares, held }: Suspect): string {
  const { mean } = vertex;
  const works = shares.busy === null ? '' : formatRatio(shares.busy);
  const waits = held.shares.backpressured === null ? '' : formatRatio(held.shares.backpressured);
  const how =
    isSkewed(vertex) && mean.busy !== null
      ? `one subtask is ${works} busy while the mean is ${formatRatio(mean.busy)} (skewed)`
      : `${works} busy${onAverage(shares)}`;
  return `${vertex.name} is the bottleneck: ${how}, and ${held.vertex.name} before it is held back ${waits} of the time${onAverage(held.shares)}.`;
}

const onAverage = ({ of }: SharesOf): string => (of === 'mean' ? ' on average' : '');

function alsoIn(names: readonly string[]): string {
  const [first, second, ...rest] = names;
  if (first === undefined) return '';
  if (second === undefined) return ` So is ${first}, for others.`;
  return ` So are ${first}${rest.length === 0 ? ' and' : ','} ${second}${rest.length === 0 ? '' : ` and ${rest.length} more`}, for others.`;
}
