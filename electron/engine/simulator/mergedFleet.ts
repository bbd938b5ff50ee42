import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING, nextSnapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import type { SnapshotStore } from '../snapshotStore.ts';

type Fleet = readonly ApplicationSummary[];

/** One fleet of the fleets that several watches of a connection put together: each gets a store in which it sees its own part. */
export function mergedFleet(store: SnapshotStore, connection: string, parts: readonly string[]): (part: string) => SnapshotStore {
  const topic = { kind: 'fleet', connection } as const;
  const own = new Map<string, Snapshot<ApplicationSummary[]>>(parts.map((part) => [part, WAITING]));

  return (part) => {
    const view: SnapshotStore = {
      ...store,
      get: (asked) => (asked.kind === 'fleet' ? (own.get(part) ?? WAITING) : store.get(asked)) as never,
      put(told, snapshot) {
        if (told.kind !== 'fleet') return store.put(told, snapshot);
        own.set(part, snapshot as Snapshot<ApplicationSummary[]>);
        store.put(topic, merge([...own.values()]));
      },
      report: (told, result, at) => view.put(told, nextSnapshot(view.get(told), result, at)),
    };
    return view;
  };
}

/** Whole only when every part is known. Old, or without a part, as soon as one part is. */
export function merge(parts: readonly Snapshot<Fleet>[]): Snapshot<ApplicationSummary[]> {
  let at = Infinity;
  const rows: ApplicationSummary[] = [];
  let trouble: Extract<Snapshot<Fleet>, { state: 'stale' | 'failed' }>['error'] | null = null;
  for (const part of parts) {
    if (part.state === 'waiting') return WAITING;
    if (part.state !== 'live') trouble ??= part.error;
    if (part.state === 'failed') continue;
    at = Math.min(at, part.at);
    rows.push(...part.value);
  }
  rows.sort((a, b) => a.name.localeCompare(b.name));
  if (trouble === null) return { state: 'live', value: rows, at: at as Millis };
  return at === Infinity
    ? { state: 'failed', error: trouble }
    : { state: 'stale', value: rows, at: at as Millis, error: trouble };
}
