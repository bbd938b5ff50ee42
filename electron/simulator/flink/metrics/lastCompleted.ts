import type { SimulatedCheckpoint, SimulatedCheckpoints } from '#shared/simulation/types.ts';

/** The last checkpoint or savepoint that completed, however many have failed since; Flink's metrics tell of both. */
export function lastCompleted({ latest: { completed, savepoint } }: SimulatedCheckpoints): SimulatedCheckpoint | null {
  if (completed === null || savepoint === null) return completed ?? savepoint;
  return completed.id > savepoint.id ? completed : savepoint;
}
