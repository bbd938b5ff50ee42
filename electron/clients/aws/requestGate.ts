import type { AwsServiceName } from '#shared/model/connection.ts';

/** One attempt of one request, as it goes over the wire. */
export interface Attempt {
  readonly service: AwsServiceName;
  /** `GetMetricData` */
  readonly operation: string;
  /** What is paid for: the queries of GetMetricData; else 1. */
  readonly units: number;
}

/** Stands before every attempt of every request to AWS, retries included: it may make it wait, and it counts. */
export interface RequestGate {
  /** Resolves when the attempt may be sent; rejects when `signal` is aborted. */
  before(attempt: Attempt, signal: AbortSignal | undefined): Promise<void>;
  /** `cancelled`: we did not want the answer any more, which says nothing of the service. */
  after(attempt: Attempt, outcome: 'ok' | 'throttled' | 'failed' | 'cancelled'): void;
  /** So many bytes were scanned by a query of Logs Insights, which is what it costs. */
  scanned(bytes: number): void;
}
