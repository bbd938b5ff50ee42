import type { Look, LookedAt } from '#shared/analysis/notices/state.ts';
import { troublesOf } from '#shared/analysis/notices/troubles.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { AlarmParts } from '../alarms/alarmParts.ts';

/** What the store says of a connection now; null: its fleet does not answer, so that nothing can be said. */
export function lookAt({ store, watched, clock, now }: AlarmParts, connection: string): Look | null {
  const fleet = store.get({ kind: 'fleet', connection });
  const name = watched.get(connection)?.connection.name;
  if (fleet.state !== 'live' || name === undefined) return null;
  const rows = new Map(valueOf(store.get({ kind: 'alarmStatus', connection }))?.map((row) => [row.ref.id, row]));
  const applications = fleet.value.map((summary): LookedAt => {
    const { ref, health } = summary;
    const troubles = troublesOf(rows.get(ref.id), summary);
    return { ref, name: summary.name, known: health.level !== 'unknown', troubles };
  });
  return { connection, connectionName: name, now: now(connection), at: clock.now(), applications };
}
