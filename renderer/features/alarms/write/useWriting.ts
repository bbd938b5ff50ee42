import { useState } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import type { WriteOutcome } from '#shared/model/alarms/plan.ts';

/** How far a write has come. */
export type Writing =
  | { readonly stage: 'planned'; readonly failure: string | null }
  | {
      readonly stage: 'written';
      readonly outcomes: readonly WriteOutcome[];
      readonly undo: string | null;
      readonly failure: string | null;
    }
  /** No answer came: some of it may have been written. */
  | { readonly stage: 'lost'; readonly failure: string }
  | { readonly stage: 'undone'; readonly outcomes: readonly WriteOutcome[] };

interface Writer {
  readonly writing: Writing;
  readonly busy: boolean;
  readonly apply: (plan: string, names: readonly string[]) => Promise<void>;
  readonly undo: () => Promise<void>;
}

/** Writes a plan, and takes it back. */
export function useWriting(connection: string): Writer {
  const call = useCall();
  const [writing, setWriting] = useState<Writing>({ stage: 'planned', failure: null });
  const [busy, setBusy] = useState(false);
  return {
    writing,
    busy,
    async apply(plan, names) {
      setBusy(true);
      const answer = await call('alarms.apply', { connection, plan, names: [...names] });
      setBusy(false);
      if (!answer.ok) return setWriting({ stage: 'lost', failure: answer.error });
      const result = answer.value;
      return setWriting(
        result.ok
          ? { stage: 'written', ...result.value, failure: null }
          : { stage: 'planned', failure: `${result.error.message} ${result.error.remedy}` },
      );
    },
    async undo() {
      if (writing.stage !== 'written' || writing.undo === null) return;
      setBusy(true);
      const answer = await call('alarms.undo', { connection, undo: writing.undo });
      setBusy(false);
      if (!answer.ok) return setWriting({ stage: 'lost', failure: answer.error });
      const result = answer.value;
      return setWriting(
        result.ok
          ? { stage: 'undone', outcomes: result.value.outcomes }
          : { ...writing, failure: `${result.error.message} ${result.error.remedy}` },
      );
    },
  };
}
