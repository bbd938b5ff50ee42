import { useState } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SourceError } from '#shared/model/sourceError.ts';

export interface Choice {
  readonly busy: boolean;
  readonly error: SourceError | null;
  /** What was saved last, until it is taken back. */
  readonly saved: { readonly text: string; readonly before: Threshold | null } | null;
  /** `null`: no choice, so that the guide's or what is learned holds; `text`: what is told when it is done. */
  readonly save: (threshold: Threshold | null, text: string) => void;
  readonly undo: () => void;
}

/** The choice of a threshold, and what takes it back. `current`: the choice that holds now; null: nothing is chosen. */
export function useChoice(ref: ApplicationRef, alarm: RecommendedAlarmId, current: Threshold | null): Choice {
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<SourceError | null>(null);
  const [saved, setSaved] = useState<Choice['saved']>(null);

  const choose = async (threshold: Threshold | null): Promise<boolean> => {
    setBusy(true);
    const told = await call('alarms.choose', { ref, alarm, threshold });
    setBusy(false);
    setError(told.ok && !told.value.ok ? told.value.error : null);
    return told.ok && told.value.ok;
  };
  return {
    busy,
    error,
    saved,
    save: (threshold, text) =>
      void choose(threshold).then((done) => {
        if (done) setSaved({ text, before: current });
      }),
    undo: () => {
      if (saved === null) return;
      // What held by itself is no choice: to choose it would pin what is learned anew each day.
      void choose(saved.before).then((done) => {
        if (done) setSaved(null);
      });
    },
  };
}
