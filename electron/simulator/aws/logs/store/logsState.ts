import type { Millis } from '#shared/units/units.ts';
import type { StartedQuery } from '../insights/startedQuery.ts';

/** What a region's CloudWatch Logs holds beside what the applications log by themselves. */
export interface LogsState {
  readonly groups: Map<string, LogGroup>;
  /** The ARN of the stream that each application wrote to when it was last looked at, by the application's name. */
  readonly destinations: Map<string, string>;
  /** Oldest first. */
  readonly queries: Map<string, StartedQuery>;
  readonly definitions: Map<string, QueryDefinition>;
}

export interface LogGroup {
  readonly name: string;
  /** Without `:*` at its end. */
  readonly arn: string;
  created: Millis;
  readonly class: string;
  /** Null keeps events for ever. */
  retentionInDays: number | null;
  isProtected: boolean;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
}

export interface LogStream {
  readonly name: string;
  readonly arn: string;
  created: Millis;
  /** What callers have put, oldest first. */
  readonly put: LogEvent[];
  /** Applications that log to it. */
  readonly writers: Writer[];
}

interface Writer {
  readonly application: string;
  readonly from: Millis;
  /** Null while it writes. */
  until: Millis | null;
}

export interface LogEvent {
  readonly stream: string;
  readonly at: Millis;
  readonly ingested: Millis;
  readonly message: string;
}

/** A query that someone has kept under a name. */
interface QueryDefinition {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly groups: readonly string[];
  readonly modified: Millis;
}

export const createLogsState = (): LogsState => ({
  groups: new Map(),
  destinations: new Map(),
  queries: new Map(),
  definitions: new Map(),
});
