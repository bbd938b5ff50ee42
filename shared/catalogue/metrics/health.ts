import type { MetricEntry } from '../metricEntry.ts';
import { NAMESPACE, entryOf } from '../metricEntry.ts';

const entry = entryOf(NAMESPACE);
const APPLICATION = ['APPLICATION'] as const;
const time = { levels: APPLICATION, serviceUnit: 'Milliseconds', unit: 'Millis', statistic: 'Maximum', sentinel: true } as const;
const counter = {
  levels: APPLICATION,
  serviceUnit: 'Count',
  unit: 'Count',
  statistic: 'Maximum',
  sentinel: true,
  cumulative: true,
} as const;

/** Whether the job runs, how often it was restarted, and how its checkpoints fare. */
export const healthMetrics: readonly MetricEntry[] = [
  entry({
    ...time,
    name: 'uptime',
    title: 'Uptime',
    description: 'How long the job has run without an interruption; −1 once it is over.',
    guidePage: 435,
  }),
  entry({
    ...time,
    name: 'downtime',
    aliases: ['Downtime'],
    title: 'Downtime',
    description: 'How long the outage of a failing or recovering job has lasted; 0 while it runs, −1 once it is over.',
    guidePage: 421,
  }),
  entry({
    ...time,
    name: 'runningTime',
    title: 'Running time',
    description: 'How long the job has been running, from Flink 2 on in the place of the uptime.',
  }),
  entry({
    ...time,
    name: 'restartingTime',
    title: 'Restarting time',
    description: 'How long the job has been restarting; with the failing and cancelling times in the place of the downtime.',
  }),
  entry({ ...time, name: 'failingTime', title: 'Failing time', description: 'How long the job has been failing.' }),
  entry({ ...time, name: 'cancellingTime', title: 'Cancelling time', description: 'How long the job has been cancelling.' }),
  entry({
    ...counter,
    name: 'fullRestarts',
    aliases: ['FullRestarts'],
    title: 'Full restarts',
    description: 'Restarts of the whole job since it was submitted, those by maintenance of the service too; gone with Flink 2.',
    guidePage: 421,
  }),
  entry({
    ...counter,
    name: 'numRestarts',
    title: 'Restarts',
    description: 'Restarts of the job since it was submitted, of the whole or of a part; from Flink 1.15 on.',
    guidePage: 73,
  }),
  entry({
    ...time,
    name: 'lastCheckpointDuration',
    aliases: ['CheckpointDuration'],
    title: 'Duration of the last checkpoint',
    description: 'How long the newest checkpoint took; one that grows points at state that grows, or at backpressure.',
    guidePage: 423,
  }),
  entry({
    ...time,
    name: 'lastCheckpointSize',
    aliases: ['CheckpointSize'],
    title: 'Size of the last checkpoint',
    description: 'How much the newest checkpoint holds; steady growth points at state that is never cleared.',
    serviceUnit: 'Bytes',
    unit: 'Bytes',
    guidePage: 423,
  }),
  entry({
    ...counter,
    name: 'numberOfFailedCheckpoints',
    title: 'Failed checkpoints',
    description: 'Checkpoints that failed since the application was started; it should not grow.',
    guidePage: 426,
  }),
];
