import { Point } from './application.ts';
import { z, zBytes, zMillis } from './schema.ts';
import { SourceError } from './sourceError.ts';

/** A line as the service holds it. */
export const LogRecord = z.object({ at: zMillis, stream: z.string(), message: z.string() });
export type LogRecord = z.infer<typeof LogRecord>;

export const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** One exception of a chain, outermost first: class and message as printed, and the frames below it. */
export const Cause = z.object({ exception: z.string(), message: z.string(), frames: z.array(z.string()) });
export type Cause = z.infer<typeof Cause>;

/** Lines that say the same but for numbers, ids and names. */
export const LogGroup = z.object({
  /** The same text for the same trouble, over restarts. */
  signature: z.string(),
  /** The worst of its lines; logger and title are of the newest: the root of the chain where something was thrown, else the first line of what was said. */
  level: z.enum(logLevels),
  logger: z.string(),
  title: z.string(),
  /** Outermost first; empty where no exception was logged. */
  causes: z.array(Cause),
  first: zMillis,
  last: zMillis,
  count: z.int(),
  /** Lines per bucket of time. */
  trend: z.array(Point),
  /** Was not seen while the application ran well: since the last good run began. */
  isNew: z.boolean(),
  sample: LogRecord,
});
export type LogGroup = z.infer<typeof LogGroup>;

/** What is grouped of an application's kept lines, most recent first. */
export const LogGroups = z.object({
  groups: z.array(LogGroup),
  from: zMillis,
  to: zMillis,
  /** Since when the application ran well last: RUNNING, without restarts, with checkpoints; null: not known. What is new is new against it. */
  goodUntil: zMillis.nullable(),
  lines: z.int(),
});
export type LogGroups = z.infer<typeof LogGroups>;

/** The newest lines, oldest first. */
export const LogTail = z.object({
  records: z.array(LogRecord),
  /** Lines that came and were let go because more came than are shown. */
  dropped: z.int(),
  /** How far the service has been read. */
  readTo: zMillis,
});
export type LogTail = z.infer<typeof LogTail>;

/** One run of a CloudWatch Logs Insights query. */
export const InsightsRun = z.object({
  id: z.string(),
  query: z.string(),
  from: zMillis,
  to: zMillis,
  status: z.enum(['running', 'complete', 'failed', 'cancelled']),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  scannedBytes: zBytes,
  scannedRecords: z.number(),
  matchedRecords: z.number(),
  /** In dollars, by the price table. */
  price: z.number(),
  error: SourceError.nullable(),
});
export type InsightsRun = z.infer<typeof InsightsRun>;
