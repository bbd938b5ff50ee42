import type { ApplicationSummary } from '#shared/model/application.ts';
import { recordsPerSecond } from '#shared/units/units.ts';

/** A healthy managed application with four subtasks, but for what is told. */
export const applicationSummary = (name: string, change: Partial<ApplicationSummary> = {}): ApplicationSummary => ({
  ref: { connection: 'simulator', id: `arn:${name}` },
  name,
  connectionName: 'Simulator',
  origin: 'managed',
  region: 'eu-west-1',
  runtime: 'FLINK-1_20',
  mode: 'STREAMING',
  status: 'RUNNING',
  jobState: 'RUNNING',
  health: { level: 'ok', reasons: [] },
  parallelism: 4,
  kpus: 4,
  recordsIn: { current: recordsPerSecond(1200), points: [] },
  recordsOut: { current: recordsPerSecond(10), points: [] },
  lag: null,
  lastCheckpoint: null,
  lastCheckpointDuration: null,
  lastCheckpointSize: null,
  restarts: 0,
  ...change,
});
