import type { Checkpoint, Checkpoints } from '#shared/model/job.ts';
import { checkpointStatuses } from '#shared/model/job.ts';
import { bytes, millis } from '#shared/units/units.ts';
import type { CheckpointAnswer, CheckpointsAnswer, CheckpointsConfigAnswer } from './answers.ts';

/** Without checkpointing everything still answers; only the interval, Long.MAX_VALUE, tells. */
export function assembleCheckpoints(
  { counts, history, latest: { completed, restored } }: CheckpointsAnswer,
  config: CheckpointsConfigAnswer,
): Checkpoints {
  // Flink keeps ten; after ten failures the last completed one is told apart from them.
  const older = completed !== null && completed !== undefined && !history.some(({ id }) => id === completed.id);
  return {
    enabled: config.interval !== null,
    interval: timeOf(config.interval),
    timeout: timeOf(config.timeout),
    settings: settingsOf(config),
    restored:
      restored === null || restored === undefined
        ? null
        : {
            id: restored.id,
            at: millis(restored.restore_timestamp),
            savepoint: restored.is_savepoint,
            path: restored.external_path ?? null,
          },
    completed: counts.completed,
    failed: counts.failed,
    inProgress: counts.in_progress,
    history: [...history, ...(older ? [completed] : [])].map(checkpointOf).sort((a, b) => b.id - a.id),
  };
}

export const timeOf = (value: number | null) => (value === null ? null : millis(value));
export const sizeOf = (value: number | null) => (value === null ? null : bytes(value));

const settingsOf = (config: CheckpointsConfigAnswer): Checkpoints['settings'] => ({
  exactlyOnce: config.mode === undefined ? null : config.mode === 'exactly_once',
  minPause: timeOf(config.min_pause),
  maxConcurrent: config.max_concurrent,
  tolerableFailures: config.tolerable_failed_checkpoints,
  unaligned: config.unaligned_checkpoints ?? null,
  alignedTimeout: timeOf(config.aligned_checkpoint_timeout),
  stateBackend: config.state_backend ?? null,
  storage: config.checkpoint_storage ?? null,
  externalized:
    config.externalization === undefined
      ? null
      : config.externalization.enabled && !config.externalization.delete_on_cancellation,
  changelog: config.state_changelog_enabled ?? null,
});

/** What one that is under way has written so far is no size of it yet. */
export function checkpointOf(answer: CheckpointAnswer): Checkpoint {
  const status = checkpointStatuses.find((known) => known === answer.status) ?? 'FAILED';
  const done = status !== 'IN_PROGRESS';
  return {
    id: answer.id,
    status,
    savepoint: answer.is_savepoint,
    triggered: millis(answer.trigger_timestamp),
    duration: done ? timeOf(answer.end_to_end_duration) : null,
    checkpointedSize: done ? sizeOf(answer.checkpointed_size) : null,
    stateSize: done ? sizeOf(answer.state_size) : null,
    failure: answer.failure_message ?? null,
    unaligned: answer.checkpoint_type === 'UNALIGNED_CHECKPOINT',
    acknowledged: timeOf(answer.latest_ack_timestamp),
    subtasks: answer.num_subtasks,
    acknowledgedSubtasks: answer.num_acknowledged_subtasks,
    processedData: sizeOf(answer.processed_data),
    persistedData: sizeOf(answer.persisted_data),
    path: done && answer.discarded !== true ? (answer.external_path ?? null) : null,
  };
}
