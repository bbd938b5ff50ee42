import type { RequestEntry } from '#shared/simulation/control.ts';

/** The latest requests for services of a world, oldest first: every one that came to an operation, the reading ones too. */
export interface RequestLog {
  add(entry: RequestEntry): void;
  all(): readonly RequestEntry[];
}

const MOST_KEPT = 20_000;

export function createRequestLog(): RequestLog {
  const entries: RequestEntry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > MOST_KEPT * 1.2) entries.splice(0, entries.length - MOST_KEPT);
    },
    all: () => entries.slice(-MOST_KEPT),
  };
}

/** The queries of a GetMetricData, which is what it costs; else none. */
export function queriesOf(input: unknown): number {
  if (typeof input !== 'object' || input === null || !('MetricDataQueries' in input)) return 0;
  return Array.isArray(input.MetricDataQueries) ? input.MetricDataQueries.length : 0;
}
