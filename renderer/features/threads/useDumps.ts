import { useEffect, useRef, useState } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { ThreadDump } from '#shared/model/insight/threads.ts';
import type { Job } from '#shared/model/job.ts';
import type { SourceError } from '#shared/model/sourceError.ts';

/** A dump that is on the page. */
export interface HeldDump {
  readonly key: string;
  readonly dump: ThreadDump;
  /** Its title in the library; null: it is not kept. */
  readonly title: string | null;
  /** The job as it was known when the dump was taken; null of a kept one. */
  readonly job: Job | null;
}

interface Held {
  /** Newest first. */
  readonly dumps: readonly HeldDump[];
  readonly shown: string | null;
  /** What the shown one is compared with. */
  readonly base: string | null;
}

const NOTHING: Held = { dumps: [], shown: null, base: null };
/** A dump can have megabytes; the library keeps what is to be kept. */
const MOST_HELD = 6;

export interface Dumps extends Held {
  readonly busy: boolean;
  readonly error: SourceError | null;
  readonly take: (process: string, job: Job | null) => Promise<void>;
  readonly open: (key: string, title: string, as: 'shown' | 'base') => Promise<void>;
  readonly show: (key: string) => void;
  readonly compare: (key: string | null) => void;
  /** True: it is in the library. */
  readonly save: (dump: HeldDump, title: string, note: string) => Promise<boolean>;
}

/** The thread dumps of an application that were taken or opened since the page was loaded. */
export function useDumps(ref: ApplicationRef): Dumps {
  const call = useCall();
  const [held, remember] = useRemembered<Held>(`threads.dumps ${refKey(ref)}`, NOTHING);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<SourceError | null>(null);
  const latest = useRef(held);
  useEffect(() => {
    latest.current = held;
  }, [held]);
  const set = (change: (before: Held) => Held): void => {
    latest.current = change(latest.current);
    remember(latest.current);
  };
  const add = (dump: HeldDump, as: 'shown' | 'base'): void =>
    set((before) => ({
      dumps: [dump, ...before.dumps.filter(({ key }) => key !== dump.key)]
        .sort((a, b) => b.dump.at - a.dump.at)
        .filter((each, i) => i < MOST_HELD || each.key === dump.key || each.key === before.shown),
      shown: as === 'shown' ? dump.key : before.shown,
      base: as === 'base' ? dump.key : before.base === dump.key ? null : before.base,
    }));
  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    await work();
    setBusy(false);
  };

  return {
    ...held,
    busy,
    error,
    take: (process, job) =>
      working(async () => {
        const answer = await call('threads.dump', { ref, process });
        if (!answer.ok) return;
        if (!answer.value.ok) return setError(answer.value.error);
        const dump = answer.value.value;
        add({ key: `${dump.process} ${dump.at}`, dump, title: null, job }, 'shown');
      }),
    open: (key, title, as) =>
      working(async () => {
        const answer = await call('captures.read', { ref, key });
        if (!answer.ok) return;
        if (!answer.value.ok) return setError(answer.value.error);
        const capture = answer.value.value;
        if (capture.kind === 'threads') add({ key: `kept ${key}`, dump: capture.dump, title, job: null }, as);
      }),
    show: (key) => set((before) => ({ ...before, shown: key, base: before.base === key ? null : before.base })),
    compare: (key) => set((before) => ({ ...before, base: key })),
    async save(of, title, note) {
      const { dump } = of;
      const answer = await call('captures.save', {
        ref,
        capture: { kind: 'threads', at: dump.at, title, note, origin: 'user', dump },
      });
      if (!answer.ok) return false;
      if (!answer.value.ok) {
        setError(answer.value.error);
        return false;
      }
      set((before) => ({ ...before, dumps: before.dumps.map((each) => (each.key === of.key ? { ...each, title } : each)) }));
      return true;
    },
  };
}
