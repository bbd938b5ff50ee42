import { useState } from 'react';
import { useCall, useNotice } from '#renderer/store/useCall.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Capture, CaptureEntry, FlameCapture } from '#shared/model/insight/capture.ts';

export interface Removed {
  readonly key: string;
  readonly capture: Capture;
}

export interface Library {
  /** The key under which it is kept; null: it is not, and the page says why. */
  readonly save: (capture: FlameCapture) => Promise<string | null>;
  readonly read: (key: string) => Promise<FlameCapture | null>;
  readonly change: (key: string, title: string, note: string) => Promise<boolean>;
  readonly remove: (entries: readonly CaptureEntry[]) => Promise<void>;
  /** Removed in this visit; each can be had back. */
  readonly removed: readonly Removed[];
  readonly restore: (removed: Removed) => Promise<void>;
  readonly forget: (removed: Removed) => void;
}

/** The calls of an application's library of captures. What goes wrong is told at the top of the page. */
export function useLibrary(ref: ApplicationRef): Library {
  const call = useCall();
  const notice = useNotice();
  const [removed, setRemoved] = useState<readonly Removed[]>([]);

  const readAny = async (key: string): Promise<Capture | null> => {
    const answer = await call('captures.read', { ref, key });
    if (!answer.ok) return null;
    if (answer.value.ok) return answer.value.value;
    tell(answer.value.error);
    return null;
  };
  const tell = ({ message, remedy }: { readonly message: string; readonly remedy: string }): void =>
    notice('error', `${message} ${remedy}`);
  const put = async (capture: Capture, key?: string): Promise<string | null> => {
    const answer = await call('captures.save', { ref, capture, ...(key === undefined ? {} : { key }) });
    if (!answer.ok) return null;
    if (answer.value.ok) return answer.value.value.key;
    tell(answer.value.error);
    return null;
  };
  const forget = (gone: Removed): void => setRemoved((before) => before.filter(({ key }) => key !== gone.key));

  return {
    save: (capture) => put(capture),
    async read(key) {
      const capture = await readAny(key);
      if (capture === null || capture.kind === 'flame') return capture;
      notice('error', 'That capture is a thread dump.');
      return null;
    },
    async change(key, title, note) {
      const answer = await call('captures.change', { ref, key, title, note });
      if (answer.ok && !answer.value.ok) tell(answer.value.error);
      return answer.ok && answer.value.ok;
    },
    async remove(entries) {
      for (const { key } of entries) {
        // Read first: without what it holds it could not be put back.
        const capture = await readAny(key);
        if (capture === null) return;
        const answer = await call('captures.remove', { ref, key });
        if (!answer.ok) return;
        if (!answer.value.ok) {
          tell(answer.value.error);
          return;
        }
        setRemoved((before) => [{ key, capture }, ...before]);
      }
    },
    removed,
    async restore(gone) {
      if ((await put(gone.capture, gone.key)) !== null) forget(gone);
    },
    forget,
  };
}
