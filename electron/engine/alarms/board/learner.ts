import { isProvisional } from '#shared/analysis/alarms/words.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { failureOf } from '../../failure.ts';
import type { AlarmParts } from '../alarmParts.ts';
import { learnAlarms } from './learnAlarms.ts';
import type { LearnedStore } from './learnedStore.ts';

/** Learns thresholds in the background, one application after the other. */
export interface Learner {
  /** Sees to it that these are learned when it is time to. Nothing happens while it is at it already. */
  attend(subjects: readonly AlarmSubject[]): void;
  done(): Promise<void>;
}

/** In the connection's time: what is whole is learned again daily, what is provisional or missing sooner. */
const AGES = { whole: DAY, provisional: HOUR } as const;
/** Each time that nothing more was learned the next try waits twice as long: what has no figures has none in half an hour either. */
const MISSING = { first: millis(HOUR / 2), longest: millis(6 * HOUR) } as const;
/** However fast that time runs, one application is not learned again before, in real time. */
const AT_LEAST = MINUTE;
/** Between two applications, in real time: polls have the service to themselves meanwhile. */
const PAUSE = millis(SECOND / 4);

export function learner(
  parts: AlarmParts,
  store: LearnedStore,
  /** Something was learned. */
  changed: () => void,
  signal: AbortSignal,
): Learner {
  const tried = new Map<string, Millis>();
  /** How often nothing was learned of what was missing, one time after the other. */
  const inVain = new Map<string, number>();
  let wanted: readonly AlarmSubject[] = [];
  let busy = false;
  let done = Promise.resolve();

  const missingAge = (ref: ApplicationRef): number =>
    Math.min(MISSING.first * 2 ** (inVain.get(refKey(ref)) ?? 0), MISSING.longest);

  const isDue = (subject: AlarmSubject): boolean => {
    const { ref } = subject;
    const last = tried.get(refKey(ref));
    if (last !== undefined && parts.clock.now() - last < AT_LEAST) return false;
    if (!subject.listed) return false;
    const now = parts.now(ref.connection);
    return recommendedAlarms.some((alarm) => {
      if (alarm.threshold !== null || watchOf(alarm, subject).kind !== 'watched') return false;
      const kept = store.get(ref, alarm.id);
      if (kept === null) return true;
      const { threshold } = kept;
      const age = threshold === null ? missingAge(ref) : isProvisional(threshold) ? AGES.provisional : AGES.whole;
      // A clock that was set back is a world that begins anew.
      return Math.abs(now - kept.at) >= age;
    });
  };

  const learn = async (subject: AlarmSubject): Promise<void> => {
    const { ref } = subject;
    const mayAsk = (parts.slowdown?.(ref.connection) ?? 1) <= 1;
    const learned = await learnAlarms(parts, subject, mayAsk ? 'fill' : 'history', signal);
    if (signal.aborted) return;
    const isMissing = (alarm: RecommendedAlarmId) => (store.get(ref, alarm)?.threshold ?? null) === null;
    const found = [...learned].some(([alarm, { threshold }]) => threshold !== null && isMissing(alarm.id));
    inVain.set(refKey(ref), found ? 0 : (inVain.get(refKey(ref)) ?? -1) + 1);
    for (const [alarm, each] of learned) store.put(ref, alarm.id, keep(store, ref, alarm.id, each));
    if (learned.size > 0) changed();
  };

  const drain = async (): Promise<void> => {
    busy = true;
    for (let next = wanted.find(isDue); next !== undefined && !signal.aborted; next = wanted.find(isDue)) {
      tried.set(refKey(next.ref), parts.clock.now());
      try {
        await learn(next);
      } catch (thrown) {
        if (!signal.aborted) parts.log(failureOf(thrown));
      }
      await parts.clock.sleep(PAUSE, signal);
    }
    busy = false;
  };

  return {
    attend(subjects) {
      wanted = subjects;
      if (!busy && !signal.aborted && subjects.some(isDue)) done = drain();
    },
    done: () => done,
  };
}

/** What was learned before is not lost because there is too little that is normal now. */
function keep(
  store: LearnedStore,
  ...[ref, alarm, learned]: Parameters<LearnedStore['put']>
): Parameters<LearnedStore['put']>[2] {
  if (learned.threshold !== null) return learned;
  const before = store.get(ref, alarm)?.threshold ?? null;
  return before === null ? learned : { ...learned, threshold: before };
}
