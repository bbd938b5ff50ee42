import type { Lag } from '#shared/model/application.ts';
import type { FleetRow } from './fleetRows.ts';
import { healthRank } from '../../ui/healthRank.ts';

/** What a column sorts by; null is not known. */
const sortKeys = {
  health: ({ application }) => healthRank(application.health.level),
  name: ({ name }) => name,
  status: ({ status }) => status,
  connection: ({ connection }) => connection,
  region: ({ region }) => region || null,
  runtime: ({ runtime }) => runtime,
  parallelism: ({ application }) => application.parallelism,
  kpus: ({ application }) => application.kpus,
  recordsIn: ({ application }) => application.recordsIn.current,
  recordsOut: ({ application }) => application.recordsOut.current,
  lag: ({ application }) => lagKey(application.lag),
  checkpointAge: ({ checkpointAge }) => checkpointAge,
  checkpointDuration: ({ application }) => application.lastCheckpointDuration,
  restarts: ({ application }) => application.restarts,
} as const satisfies Record<string, (row: FleetRow) => number | string | null>;

export type SortColumn = keyof typeof sortKeys;

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export const WORST_FIRST: Sorting = { column: 'health', descending: false };

export const isSortColumn = (id: string): id is SortColumn => id in sortKeys;

/** Sorted by a column; what is not known comes last in both directions, and equals go by health, then by name. */
export function sortRows(rows: readonly FleetRow[], { column, descending }: Sorting): readonly FleetRow[] {
  const keyOf = sortKeys[column];
  return rows.slice().sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byHealth(a, b);
    return (descending ? compare(right, left) : compare(left, right)) || byHealth(a, b);
  });
}

/** Records behind and time behind cannot be compared: those with a time, which is what hurts, are larger than those without. */
const lagKey = (lag: Lag | null): number | null => {
  if (lag === null) return null;
  return lag.kind === 'time' ? lag.behind : -1 / (1 + Math.max(0, lag.behind));
};

const byHealth = (a: FleetRow, b: FleetRow): number => sortKeys.health(a) - sortKeys.health(b) || compare(a.name, b.name);

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

const collator = new Intl.Collator('en', { numeric: true });
