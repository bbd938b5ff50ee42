import type { VertexAnswer } from '../../../clients/flink/vertex.ts';
import { MINUTE, SECOND } from '#shared/units/units.ts';

type SubtaskAnswer = VertexAnswer['subtasks'][number];

/** Totals of one attempt of a subtask, with the moment they are of. */
interface Reading {
  readonly attempt: number;
  readonly at: number;
  /** The metrics' own time, not that of the answer. */
  readonly exact: boolean;
  readonly read: number | null;
  readonly written: number | null;
}

interface Followed {
  readonly readings: readonly Reading[];
  /** The server's clock when the newest reading was new. */
  readonly at: number;
}

/** Rates are over so long at most: longer ago is not now. */
const WINDOW = MINUTE;
/** Flink fetches metrics every 10 s at most: within so long, the same totals without a time of their own say nothing. */
const SAME = 25 * SECOND;
/** Totals whose own time has stood still for so long are not fetched any more: their last rate is not of now. */
const OLDEST = 2 * MINUTE;

export interface Rates {
  readonly read: number | null;
  readonly written: number | null;
}

export interface VertexRates {
  /** Takes an answer in, and says how fast each subtask reads and writes; records a second. */
  next(answer: VertexAnswer): ReadonlyMap<number, Rates>;
}

/** Rates between readings of totals, of subtasks that run. The totals come from a cache that is older than the answer, so their own time is used where it is known. */
export function vertexRates(): VertexRates {
  const kept = new Map<number, Followed>();
  return {
    next(answer) {
      const rates = new Map<number, Rates>();
      for (const subtask of answer.subtasks) {
        const before = kept.get(subtask.subtask);
        const readings = withNext(before?.readings ?? [], readingOf(subtask, answer.now));
        const isNew = before === undefined || readings.at(-1) !== before.readings.at(-1) || answer.now < before.at;
        const at = isNew ? answer.now : before.at;
        kept.set(subtask.subtask, { readings, at });
        const isNow = subtask.status === 'RUNNING' && answer.now - at <= OLDEST;
        rates.set(subtask.subtask, isNow ? between(readings[0], readings.at(-1)) : UNKNOWN);
      }
      return rates;
    },
  };
}

const UNKNOWN: Rates = { read: null, written: null };

function readingOf(subtask: SubtaskAnswer, now: number): Reading {
  const time = timeOf(subtask);
  return {
    attempt: subtask.attempt,
    at: time ?? now,
    exact: time !== null,
    read: subtask.metrics['read-records'],
    written: subtask.metrics['write-records'],
  };
}

/**
 * Busy, idle and backpressured time together are the time since the task began, as of the moment its metrics were fetched: the busy
 * time is what is left of it (org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup.getAccumulatedBusyTime).
 */
function timeOf({ metrics }: SubtaskAnswer): number | null {
  const busy = metrics['accumulated-busy-time'];
  const idle = metrics['accumulated-idle-time'];
  const backpressured = metrics['accumulated-backpressured-time'];
  if (busy === null || idle === null || backpressured === null) return null;
  // All are 0 before they are measured.
  const time = busy + idle + backpressured;
  return time > 0 ? time : null;
}

function withNext(readings: readonly Reading[], next: Reading): Reading[] {
  const last = readings.at(-1);
  // Another attempt counts anew, and so does a clock that went back.
  if (last === undefined || last.attempt !== next.attempt || last.exact !== next.exact || next.at < last.at) return [next];
  const isSame = last.read === next.read && last.written === next.written;
  if (next.at === last.at || (isSame && !next.exact && next.at - last.at < SAME)) return [...readings];
  const all = [...readings, next];
  const recent = all.filter(({ at }) => next.at - at <= WINDOW);
  return recent.length >= 2 ? recent : all.slice(-2);
}

function between(first: Reading | undefined, last: Reading | undefined): Rates {
  const rate = (total: 'read' | 'written'): number | null => {
    const [from, to] = [first?.[total] ?? null, last?.[total] ?? null];
    if (first === undefined || last === undefined || from === null || to === null || last.at <= first.at) return null;
    return Math.max(0, ((to - from) * SECOND) / (last.at - first.at));
  };
  return { read: rate('read'), written: rate('written') };
}
