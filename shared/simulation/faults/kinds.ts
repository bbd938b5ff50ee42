/** What can be wrong with an application, by the id that the catalogue of problems gives it. */
export const faultKinds = [
  // An operator does too much, or waits too much.
  'operator-compute-bound',
  'io-bound-operator',
  'sink-bottleneck',
  'serializer-kryo-overhead',
  'state-access-too-frequent',
  'per-record-logging',
  'monitoring-log-level-debug',
  'metrics-level-parallelism-too-verbose',
  // More comes than it can take, or more to one than to the others.
  'throughput-under-provisioned',
  'backlog-overload-after-outage',
  'data-skew',
  'autoscaling-not-triggered',
  'autoscaling-blocked-by-max-parallelism',
  // Its sources.
  'kinesis-source-throttling',
  'few-shards-idle-subtasks',
  'cross-region-kafka-receive-buffer',
  'idle-shard-stalls-watermark',
  'late-events-from-uneven-shard-consumption',
  // It fails.
  'operator-unhandled-exception',
  'task-manager-lost',
  'out-of-memory-error',
  'insufficient-network-buffers',
  'dependency-outage',
  'access-denied-in-logs',
  'source-or-sink-not-found',
  'vpc-no-internet-access',
  'cross-region-s3-sink',
  'truststore-path-not-found',
  'vpc-resource-unreachable',
  // Its checkpoints.
  'checkpoint-long-start-delay',
  'checkpoint-long-alignment',
  'checkpoint-long-sync',
  'checkpoint-long-async',
  'checkpoint-key-skew',
  'checkpoint-serialization-failure',
  'checkpoint-memory-gc-pressure',
  'async-sink-deadlock',
  'beam-checkpoint-finished-tasks',
  'checkpoints-disabled',
  // What it keeps.
  'unbounded-state-growth',
  'state-skew',
  'memory-or-thread-leak',
  // What is asked of the service.
  'stuck-in-transitional-state',
  'startup-timeout-5-minutes',
  'restore-missing-operator-state',
  'snapshot-creation-failed',
  'main-method-exception',
] as const;

export type FaultKind = (typeof faultKinds)[number];
