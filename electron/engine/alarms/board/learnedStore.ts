import type { History, Owner } from '../../../history/history.ts';
import { shaped } from '../../telemetry/keptShapes.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import { Threshold } from '#shared/model/alarms/threshold.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import { z, zMillis } from '#shared/model/schema.ts';

/** `learned`: what was tried to learn from an application's past, and when. */
const KeptLearned = z.object({
  /** Null: there was not enough that is normal, or what there was cannot be read. */
  threshold: Threshold.nullable(),
  why: z.string(),
  at: zMillis,
});
export type KeptLearned = z.infer<typeof KeptLearned>;

/** Learned thresholds of every application, over restarts of the app. */
export interface LearnedStore {
  get(ref: ApplicationRef, alarm: RecommendedAlarmId): KeptLearned | null;
  put(ref: ApplicationRef, alarm: RecommendedAlarmId, learned: KeptLearned): void;
  /** Null: of all connections. */
  forget(connection: string | null): void;
}

export function learnedStore({ records }: Pick<History, 'records'>): LearnedStore {
  const known = new Map<string, Map<RecommendedAlarmId, KeptLearned>>();
  const ownerOf = ({ connection, id }: ApplicationRef): Owner => ({ connection, application: id });
  const of = (ref: ApplicationRef): Map<RecommendedAlarmId, KeptLearned> => {
    const before = known.get(refKey(ref));
    if (before !== undefined) return before;
    const found = new Map<RecommendedAlarmId, KeptLearned>();
    for (const alarm of recommendedAlarmIds) {
      const record = records.get(ownerOf(ref), 'learned', alarm);
      const kept = record === null ? null : shaped(KeptLearned, record.value);
      if (kept !== null) found.set(alarm, kept);
    }
    known.set(refKey(ref), found);
    return found;
  };
  return {
    get: (ref, alarm) => of(ref).get(alarm) ?? null,
    put(ref, alarm, learned) {
      of(ref).set(alarm, learned);
      records.put({ ...ownerOf(ref), kind: 'learned', key: alarm, at: learned.at, until: null, value: learned });
    },
    forget(connection) {
      if (connection === null) known.clear();
      const prefix = refKey({ connection: connection ?? '', id: '' });
      for (const key of known.keys()) if (key.startsWith(prefix)) known.delete(key);
    },
  };
}
