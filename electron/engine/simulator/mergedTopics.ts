import type { Alarm } from '#shared/model/alarm.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING, nextSnapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import type { SnapshotStore } from '../snapshotStore.ts';

/** One fleet, and one list of alarms, of those of several watches of a connection: each gets a store in which it sees its own part. */
export function mergedTopics(
  store: SnapshotStore,
  connection: string,
  parts: readonly string[],
): (part: string) => SnapshotStore {
  const fleets = new Map<string, Snapshot<ApplicationSummary[]>>(parts.map((part) => [part, WAITING]));
  const alarms = new Map<string, Snapshot<Alarm[]>>(parts.map((part) => [part, WAITING]));

  return (part) => {
    const view: SnapshotStore = {
      ...store,
      get(asked) {
        if (asked.kind === 'fleet') return (fleets.get(part) ?? WAITING) as never;
        if (asked.kind === 'alarms') return (alarms.get(part) ?? WAITING) as never;
        return store.get(asked);
      },
      put(told, snapshot) {
        if (told.kind === 'fleet') {
          fleets.set(part, snapshot as Snapshot<ApplicationSummary[]>);
          store.put({ kind: 'fleet', connection }, merge([...fleets.values()]));
        } else if (told.kind === 'alarms') {
          alarms.set(part, snapshot as Snapshot<Alarm[]>);
          store.put({ kind: 'alarms', connection }, merge([...alarms.values()]));
        } else store.put(told, snapshot);
      },
      report: (told, result, at) => view.put(told, nextSnapshot(view.get(told), result, at)),
    };
    return view;
  };
}

/** Whole only when every part is known. Old, or without a part, as soon as one part is. */
export function merge<T extends { readonly name: string }>(parts: readonly Snapshot<readonly T[]>[]): Snapshot<T[]> {
  let at = Infinity;
  const rows: T[] = [];
  let trouble: Extract<Snapshot<T>, { state: 'stale' | 'failed' }>['error'] | null = null;
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
