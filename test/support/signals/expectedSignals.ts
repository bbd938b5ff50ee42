import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import type { Activity } from '#shared/simulation/stacks/profile.ts';
import type { SimulatedAcknowledgement } from '#shared/simulation/types.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { Hours, Look, Observed, VertexLook } from './observe.ts';

/** A signal that the catalogue of problems names for a problem, and how it is told that it moved. */
export interface Expected {
  readonly signal: string;
  readonly moved: (hours: Hours) => boolean;
}

const expect = (signal: string, moved: Expected['moved']): Expected => ({ signal, moved });
const vertices = ({ looks }: Observed): VertexLook[] => looks.flatMap((look) => [...look.vertices]);
const most = (values: readonly number[]): number => Math.max(0, ...values);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const reaches = (metric: string, least: number): Expected =>
  expect(`${metric} reaches ${least}`, ({ after }) => after.metric(metric).highest >= least);
const rises = (metric: string, times: number): Expected =>
  expect(
    `${metric} rises to ${times} times its highest`,
    ({ before, after }) => after.metric(metric).highest > times * Math.max(1e-9, before.metric(metric).highest),
  );
const falls = (metric: string, to: number): Expected =>
  expect(
    `${metric} falls to ${to} of its average`,
    ({ before, after }) => after.metric(metric).average < to * before.metric(metric).average,
  );
const counts = (metric: string): Expected =>
  expect(`${metric} counts up`, ({ before, after }) => after.metric(metric).highest > before.metric(metric).last);
const says = (pattern: RegExp): Expected =>
  expect(
    `the log says ${String(pattern)}`,
    ({ before, after }) => after.logs.some((text) => pattern.test(text)) && !before.logs.some((text) => pattern.test(text)),
  );
const idles = (metric: string): Expected =>
  expect(`${metric} stays low`, ({ before, after }) => after.metric(metric).average < 1.08 * before.metric(metric).average);

/** Records that wait, or how old the oldest is: whichever connector reports. */
const lags: Expected = expect('lag rises: millisBehindLatest or records_lag_max', ({ before, after }) => {
  const behind = (observed: Observed) => observed.metric('millisBehindLatest').highest;
  const records = (observed: Observed) => observed.metric('records_lag_max').highest;
  return behind(after) > behind(before) + 15_000 || records(after) > 3 * records(before) + 2_000;
});

/** Nothing gets through: records wait for most of the hour, or for a side output of few of them the sink is stuck. */
const blocks: Expected = expect('records do not get through', ({ before, after }) => {
  const perPartition = before.blueprint.sources
    .map(({ arrivals, partitions }) => arrivals.mean / partitions)
    .filter((rate) => rate > 10);
  const waited = Math.max(
    after.metric('millisBehindLatest').highest,
    (1000 * after.metric('records_lag_max').highest) / Math.min(...perPartition),
  );
  const stuck = ({ looks }: Observed) =>
    looks.filter((look) => look.vertices.some(({ sink, busy }) => sink && most(busy) > 950)).length;
  return waited > 20 * MINUTE || (stuck(after) > 2 && stuck(before) === 0);
});

const inAny = (signal: string, is: (vertex: VertexLook, look: Look) => boolean): Expected => {
  const seen = ({ looks }: Observed) => looks.filter((look) => look.vertices.some((vertex) => is(vertex, look))).length;
  return expect(signal, ({ before, after }) => seen(after) >= 2 && seen(before) === 0);
};
const busy = inAny('a vertex is busy all the time', (vertex) => most(vertex.busy) > 950);
const sinkBusy = inAny('a sink is busy all the time', (vertex) => vertex.sink && most(vertex.busy) > 950);
const heldBack: Expected = expect('vertices before it are held back', (hours) => {
  const held = (observed: Observed) => most(vertices(observed).flatMap(({ backpressured }) => [...backpressured]));
  // Where all is one vertex, nothing is before it.
  return held(hours.after) > 200 && held(hours.after) > 3 * held(hours.before);
});
const heldBackUnlessAlone: Expected = {
  ...heldBack,
  moved: (hours) => most(hours.after.looks.map((look) => look.vertices.length)) === 1 || heldBack.moved(hours),
};
const spends = (activity: Activity, share: number): Expected =>
  inAny(
    `the flame graph of a busy vertex shows ${activity}`,
    (vertex) => most(vertex.busy) > 800 && vertex.activities[activity] > share,
  );
const uneven: Expected = inAny(
  'one subtask has more than twice the records of the median',
  ({ records }) => records.length > 1 && most(records) > 2 * median(records) && most(records) > 10,
);
const idleSource = inAny(
  'part of the source subtasks idle',
  ({ source, idle, records }) => source && most(idle) > 950 && Math.min(...records) === 0 && most(records) > 0,
);

/** Of some task, at some moment, all that its thread does is to take its part of a checkpoint. */
const snapshots = inAny('a thread is in snapshotState', ({ activities }) => activities.snapshot > 0.2);
type Phase = 'startDelay' | 'alignment' | 'sync' | 'async';
/** Some checkpoint's slowest subtask spends its time in this phase, and more than any did before. */
const dominates = (phase: Phase): Expected => {
  const worst = ({ checkpoints }: Observed): SimulatedAcknowledgement[] =>
    checkpoints.flatMap(({ subtasks }) =>
      Object.values(subtasks)
        .flat()
        .filter((each) => each !== null),
    );
  return expect(`${phase} dominates checkpoints`, ({ before, after }) => {
    const usual = most(worst(before).map((each) => each[phase]));
    return worst(after).some((each) => {
      const rest = each.startDelay + each.alignment + each.sync + each.async - each[phase];
      return each[phase] > rest && each[phase] > 2 * usual + 1_000;
    });
  });
};
const unevenState: Expected = expect('one subtask has most of the checkpointed state', ({ before, after }) => {
  const apart = ({ checkpoints }: Observed) =>
    most(
      checkpoints.flatMap(({ subtasks }) =>
        Object.values(subtasks).map((all) => {
          const sizes = all.filter((each) => each !== null).map(({ checkpointedSize }) => checkpointedSize);
          return sizes.length < 2 ? 0 : most(sizes) / Math.max(1, median(sizes));
        }),
      ),
    );
  return apart(after) > 3 && apart(after) > 1.5 * apart(before);
});
const longCheckpoints = rises('lastCheckpointDuration', 2);
const failingCheckpoints = counts('numberOfFailedCheckpoints');

const inStatus = (...statuses: readonly Look['status'][]): Expected =>
  expect(
    `the status stays ${statuses.join(' or ')}`,
    ({ before, after }) =>
      after.looks.some(({ status }) => statuses.includes(status)) && before.looks.every(({ status }) => status === 'RUNNING'),
  );
/** Flink 2 calls it numRestarts alone. */
const restartsOf = ({ metric }: Observed): number => metric('numRestarts').last - metric('numRestarts').first;
const restarts: readonly Expected[] = [
  expect('fullRestarts or numRestarts counts up', ({ before, after }) => restartsOf(after) > 0 && restartsOf(before) === 0),
  expect(
    'downtime is above 0',
    ({ before, after }) => before.metric('downtime').highest === 0 && after.metric('downtime').highest > 0,
  ),
];
const exception = (pattern: RegExp): Expected =>
  expect(
    `an exception of the job is ${String(pattern)}`,
    ({ before, after }) =>
      after.looks.some(({ exceptions }) => exceptions.some((text) => pattern.test(text))) &&
      before.looks.every(({ exceptions }) => exceptions.length === 0),
  );
const configured = (signal: string, is: (look: Look) => boolean): Expected =>
  expect(signal, ({ before, after }) => after.looks.some(is) && !before.looks.some(is));
const floods: Expected = expect(
  'many more log records',
  ({ before, after }) => after.logs.length > 5 * before.logs.length + 1_000,
);

/** What has to move for each problem: its signals in the catalogue, as far as the model has them. */
export const expectedSignals: Readonly<Record<FaultKind, readonly Expected[]>> = {
  'operator-compute-bound': [busy, spends('code', 0.55), reaches('cpuUtilization', 75), reaches('containerCPUUtilization', 75)],
  'io-bound-operator': [heldBack, idles('cpuUtilization'), spends('wait', 0.5), lags],
  'sink-bottleneck': [sinkBusy, heldBackUnlessAlone, falls('numRecordsOutPerSecond', 0.95)],
  'serializer-kryo-overhead': [spends('kryo', 0.4), reaches('cpuUtilization', 75), lags],
  'state-access-too-frequent': [spends('state', 0.5), busy, lags],
  'per-record-logging': [floods, spends('logging', 0.4), lags],
  'monitoring-log-level-debug': [
    configured('the log level is DEBUG', ({ settings }) => settings.monitoring.logLevel === 'DEBUG'),
    floods,
    spends('logging', 0.3),
  ],
  'metrics-level-parallelism-too-verbose': [
    configured('the metrics level is PARALLELISM', ({ settings }) => settings.monitoring.metricsLevel === 'PARALLELISM'),
    heldBack,
  ],
  'throughput-under-provisioned': [lags, reaches('cpuUtilization', 75), reaches('containerCPUUtilization', 75)],
  'backlog-overload-after-outage': [
    lags,
    rises('cpuUtilization', 1.05),
    reaches('containerCPUUtilization', 75),
    reaches('heapMemoryUtilization', 75),
    failingCheckpoints,
  ],
  'data-skew': [uneven, lags],
  'autoscaling-not-triggered': [
    reaches('heapMemoryUtilization', 80),
    expect('containerCPUUtilization stays below 75', ({ after }) => after.metric('containerCPUUtilization').highest < 75),
    lags,
    expect('the parallelism stays', ({ after }) =>
      after.looks.every((look) => look.currentParallelism === look.settings.parallelism.parallelism),
    ),
  ],
  'autoscaling-blocked-by-max-parallelism': [
    reaches('containerCPUUtilization', 75),
    lags,
    configured('the parallelism is the least maximum of a vertex', (look) =>
      look.vertices.some(({ maxParallelism }) => maxParallelism === look.currentParallelism),
    ),
  ],
  'kinesis-source-throttling': [
    expect('ReadProvisionedThroughputExceeded counts', ({ before, after }) => {
      const [usual, now] = [before, after].map((each) => each.metric('ReadProvisionedThroughputExceeded').highest);
      return usual === 0 && (now ?? 0) > 0;
    }),
    says(/LimitExceededException/),
    lags,
  ],
  'few-shards-idle-subtasks': [idleSource],
  'cross-region-kafka-receive-buffer': [
    lags,
    configured('the brokers are in another Region', ({ settings }) =>
      settings.properties.some(({ values }) => values['bootstrap.servers']?.includes('ap-southeast-2') === true),
    ),
    expect('vertices idle', ({ after }) =>
      (after.looks.at(-1)?.vertices ?? []).every(({ idle, source }) => !source || most(idle) > 600),
    ),
  ],
  'idle-shard-stalls-watermark': [
    expect('the watermark stands still while records flow', ({ before, after }) => {
      const still = ({ looks }: Observed) => {
        const ends = looks.map((look) => look.vertices.find(({ source }) => source)?.watermark ?? NaN);
        // A job that was submitted again has none at all.
        return !((ends.at(-1) ?? NaN) - (ends[0] ?? NaN) >= 10 * MINUTE);
      };
      return still(after) && !still(before) && after.metric('numRecordsInPerSecond').average > 0;
    }),
    idleSource,
  ],
  'late-events-from-uneven-shard-consumption': [rises('numLateRecordsDropped', 3)],
  'operator-unhandled-exception': [...restarts, says(/com\.example\..*(Exception|at )/s), exception(/at com\.example\./)],
  'task-manager-lost': [
    ...restarts,
    says(
      /heartbeat of TaskManager with id .* timed out|assigned slot .* was removed|Connection unexpectedly closed by remote task manager/,
    ),
    rises('cpuUtilization', 1.2),
    reaches('containerCPUUtilization', 75),
    rises('heapMemoryUtilization', 1.3),
    rises('containerMemoryUtilization', 1.15),
  ],
  'out-of-memory-error': [
    says(/OutOfMemoryError/),
    reaches('heapMemoryUtilization', 90),
    rises('containerMemoryUtilization', 1.15),
  ],
  'insufficient-network-buffers': [says(/java\.io\.IOException: Insufficient number of network buffers/), ...restarts, blocks],
  'dependency-outage': [says(/(Error|Exception)/), ...restarts, blocks],
  'access-denied-in-logs': [says(/AccessDenied/), ...restarts, blocks],
  'source-or-sink-not-found': [says(/ResourceNotFoundException/), ...restarts, blocks],
  'vpc-no-internet-access': [says(/ConnectTimeoutException|connect timed out|UnknownHostException/), spends('wait', 0.4)],
  'cross-region-s3-sink': [says(/PermanentRedirect|AuthorizationHeaderMalformed/), ...restarts, blocks],
  'truststore-path-not-found': [
    says(/java\.nio\.file\.NoSuchFileException: \/usr\/local\/openjdk-8\/lib\/security\/cacerts/),
    configured('a property has the old path', ({ settings }) =>
      settings.properties.some(({ values }) => values['ssl.truststore.location']?.includes('openjdk-8') === true),
    ),
    blocks,
  ],
  'vpc-resource-unreachable': [
    says(/org\.apache\.kafka\.common\.errors\.TimeoutException: Failed to update metadata after 60000 ms/),
    expect('the security group is another one', ({ before, after }) => {
      const groups = ({ looks }: Observed) =>
        looks
          .at(-1)
          ?.settings.vpc.flatMap(({ securityGroupIds }) => [...securityGroupIds])
          .join();
      return groups(before) !== groups(after);
    }),
    blocks,
  ],
  'checkpoint-long-start-delay': [dominates('startDelay'), busy, longCheckpoints],
  'checkpoint-long-alignment': [dominates('alignment'), longCheckpoints],
  'checkpoint-long-sync': [dominates('sync'), longCheckpoints, snapshots],
  'checkpoint-long-async': [dominates('async'), longCheckpoints, rises('lastCheckpointSize', 1.2)],
  'checkpoint-key-skew': [unevenState, longCheckpoints],
  'checkpoint-serialization-failure': [says(/Serializ|KryoException|NotSerializableException/), failingCheckpoints],
  'checkpoint-memory-gc-pressure': [
    reaches('heapMemoryUtilization', 80),
    rises('oldGenerationGCTime', 3),
    expect('old collections come more often', ({ before, after }) => {
      const counted = ({ metric }: Observed) => metric('oldGenerationGCCount').last - metric('oldGenerationGCCount').first;
      return counted(after) > 2 * counted(before) + 2;
    }),
  ],
  'async-sink-deadlock': [
    expect('nothing is written at last', ({ after }) => after.metric('numRecordsOutPerSecond').last < 0.001),
    expect('it does not restart', ({ after }) => restartsOf(after) === 0),
    expect('one checkpoint is in progress for many intervals', ({ after }) =>
      after.checkpoints.some(({ status, duration }) => status !== 'COMPLETED' && duration > 10 * MINUTE),
    ),
  ],
  'beam-checkpoint-finished-tasks': [
    says(/Failed to trigger checkpoint for job .* since some tasks of job .* has been finished, abort the checkpoint/),
    configured('sources end when they are idle', ({ settings }) =>
      settings.properties.some(({ values }) => values['ShutdownSourcesAfterIdleMs'] === '0'),
    ),
  ],
  'checkpoints-disabled': [
    configured('checkpoints are switched off', ({ settings }) => !settings.checkpointing.enabled),
    expect('no checkpoint is taken any more', ({ after }) => {
      const begun = Math.max(0, ...after.checkpoints.map(({ triggered }) => triggered));
      return (after.looks.at(-1)?.at ?? 0) - begun > 20 * MINUTE;
    }),
  ],
  'unbounded-state-growth': [longCheckpoints, rises('lastCheckpointSize', 1.3)],
  'state-skew': [
    unevenState,
    expect('the disk of one machine fills', ({ before, after }) => {
      const [usual, now] = [before, after].map((each) => each.metric('containerDiskUtilization'));
      return (now?.highest ?? 0) > (usual?.highest ?? 0) * 1.02;
    }),
  ],
  'memory-or-thread-leak': [
    rises('threadCount', 1.15),
    rises('heapMemoryUtilization', 1.15),
    expect(
      'checkpoints take longer and longer',
      ({ before, after }) => after.metric('lastCheckpointDuration').last > before.metric('lastCheckpointDuration').last + 300,
    ),
  ],
  'stuck-in-transitional-state': [
    expect('the status stays UPDATING for half an hour', ({ before, after }) => {
      const updating = ({ looks }: Observed) => looks.filter(({ status }) => status === 'UPDATING').length;
      return updating(after) >= 6 && updating(before) === 0;
    }),
    longCheckpoints,
  ],
  'startup-timeout-5-minutes': [
    says(/Flink job did not start within a total timeout of 5 minutes for application: .* under account: .*/),
    inStatus('UPDATING'),
  ],
  'main-method-exception': [says(/ProgramInvocationException/), inStatus('UPDATING', 'READY')],
  'restore-missing-operator-state': [
    says(/Cannot map checkpoint\/savepoint state|allowNonRestoredState/),
    expect(
      'an operation fails',
      ({ before, after }) =>
        most(after.looks.map((look) => look.failedOperations)) > most(before.looks.map((look) => look.failedOperations)),
    ),
  ],
  'snapshot-creation-failed': [
    expect('a snapshot is FAILED', ({ before, after }) => {
      const failed = ({ looks }: Observed) => looks.some(({ snapshots }) => snapshots.includes('FAILED'));
      return failed(after) && !failed(before);
    }),
    failingCheckpoints,
  ],
};
