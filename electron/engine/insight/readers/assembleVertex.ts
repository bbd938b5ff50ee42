import type { BackpressureAnswer } from '../../../clients/flink/answers.ts';
import { SETTLING } from '../../../clients/flink/assembleJob.ts';
import type { VertexAnswer } from '../../../clients/flink/vertex.ts';
import type { SubtaskDetail, VertexDetail } from '#shared/model/insight/vertex.ts';
import { backpressureLevels } from '#shared/model/job.ts';
import { bytes, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import type { Rates } from './vertexRates.ts';

/** Times beyond these are no dates: what a bounded source emits at its end. */
const MOST_MILLIS = 8.64e15;

/** Answers about one vertex; an empty map, or null: not known this time. */
export interface VertexParts {
  readonly id: string;
  readonly answer: VertexAnswer;
  readonly backpressure: BackpressureAnswer | null;
  readonly accumulators: VertexDetail['accumulators'];
  readonly watermarks: ReadonlyMap<number, number>;
  readonly splits: ReadonlyMap<number, readonly string[]>;
  readonly rates: ReadonlyMap<number, Rates>;
  readonly states: { readonly checkpoint: number; readonly sizes: ReadonlyMap<number, number> } | null;
  readonly missing: readonly string[];
}

/** Flink's answers about one vertex, in our words, by subtask. */
export function assembleVertex(parts: VertexParts): VertexDetail {
  return {
    id: parts.id,
    subtasks: parts.answer.subtasks.map((subtask) => subtaskOf(subtask, parts)).sort((a, b) => a.index - b.index),
    accumulators: [...parts.accumulators],
    checkpoint: parts.states?.checkpoint ?? null,
    missing: [...parts.missing],
  };
}

function subtaskOf(subtask: VertexAnswer['subtasks'][number], parts: VertexParts): SubtaskDetail {
  const { subtask: index, status, attempt, metrics } = subtask;
  const rates = parts.rates.get(index);
  const watermark = parts.watermarks.get(index);
  return {
    index,
    ...sharesOf(subtask, parts.backpressure),
    status,
    attempt,
    // Before it is placed anywhere, Flink writes “(unassigned)”.
    taskManager: placed(subtask['taskmanager-id']),
    host: placed(subtask.endpoint ?? subtask.host),
    started: orNull(subtask['start-time'], millis),
    duration: orNull(subtask.duration, millis),
    readRecords: metrics['read-records'],
    writtenRecords: metrics['write-records'],
    readBytes: orNull(metrics['read-bytes'], bytes),
    writtenBytes: orNull(metrics['write-bytes'], bytes),
    readRate: orNull(rates?.read, recordsPerSecond),
    writtenRate: orNull(rates?.written, recordsPerSecond),
    watermark: watermark === undefined || Math.abs(watermark) > MOST_MILLIS ? null : millis(watermark),
    stateSize: orNull(parts.states?.sizes.get(index), bytes),
    splits: [...(parts.splits.get(index) ?? [])],
  };
}

/** Flink's cache outlives a task: figures are taken of one that runs, and has run long enough. */
function sharesOf(
  { subtask, status, duration, 'status-duration': spent }: VertexAnswer['subtasks'][number],
  backpressure: BackpressureAnswer | null,
): Pick<SubtaskDetail, 'shares' | 'level'> {
  const found = backpressure?.status === 'ok' ? backpressure.subtasks.find((each) => each.subtask === subtask) : undefined;
  if (found === undefined || status !== 'RUNNING' || (spent['RUNNING'] ?? duration ?? 0) < SETTLING)
    return { shares: { busy: null, backpressured: null, idle: null }, level: null };
  const level = found['backpressure-level'] ?? found.backpressureLevel;
  return {
    shares: { busy: share(found.busyRatio), backpressured: share(found.ratio), idle: share(found.idleRatio) },
    level: backpressureLevels.find((each) => each === level) ?? null,
  };
}

const share = (value: number | null) => (value === null ? null : ratio(Math.min(1, value)));
const orNull = <T>(value: number | null | undefined, as: (value: number) => T): T | null =>
  value === null || value === undefined ? null : as(value);
const placed = (name: string | null | undefined): string | null =>
  name === null || name === undefined || name === '' || name.startsWith('(unassigned)') ? null : name;
