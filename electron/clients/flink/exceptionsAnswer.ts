import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { zMoment } from './answers.ts';

const thrown = {
  exceptionName: z.string(),
  stacktrace: z.string().default(''),
  timestamp: zMoment,
  taskName: z.string().nullish(),
  taskManagerId: z.string().nullish(),
  /** `host:port`; before 2.0 also told as `location`. */
  endpoint: z.string().nullish(),
  location: z.string().nullish(),
};
const Entry = z.object({ ...thrown, concurrentExceptions: z.array(z.object(thrown)).default([]) });

/** The failures of a job, newest first; those of the same restart elsewhere are `concurrentExceptions` (org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory). */
export const ExceptionsAnswer = z.object({
  exceptionHistory: z.object({ entries: z.array(Entry).default([]), truncated: z.boolean().default(false) }).prefault({}),
});
type ExceptionsAnswer = z.infer<typeof ExceptionsAnswer>;

/** What one task, or without a task the job as a whole, failed of. */
interface FoundThrown {
  readonly at: Millis;
  /** The class alone, as Flink tells it. */
  readonly exception: string;
  readonly stacktrace: string;
  readonly task: string | null;
  readonly taskManager: string | null;
  readonly endpoint: string | null;
}

/** A failure of a job, with what other tasks failed of until it was restarted. */
export interface FoundException extends FoundThrown {
  readonly concurrent: readonly FoundThrown[];
}

export const exceptionsIn = ({ exceptionHistory }: ExceptionsAnswer): FoundException[] =>
  exceptionHistory.entries.map((entry) => ({ ...thrownIn(entry), concurrent: entry.concurrentExceptions.map(thrownIn) }));

const thrownIn = (entry: Omit<z.infer<typeof Entry>, 'concurrentExceptions'>): FoundThrown => ({
  at: millis(entry.timestamp),
  exception: entry.exceptionName,
  stacktrace: entry.stacktrace,
  task: entry.taskName ?? null,
  taskManager: entry.taskManagerId ?? null,
  endpoint: entry.endpoint ?? entry.location ?? null,
});
