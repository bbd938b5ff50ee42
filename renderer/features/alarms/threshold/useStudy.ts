import { useCallback, useRef, useState } from 'react';
import type { Result, SourceError } from '#shared/model/sourceError.ts';

/** What is known of a question to the engine that takes its time. */
export interface Study<Q, A> {
  /** The question that is waited for; null: none is. */
  readonly asking: Q | null;
  /** The newest answer, with its question; it stays while another is waited for. */
  readonly answer: { readonly question: Q; readonly value: A } | null;
  readonly error: SourceError | null;
  readonly ask: (question: Q) => void;
  /** Waits no longer: whatever still comes is dropped. */
  readonly stop: () => void;
}

/** `put`: asks the engine; a failure in words alone was told at the top of the page already. */
export function useStudy<Q, A>(put: (question: Q) => Promise<Result<Result<A>, string>>): Study<Q, A> {
  const [asking, setAsking] = useState<Q | null>(null);
  const [answer, setAnswer] = useState<Study<Q, A>['answer']>(null);
  const [error, setError] = useState<SourceError | null>(null);
  const newest = useRef(0);

  const ask = useCallback(
    (question: Q): void => {
      newest.current += 1;
      const mine = newest.current;
      setAsking(question);
      setError(null);
      void put(question).then((told) => {
        if (newest.current !== mine) return;
        setAsking(null);
        if (!told.ok) return;
        if (told.value.ok) setAnswer({ question, value: told.value.value });
        else setError(told.value.error);
      });
    },
    [put],
  );
  const stop = useCallback((): void => {
    newest.current += 1;
    setAsking(null);
  }, []);
  return { asking, answer, error, ask, stop };
}
