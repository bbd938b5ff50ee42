import type { ListedApplication } from '#electron/clients/aws/describeManaged.ts';
import type { Recorder } from '#electron/engine/telemetry/recorder.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import type { History, KeptRecord } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { RecordKind } from '#shared/model/history.ts';
import type { Job } from '#shared/model/job.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { jobOf } from '../../analysis/jobOf.ts';

export const arn = 'arn:aws:kinesisanalytics:eu-west-1:1:application/orders';
export const ref = { connection: 'prod', id: arn };
export const owner = { connection: 'prod', application: arn };
export const START = 1_000 * DAY;
export const at = (minutes: number) => millis(START + minutes * MINUTE);
export const connection: Connection = {
  kind: 'aws',
  id: 'prod',
  name: 'Production',
  region: 'eu-west-1',
  profile: null,
  endpoint: null,
};

export const listed = (status: ApplicationStatus, version = 1): ListedApplication => ({
  name: 'orders',
  arn,
  status,
  version,
  runtime: 'FLINK-1_20',
  mode: 'STREAMING',
});

export function setup(): {
  readonly history: History;
  readonly recorder: Recorder;
  readonly kept: (kind: RecordKind) => readonly KeptRecord[];
} {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  return {
    history,
    recorder: createRecorder(history),
    kept: (kind) => history.records.read({ ...owner, kinds: [kind], from: millis(0), to: millis(START + 400 * DAY) }),
  };
}

export const job = (over: Partial<Job> = {}): Job => ({ ...jobOf('source -> sink[busy=0.5]'), started: at(0), ...over });

export const described = () => ({
  ...listed('RUNNING'),
  description: null,
  parallelism: 4,
  kpus: 2,
  created: null,
  updated: null,
  checkpointInterval: null,
  checkpointsEnabled: true,
  metricsLevel: 'APPLICATION',
  logs: null,
  configuration: [],
});

export const activity = (): Activity => ({
  versions: [
    { version: 2, status: 'RUNNING', at: at(10.5) },
    { version: 1, status: 'RUNNING', at: null },
  ],
  operations: [{ id: 'op', operation: 'UpdateApplication', status: 'SUCCESSFUL', from: at(10), to: at(12), failure: null }],
  snapshots: [],
  tags: [],
  trail: null,
  missing: [],
});

export const alarm = (state: Alarm['state'], since: number, name = 'cpu'): Alarm => ({
  arn: `arn:aws:cloudwatch:eu-west-1:1:alarm:${name}`,
  name,
  description: null,
  state,
  stateReason: '',
  stateSince: at(since),
  metric: null,
  statistic: null,
  queries: [],
  comparison: 'GreaterThanThreshold',
  threshold: 1,
  period: MINUTE,
  evaluationPeriods: 1,
  datapointsToAlarm: null,
  treatMissingData: null,
  actionsEnabled: true,
  actions: [],
  applications: ['orders'],
  history: [],
});
