import type { BigJob } from './bigJob.ts';

const INTERVAL = 60_000;

/** One checkpoint each minute, of which the last one is known. */
export function checkpointAnswer({ job, graph, parallelism, started }: BigJob, rest: readonly string[], now: number): unknown {
  if (rest.join('/') === 'config')
    return {
      mode: 'exactly_once',
      interval: INTERVAL,
      timeout: 600_000,
      min_pause: 0,
      max_concurrent: 1,
      externalization: { enabled: false, delete_on_cancellation: true },
      state_backend: 'EmbeddedRocksDBStateBackend',
      checkpoint_storage: 'FileSystemCheckpointStorage',
      unaligned_checkpoints: false,
      tolerable_failed_checkpoints: 0,
      aligned_checkpoint_timeout: 0,
      checkpoints_after_tasks_finish: true,
      state_changelog_enabled: false,
    };
  const id = Math.floor((now - started) / INTERVAL);
  const triggered = started + id * INTERVAL - 5_000;
  const figures = (subtasks: number) => ({
    id,
    status: 'COMPLETED',
    latest_ack_timestamp: triggered + 800,
    checkpointed_size: 10_000 * subtasks,
    state_size: 40_000 * subtasks,
    end_to_end_duration: 800,
    alignment_buffered: 0,
    processed_data: 0,
    persisted_data: 0,
    num_subtasks: subtasks,
    num_acknowledged_subtasks: subtasks,
  });
  const whole = (withTasks: boolean) => ({
    className: 'completed',
    ...figures(graph.vertices.length * parallelism),
    is_savepoint: false,
    savepointFormat: null,
    trigger_timestamp: triggered,
    checkpoint_type: 'CHECKPOINT',
    tasks: withTasks ? Object.fromEntries(graph.vertices.map((vertex) => [vertex.id, figures(parallelism)])) : {},
    external_path: `file:/flink/checkpoints/${job}/chk-${id}`,
    discarded: false,
  });
  if (rest[0] === 'details') return rest.length === 2 && rest[1] === String(id) ? whole(true) : undefined;
  return {
    counts: { restored: 0, total: id, in_progress: 0, completed: id, failed: 0 },
    summary: Object.fromEntries(
      ['checkpointed_size', 'state_size', 'end_to_end_duration', 'alignment_buffered', 'processed_data', 'persisted_data'].map(
        (key) => [key, { min: 0, max: 0, avg: 0, p50: 0, p90: 0, p95: 0, p99: 0, p999: 0 }],
      ),
    ),
    latest: { completed: id === 0 ? null : whole(false), savepoint: null, failed: null, restored: null },
    history: id === 0 ? [] : [whole(false)],
  };
}
