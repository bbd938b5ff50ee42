import type { KeptRecord } from '../../history/history.ts';
import type { Activity } from '#shared/model/activity.ts';

/** What happened to an application, a record each. What has no time is not marked. */
export function* activityRecords({
  versions,
  operations,
  snapshots,
  trail,
}: Activity): Generator<Pick<KeptRecord, 'kind' | 'key' | 'at' | 'until' | 'value'>> {
  for (const each of versions)
    if (each.at !== null) yield { kind: 'version', key: String(each.version), at: each.at, until: null, value: each };
  for (const each of operations) yield { kind: 'operation', key: each.id, at: each.from, until: each.to, value: each };
  for (const each of snapshots)
    if (each.at !== null) yield { kind: 'snapshot', key: each.name, at: each.at, until: null, value: each };
  for (const each of trail ?? []) yield { kind: 'trail', key: each.id, at: each.at, until: null, value: each };
}
