import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import type { Scenario } from '#shared/simulation/types.ts';

/** Which alarms the guide's text about a problem leads to, and why one of them cannot fire in the scenario. */
export interface Named {
  readonly alarms: readonly RecommendedAlarmId[];
  readonly silent?: Partial<Record<RecommendedAlarmId, string>>;
}

const KINESIS = 'source-lag-kinesis';
const KAFKA = 'source-lag-kafka';
const named = (...alarms: readonly RecommendedAlarmId[]): Named => ({ alarms });

/**
 * By problem: the recommended alarms of the metrics that the guide's troubleshooting (pp. 414-478, 601-642) names for it, or of the symptom
 * that it begins with: a job that restarts is the downtime alarm, one that falls behind that of its source's lag.
 */
export const namedAlarms: Readonly<Record<FaultKind, Named>> = {
  'operator-compute-bound': named('cpu-high'),
  'io-bound-operator': named(KINESIS),
  'sink-bottleneck': named('records-out-rate-low'),
  'serializer-kryo-overhead': named('cpu-high'),
  'state-access-too-frequent': named(KAFKA),
  'per-record-logging': named(KINESIS),
  'monitoring-log-level-debug': named(KAFKA),
  'metrics-level-parallelism-too-verbose': named(KAFKA),
  'throughput-under-provisioned': named(KINESIS, 'cpu-high'),
  'backlog-overload-after-outage': {
    alarms: [KINESIS, 'cpu-high', 'heap-memory-high', 'failed-checkpoint-rate'],
    silent: {
      'cpu-high': 'Collections stop the tasks, so that they compute less: the processor has room while the backlog lasts.',
      'heap-memory-high': 'The heap comes near 90 % while the backlog is worked off, and beyond it in some runs only.',
    },
  },
  'autoscaling-not-triggered': {
    alarms: [KAFKA, 'heap-memory-high'],
    silent: { 'heap-memory-high': 'The heap stays just below 90 %, and its peaks go beyond it in some runs only.' },
  },
  'autoscaling-blocked-by-max-parallelism': named(KINESIS),
  'data-skew': named(KINESIS),
  'kinesis-source-throttling': named(KINESIS),
  'few-shards-idle-subtasks': named(KINESIS),
  'cross-region-kafka-receive-buffer': named(KAFKA),
  'idle-shard-stalls-watermark': {
    alarms: ['watermark-gap', 'records-out-rate-low'],
    silent: {
      'watermark-gap': 'The application’s metrics level is TASK: watermarks of operators are published from OPERATOR on.',
    },
  },
  'late-events-from-uneven-shard-consumption': named(),
  'operator-unhandled-exception': named('downtime'),
  'task-manager-lost': named('downtime'),
  'out-of-memory-error': named('downtime', 'heap-memory-high'),
  'insufficient-network-buffers': named('downtime'),
  'dependency-outage': named('downtime'),
  'access-denied-in-logs': named('downtime'),
  'source-or-sink-not-found': named('downtime'),
  'vpc-no-internet-access': named('downtime'),
  'cross-region-s3-sink': named('downtime'),
  'truststore-path-not-found': named('downtime'),
  'vpc-resource-unreachable': named('downtime', 'records-out-rate-low'),
  'checkpoint-long-start-delay': named('checkpoint-duration-high'),
  'checkpoint-long-alignment': named('checkpoint-duration-high'),
  'checkpoint-long-sync': named('checkpoint-duration-high'),
  'checkpoint-long-async': named('checkpoint-duration-high', 'checkpoint-size-high'),
  'checkpoint-key-skew': named('checkpoint-duration-high'),
  'checkpoint-serialization-failure': named('failed-checkpoint-rate'),
  'checkpoint-memory-gc-pressure': named('heap-memory-high', 'old-gc-time-share-high', 'old-gc-count-rate-high'),
  'async-sink-deadlock': {
    alarms: ['records-out-rate-low', 'failed-checkpoint-rate'],
    silent: {
      'failed-checkpoint-rate':
        'A checkpoint of a job that stands still fails only after its time-out of an hour, so that no two fail within half an hour.',
    },
  },
  'beam-checkpoint-finished-tasks': named('failed-checkpoint-rate'),
  'checkpoints-disabled': named(),
  'unbounded-state-growth': named('checkpoint-duration-high', 'checkpoint-size-high'),
  'state-skew': named('checkpoint-duration-high'),
  'memory-or-thread-leak': {
    alarms: ['thread-count-high', 'checkpoint-duration-high', 'checkpoint-size-high', 'heap-memory-high', KINESIS],
    silent: {
      'checkpoint-size-high': 'The leak is outside of Flink’s state: checkpoints hardly grow.',
      'heap-memory-high': 'It is threads that leak: within the hours that are looked at the heap hardly reaches 90 %.',
      [KINESIS]: 'Within the hours that are looked at the job hardly falls behind.',
    },
  },
  'stuck-in-transitional-state': named('checkpoint-duration-high', 'checkpoint-size-high'),
  'startup-timeout-5-minutes': named(),
  'restore-missing-operator-state': named(),
  'snapshot-creation-failed': {
    alarms: ['failed-checkpoint-rate', 'downtime'],
    silent: {
      downtime: 'Snapshots fail while the job goes on: it is never down.',
      'failed-checkpoint-rate': 'Only snapshots fail that somebody asks for: one in half an hour is no repetition.',
    },
  },
  'main-method-exception': named(),
};

/** Why the guide names no alarm: what tells of the problem instead. */
const unnamed: Partial<Record<FaultKind, string>> = {
  'late-events-from-uneven-shard-consumption': 'told by numLateRecordsDropped, which is among none of the recommended alarms',
  'checkpoints-disabled': 'told by the configuration; the update that makes the mistake is itself a gap',
  'startup-timeout-5-minutes': 'told by the status and the log: there is no job that could be down',
  'restore-missing-operator-state': 'told by the status and the log: there is no job that could be down',
  'main-method-exception': 'told by the status and the log: there is no job that could be down',
};

const LAGS: readonly RecommendedAlarmId[] = [KINESIS, KAFKA];

/** The named alarms of what befalls an application in a scenario; the lag is that of the source which it has. */
export function namedFor({ faults }: Scenario, application: string, applicable: readonly RecommendedAlarmId[]) {
  const kinds = faults.filter((fault) => fault.application === application).map(({ kind }) => kind);
  const own = LAGS.filter((lag) => applicable.includes(lag));
  const all = kinds.flatMap((kind) => namedAlarms[kind].alarms.flatMap((alarm) => (LAGS.includes(alarm) ? own : [alarm])));
  const silent = kinds.flatMap((kind) => Object.entries(namedAlarms[kind].silent ?? {}));
  return {
    alarms: [...new Set(all)],
    silent: new Map(silent),
    instead: kinds.flatMap((kind) => unnamed[kind] ?? []),
  };
}
