import type { TimeShares } from '#shared/model/job.ts';
import { ratio } from '#shared/units/units.ts';
import type { JobAnswer } from './answers.ts';
import { settled } from './assembleJob.ts';

/** What happened to a vertex between two readings of its totals: shares are means over its subtasks. */
export interface Span {
  readonly mean: TimeShares;
  /** Records a second over all subtasks, over Flink's exchanges. */
  readonly received: number | null;
  readonly sent: number | null;
}

/**
 * Follows the totals that a job tells of each vertex. Flink fetches them only every ten seconds, whenever that is: they do not change
 * between, and the time that has passed between two of them is what the three times have grown by together
 * (org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup: busy time is what the other two leave of the time since the start).
 */
export interface TotalsMemory {
  /** The newest span of each vertex that has one. */
  follow(job: JobAnswer): ReadonlyMap<string, Span>;
}

/** A span is the newest of so long at least, so that it neither jumps with each fetch nor with task managers that answer one by one. */
const LENGTH = 20_000;
/** A shorter one says nothing. */
const LEAST = 1_000;
/** Totals that have not changed for so long are not fetched any more. */
const OLDEST = 120_000;

type VertexAnswer = JobAnswer['vertices'][number];

/** Times are sums over the subtasks, in milliseconds. */
interface Sample {
  readonly started: number | null;
  readonly read: number | null;
  readonly written: number | null;
  readonly busy: number | null;
  readonly backpressured: number | null;
  readonly idle: number | null;
  /** For how long a subtask has run, as far as that is told: only differences mean something. */
  readonly ran: number;
}

interface Followed {
  readonly samples: readonly Sample[];
  readonly span: Span | null;
  /** The server's clock when the newest sample was new. */
  readonly at: number;
}

export function totalsMemory(): TotalsMemory {
  const known = new Map<string, Followed>();

  return {
    follow(job) {
      const measured = job.vertices.filter((vertex) => settled(job, vertex) && isComplete(vertex));
      const wall = passed(measured, known, job.now);
      const ids = new Set(job.vertices.filter((vertex) => settled(job, vertex)).map(({ id }) => id));
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
      for (const vertex of measured) {
        const before = known.get(vertex.id);
        const next = nextOf(before, vertex, job.now, wall);
        if (next === null) known.delete(vertex.id);
        else known.set(vertex.id, next);
      }
      return new Map([...known].flatMap(([id, { span }]) => (span === null ? [] : [[id, span] as const])));
    },
  };
}

/** The shares of a vertex' time since its start, as long as there is nothing newer to go by. */
export function sharesSoFar(vertex: VertexAnswer, now: number): TimeShares {
  const ran = ranOf(vertex) ?? now - (vertex['start-time'] ?? now);
  return sharesOf(timesOf(vertex), ran * vertex.parallelism);
}

const isComplete = ({ metrics }: VertexAnswer): boolean => metrics['read-records-complete'] && metrics['write-records-complete'];

const timesOf = ({ metrics }: VertexAnswer) => ({
  busy: metrics['accumulated-busy-time'],
  backpressured: metrics['accumulated-backpressured-time'],
  idle: metrics['accumulated-idle-time'],
});

/** For how long a subtask has run; null where Flink does not tell its busy time. */
function ranOf(vertex: VertexAnswer): number | null {
  const { busy, backpressured, idle } = timesOf(vertex);
  if (busy === null || backpressured === null || idle === null || vertex.parallelism < 1) return null;
  return (busy + backpressured + idle) / vertex.parallelism;
}

/**
 * How much time has passed between the last two fetches: the median of what the vertices tell that tell all three times; else since the
 * last change, by the server's clock.
 */
function passed(vertices: readonly VertexAnswer[], known: ReadonlyMap<string, Followed>, now: number) {
  const grown = vertices
    .flatMap((vertex) => {
      const [ran, before] = [ranOf(vertex), known.get(vertex.id)?.samples.at(-1)];
      return ran === null || before === undefined || before.busy === null || ran <= before.ran ? [] : [ran - before.ran];
    })
    .sort((a, b) => a - b);
  const median = grown[Math.floor(grown.length / 2)];
  return ({ at }: Followed): number => median ?? now - at;
}

function nextOf(
  before: Followed | undefined,
  vertex: VertexAnswer,
  now: number,
  wall: (before: Followed) => number,
): Followed | null {
  const last = before?.samples.at(-1);
  const sampleAfter = (ran: number): Sample => ({
    started: vertex['start-time'],
    read: vertex.metrics['read-records'],
    written: vertex.metrics['write-records'],
    ...timesOf(vertex),
    ran,
  });
  const begin = (): Followed => ({ samples: [sampleAfter(ranOf(vertex) ?? 0)], span: null, at: now });
  if (before === undefined || last === undefined || now < before.at) return begin();
  const sample = sampleAfter(ranOf(vertex) ?? last.ran + wall(before));
  if (isAnother(last, sample)) return begin();
  if (isSame(last, sample)) return now - before.at > OLDEST ? null : before;
  const samples = newest([...before.samples, sample]);
  const [first = sample] = samples;
  const long = sample.ran - first.ran;
  return { samples, span: long < LEAST ? before.span : spanOf(first, sample, long, vertex.parallelism), at: now };
}

/** A new attempt begins its totals anew; of a part of the subtasks, the sums fall. Busy time is the only one that is no counter. */
const isAnother = (last: Sample, next: Sample): boolean =>
  last.started !== next.started ||
  (['read', 'written', 'backpressured', 'idle'] as const).some((key) => (next[key] ?? 0) < (last[key] ?? 0));

const isSame = (last: Sample, next: Sample): boolean =>
  (['read', 'written', 'busy', 'backpressured', 'idle'] as const).every((key) => last[key] === next[key]);

/** As few as reach back the length of a span. */
function newest(samples: readonly Sample[]): readonly Sample[] {
  const end = samples.at(-1)?.ran ?? 0;
  const from = samples.findLastIndex(({ ran }) => end - ran >= LENGTH);
  return samples.slice(Math.max(0, from));
}

function spanOf(first: Sample, last: Sample, long: number, parallelism: number): Span {
  const grown = (key: 'read' | 'written' | 'busy' | 'backpressured' | 'idle'): number | null => {
    const [from, to] = [first[key], last[key]];
    return from === null || to === null ? null : to - from;
  };
  const rate = (records: number | null): number | null => (records === null ? null : (records / long) * 1000);
  return {
    mean: sharesOf({ busy: grown('busy'), backpressured: grown('backpressured'), idle: grown('idle') }, long * parallelism),
    received: rate(grown('read')),
    sent: rate(grown('written')),
  };
}

function sharesOf(times: Readonly<Record<keyof TimeShares, number | null>>, all: number): TimeShares {
  const share = (time: number | null) => (time === null || all <= 0 ? null : ratio(Math.min(1, Math.max(0, time / all))));
  return { busy: share(times.busy), backpressured: share(times.backpressured), idle: share(times.idle) };
}
