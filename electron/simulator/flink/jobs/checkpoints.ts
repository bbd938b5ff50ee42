import { ok } from '#shared/model/sourceError.ts';
import type {
  CheckpointSpread,
  SimulatedAcknowledgement,
  SimulatedCheckpoint,
  SimulatedRestore,
} from '#shared/simulation/types.ts';
import { noSuchCheckpoint, noSuchVertex } from '../flinkError.ts';
import type { Figure } from '../metrics/ioMetrics.ts';
import { quantile } from '../metrics/ioMetrics.ts';
import { rawNumber } from '../rawNumber.ts';
import type { FlinkAnswer, JobScope } from '../scope.ts';

const endToEnd = ({ startDelay, alignment, sync, async }: SimulatedAcknowledgement): number =>
  startDelay + alignment + sync + async;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const acknowledged = (all: readonly (SimulatedAcknowledgement | null)[]): SimulatedAcknowledgement[] =>
  all.filter((each) => each !== null);

/** The common figures of a checkpoint and of its part in one vertex. Nothing acknowledged yet: −1. */
function figuresOf(checkpoint: SimulatedCheckpoint, subtasks: readonly (SimulatedAcknowledgement | null)[]): object {
  const acks = acknowledged(subtasks);
  const slowest = acks.length === 0 ? -1 : Math.max(...acks.map(endToEnd));
  return {
    latest_ack_timestamp: slowest < 0 ? -1 : checkpoint.triggered + slowest,
    checkpointed_size: total(acks.map(({ checkpointedSize }) => checkpointedSize)),
    state_size: total(acks.map(({ stateSize }) => stateSize)),
    end_to_end_duration: slowest,
    alignment_buffered: 0,
    processed_data: total(acks.map(({ processed }) => processed)),
    persisted_data: total(acks.map(({ persisted }) => persisted)),
    num_subtasks: subtasks.length,
    num_acknowledged_subtasks: acks.length,
  };
}

const CLASS_NAMES = { IN_PROGRESS: 'in_progress', COMPLETED: 'completed', FAILED: 'failed' } as const;

/** One checkpoint; `withTasks` adds its part in each vertex. */
function checkpointAnswer({ job, application }: JobScope, checkpoint: SimulatedCheckpoint, withTasks: boolean): object {
  const { id, status, savepoint, triggered, duration, failure } = checkpoint;
  const figures = figuresOf(checkpoint, Object.values(checkpoint.subtasks).flat());
  return {
    className: CLASS_NAMES[status],
    id,
    status,
    is_savepoint: savepoint,
    savepointFormat: savepoint ? 'CANONICAL' : null,
    trigger_timestamp: triggered,
    ...figures,
    ...(status === 'COMPLETED'
      ? { checkpointed_size: checkpoint.checkpointedSize, state_size: checkpoint.stateSize, end_to_end_duration: duration }
      : {}),
    ...(status === 'FAILED' ? { end_to_end_duration: duration } : {}),
    checkpoint_type: savepoint ? 'SAVEPOINT' : checkpoint.unaligned ? 'UNALIGNED_CHECKPOINT' : 'CHECKPOINT',
    tasks: withTasks
      ? Object.fromEntries(
          Object.entries(checkpoint.subtasks).map(([vertex, subtasks]) => [
            vertex,
            { id, status, ...figuresOf(checkpoint, subtasks) },
          ]),
        )
      : {},
    ...(status === 'COMPLETED' ? { external_path: checkpointPath(application.name, job.id, id), discarded: false } : {}),
    ...(status === 'FAILED' ? { failure_timestamp: triggered + duration, failure_message: failure ?? '' } : {}),
  };
}

/** The service's own bucket. */
export const checkpointPath = (application: string, job: string, id: number): string =>
  `s3://managed-flink-checkpoints/${application}/${job}/chk-${id}`;

/** GET /jobs/:job/checkpoints */
export function checkpoints(scope: JobScope): FlinkAnswer {
  const { completed, failed, restored, latest, summary, history } = scope.job.checkpoints;
  const inProgress = history.filter(({ status }) => status === 'IN_PROGRESS').length;
  const answer = (checkpoint: SimulatedCheckpoint | null) =>
    checkpoint === null ? null : checkpointAnswer(scope, checkpoint, false);
  return ok({
    counts: { restored, total: completed + failed + inProgress, in_progress: inProgress, completed, failed },
    summary: {
      checkpointed_size: summaryOf(summary.checkpointedSize),
      state_size: summaryOf(summary.stateSize),
      end_to_end_duration: summaryOf(summary.duration),
      alignment_buffered: { min: 0, max: 0, avg: 0, p50: 0, p90: 0, p95: 0, p99: 0, p999: 0 },
      processed_data: summaryOf(summary.processed),
      persisted_data: summaryOf(summary.persisted),
    },
    latest: {
      completed: answer(latest.completed),
      savepoint: answer(latest.savepoint),
      failed: answer(latest.failed),
      restored: latest.restored === null ? null : restoreAnswer(scope, latest.restored),
    },
    history: history.map((checkpoint) => checkpointAnswer(scope, checkpoint, false)),
  });
}

const restoreAnswer = ({ application, job }: JobScope, { id, at, savepoint }: SimulatedRestore): object => ({
  id,
  restore_timestamp: at,
  is_savepoint: savepoint !== null,
  external_path: savepoint ?? checkpointPath(application.name, job.id, id),
});

/** Of completed checkpoints; of none, the quantiles are not numbers. */
function summaryOf({ min, max, average, recent }: CheckpointSpread): Record<string, Figure> {
  const sorted = [...recent].sort((a, b) => a - b);
  const at = (q: number): Figure => (sorted.length === 0 ? 'NaN' : quantile(sorted, q));
  return { min, max, avg: Math.trunc(average), p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999) };
}

/** Over the subtasks of one checkpoint Flink gives no quantiles. */
const rangeOnly = (values: readonly number[]) => ({
  min: values.length === 0 ? 0 : Math.min(...values),
  max: values.length === 0 ? 0 : Math.max(...values),
  avg: values.length === 0 ? 0 : Math.trunc(total(values) / values.length),
  p50: 'NaN',
  p90: 'NaN',
  p95: 'NaN',
  p99: 'NaN',
  p999: 'NaN',
});

/** GET /jobs/:job/checkpoints/details/:checkpoint; the last ten are known. */
export function checkpointDetail(scope: JobScope, id: number): FlinkAnswer {
  const checkpoint = scope.job.checkpoints.history.find((each) => each.id === id);
  return checkpoint === undefined ? noSuchCheckpoint(id) : ok(checkpointAnswer(scope, checkpoint, true));
}

/** GET /jobs/:job/checkpoints/details/:checkpoint/subtasks/:vertex */
export function checkpointSubtasks(scope: JobScope, id: number, vertex: string): FlinkAnswer {
  const checkpoint = scope.job.checkpoints.history.find((each) => each.id === id);
  if (checkpoint === undefined) return noSuchCheckpoint(id);
  const subtasks = checkpoint.subtasks[vertex];
  if (subtasks === undefined) return noSuchVertex(vertex);
  const acks = acknowledged(subtasks);
  const range = (value: (ack: SimulatedAcknowledgement) => number) => rangeOnly(acks.map(value));
  const zero = range(() => 0);
  return ok({
    id,
    status: checkpoint.status,
    ...figuresOf(checkpoint, subtasks),
    summary: {
      checkpointed_size: range(({ checkpointedSize }) => checkpointedSize),
      state_size: range(({ stateSize }) => stateSize),
      end_to_end_duration: range(endToEnd),
      checkpoint_duration: { sync: range(({ sync }) => sync), async: range(({ async }) => async) },
      alignment: {
        buffered: { ...zero, p50: 0, p90: 0, p95: 0, p99: 0, p999: 0 },
        processed: zero,
        persisted: zero,
        duration: range(({ alignment }) => alignment),
      },
      start_delay: range(({ startDelay }) => startDelay),
    },
    subtasks: subtasks.map((ack, index) =>
      ack === null
        ? { className: 'pending', index, status: 'pending_or_failed' }
        : {
            className: 'completed',
            index,
            ack_timestamp: checkpoint.triggered + endToEnd(ack),
            end_to_end_duration: endToEnd(ack),
            checkpointed_size: ack.checkpointedSize,
            state_size: ack.stateSize,
            checkpoint: { sync: ack.sync, async: ack.async },
            alignment: { buffered: 0, processed: ack.processed, persisted: ack.persisted, duration: ack.alignment },
            start_delay: ack.startDelay,
            unaligned_checkpoint: checkpoint.unaligned,
            aborted: false,
            status: 'completed',
          },
    ),
  });
}

/** The service's, in milliseconds (guide p. 592). */
const TIMEOUT = 3_600_000;

/** Long.MAX_VALUE, which a JavaScript number cannot hold. */
const NEVER = rawNumber('9223372036854775807');

/** GET /jobs/:job/checkpoints/config; without checkpointing everything still answers, the interval alone tells. */
export function checkpointsConfig({ application, job }: JobScope): FlinkAnswer {
  const { checkpointing } = application.settings;
  const { enabled, interval, minPause } = checkpointing;
  return ok({
    mode: enabled ? 'exactly_once' : 'at_least_once',
    interval: enabled ? interval : NEVER,
    timeout: TIMEOUT,
    min_pause: enabled ? minPause : 0,
    max_concurrent: 1,
    externalization: { enabled, delete_on_cancellation: !enabled },
    state_backend: 'EmbeddedRocksDBStateBackend',
    checkpoint_storage: 'FileSystemCheckpointStorage',
    unaligned_checkpoints: job.checkpoints.unaligned,
    tolerable_failed_checkpoints: job.checkpoints.tolerable,
    aligned_checkpoint_timeout: 0,
    checkpoints_after_tasks_finish: true,
    state_changelog_enabled: false,
    changelog_periodic_materialization_interval: 600_000,
    changelog_storage: 'memory',
  });
}
