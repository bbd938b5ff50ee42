import { useCallback, useEffect, useState } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import type { UndoWrite, WriteOutcome } from '#shared/model/alarms/plan.ts';
import type { Result } from '#shared/model/sourceError.ts';

/** How far taking a write back has come. */
export type Undoing =
  | { readonly stage: 'planning' }
  | { readonly stage: 'unplanned'; readonly failure: string }
  | { readonly stage: 'planned'; readonly writes: readonly UndoWrite[]; readonly failure: string | null }
  | { readonly stage: 'undone'; readonly outcomes: readonly WriteOutcome[] };

interface PlannedUndo {
  readonly undoing: Undoing;
  readonly busy: boolean;
  /** Looks anew how the account is. */
  readonly again: () => void;
  readonly undo: () => Promise<void>;
}

/** What taking a write back would send as the account is now, and sending it. */
export function usePlannedUndo(connection: string, undo: string): PlannedUndo {
  const call = useCall();
  const [undoing, setUndoing] = useState<Undoing>({ stage: 'planning' });
  const [busy, setBusy] = useState(false);
  const isPlanning = undoing.stage === 'planning';
  useEffect(() => {
    if (!isPlanning) return undefined;
    let isNewest = true;
    void call('alarms.undoPlan', { connection, undo }).then((answer) => {
      if (!isNewest) return;
      const read = sentenceOr(answer);
      setUndoing(
        read.ok ? { stage: 'planned', writes: read.value.writes, failure: null } : { stage: 'unplanned', failure: read.error },
      );
    });
    return () => {
      isNewest = false;
    };
  }, [call, connection, undo, isPlanning]);
  return {
    undoing,
    busy,
    again: useCallback(() => setUndoing({ stage: 'planning' }), []),
    async undo() {
      if (undoing.stage !== 'planned') return;
      setBusy(true);
      const answer = await call('alarms.undo', { connection, undo });
      setBusy(false);
      const read = sentenceOr(answer);
      if (read.ok) return setUndoing({ stage: 'undone', outcomes: read.value.outcomes });
      // A refusal changed nothing; where the answer itself was lost, some may have been sent.
      const failure = answer.ok ? read.error : `${read.error} Some of it may have been sent: the list of changes says what was.`;
      return setUndoing({ ...undoing, failure });
    },
  };
}

/** A call that was lost and one that was refused are told alike. */
const sentenceOr = <T>(answer: Result<Result<T>, string>): Result<T, string> =>
  answer.ok && !answer.value.ok
    ? { ok: false, error: `${answer.value.error.message} ${answer.value.error.remedy}` }
    : answer.ok && answer.value.ok
      ? { ok: true, value: answer.value.value }
      : { ok: false, error: answer.ok ? '' : answer.error };
