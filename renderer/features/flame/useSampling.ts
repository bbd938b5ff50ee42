import { useEffect, useMemo, useState } from 'react';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { useSession } from '#renderer/store/SessionContext.ts';
import { useTopics } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { FlameSampling } from '#shared/model/insight/flame.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** What to sample, and for how long at most. */
export interface Asked {
  readonly vertex: string;
  readonly subtask: number | null;
  readonly minutes: number;
}

/** Why a sampling is over; `closed`: with the view. */
export type Over = 'stopped' | 'by itself' | 'cursor' | 'closed';

/** A sampling that goes on, or the last one. */
export interface Sampled extends Asked {
  /** Real time. */
  readonly until: Millis;
  /** Null before it has given anything. */
  readonly sampling: FlameSampling | null;
  /** Null while it goes on. */
  readonly over: Over | null;
}

export interface Sampling {
  readonly sampled: Sampled | null;
  /** Why nothing comes at present. */
  readonly trouble: SourceError | null;
  readonly start: (asked: Asked) => void;
  readonly stop: () => void;
}

/** What goes on now. */
export const runningIn = ({ sampled }: Sampling): Sampled | null => (sampled?.over === null ? sampled : null);

/**
 * Samples a vertex between `start` and `stop`, and never else: the topic is followed in between. Its time limit, the time cursor and
 * closing the view stop it as well. What it has given is kept until the next one starts.
 */
export function useSampling(ref: ApplicationRef): Sampling {
  const { clock } = useSession();
  const live = useCursor().at === null;
  const [kept, keep] = useRemembered<Sampled | null>(`flame.sampled.${refKey(ref)}`, null);
  // One that went on when the view was closed has ended with it.
  const [found] = useState(kept);
  const sampled = useMemo(
    () => (kept !== null && kept === found && kept.over === null ? { ...kept, over: 'closed' as const } : kept),
    [kept, found],
  );
  const goesOn = sampled?.over === null;
  const topics = useMemo(
    () =>
      sampled === null || !goesOn || !live
        ? []
        : [{ kind: 'flame', ref, vertex: sampled.vertex, subtask: sampled.subtask, minutes: sampled.minutes } as const],
    [sampled, goesOn, live, ref],
  );
  const snapshot = useTopics<'flame'>(topics)[0];
  const fresh = snapshot?.state === 'live' ? snapshot.value : null;

  useEffect(() => {
    if (sampled === null || !goesOn || fresh === null || fresh === sampled.sampling) return;
    const final = fresh.state === 'done' || fresh.state === 'disabled';
    keep({ ...sampled, sampling: fresh, over: final ? 'by itself' : null });
  }, [fresh, sampled, goesOn, keep]);
  useEffect(() => {
    if (sampled !== null && goesOn && !live) keep({ ...sampled, over: 'cursor' });
  }, [sampled, goesOn, live, keep]);
  useEffect(() => {
    if (sampled === null || !goesOn) return undefined;
    // The engine has the same limit; this one also holds while it says nothing.
    return clock.after(millis(Math.max(0, sampled.until - clock.now())), () => keep({ ...sampled, over: 'by itself' }));
  }, [clock, sampled, goesOn, keep]);

  return {
    sampled,
    trouble: goesOn ? troubleOf(snapshot, sampled) : null,
    start: (asked) => keep({ ...asked, until: millis(clock.now() + asked.minutes * MINUTE), sampling: null, over: null }),
    stop: () => sampled !== null && goesOn && keep({ ...sampled, over: 'stopped' }),
  };
}

/** Before this sampling has given anything, what is old is of an earlier one. */
function troubleOf(snapshot: Snapshot<FlameSampling> | undefined, { sampling }: Sampled): SourceError | null {
  if (snapshot?.state === 'failed') return snapshot.error;
  return snapshot?.state === 'stale' && sampling !== null ? snapshot.error : null;
}
