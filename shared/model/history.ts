import { ApplicationRef } from './application.ts';
import { z, zBytes, zMillis } from './schema.ts';

/**
 * What is kept beside samples and log lines: one record for each thing that happened or was found. `state`: a change of status, job
 * state, job or version; `description`: what DescribeApplication said, at each change; `job`: the job with its graph and figures, once a minute at
 * most; `checkpointDetail`: a checkpoint by vertex and subtask;
 * `capture`: what only the live cluster could tell, and `captureEntry`: its line in the list; `ownAlarm`: a change of state by our own evaluation; `learned`: a threshold that was learned; `audit`: what we wrote to the account; `notice`: what somebody was told; `trail`: an API call that CloudTrail knows of; `activity`: all lists of what was done, at each change.
 */
export const recordKinds = [
  'state',
  'description',
  'job',
  'version',
  'operation',
  'snapshot',
  'checkpoint',
  'exception',
  'logGroup',
  'alarm',
  'ownAlarm',
  'learned',
  'audit',
  'notice',
  'trail',
  'finding',
  'capture',
  'captureEntry',
  'checkpointDetail',
  'taskManagers',
  'activity',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A moment worth a line on every chart: what happened to an application. */
export const Marker = z.object({
  ref: ApplicationRef,
  at: zMillis,
  /** When it was over; null for a moment, or while it lasts. */
  until: zMillis.nullable(),
  kind: z.enum(['start', 'stop', 'restart', 'deploy', 'scale', 'maintenance', 'failure', 'snapshot', 'alarm']),
  /** A few words: “Version 7 deployed”. */
  text: z.string(),
});
export type Marker = z.infer<typeof Marker>;

/** How the history on disk fares. */
export const HistoryStatus = z.object({
  /** `reading`: another Streamgauge writes; `memory`: nothing is on disk, for the reason of the notice. */
  mode: z.enum(['writing', 'reading', 'memory']),
  /** What the user should know: a damaged file that was set aside, a full disk, another instance. A sentence each, newest first. */
  notices: z.array(z.string()),
  file: z.string().nullable(),
  bytes: zBytes,
  samples: z.number(),
  lines: z.number(),
  records: z.number(),
  /** Of the oldest sample that is kept. */
  oldest: zMillis.nullable(),
  /** At the rate of what was written lately; null before that is known. */
  bytesPerDay: zBytes.nullable(),
  /** Writes that failed and wait in memory to be tried again. */
  waiting: z.int(),
});
export type HistoryStatus = z.infer<typeof HistoryStatus>;
