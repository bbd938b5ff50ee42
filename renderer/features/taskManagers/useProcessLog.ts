import { useCallback, useEffect, useRef, useState } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { ProcessLog } from '#shared/model/insight/taskManagers.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';

export interface LogWish {
  readonly process: string;
  /** Null: the main one. */
  readonly file: string | null;
  readonly bytes: number;
}

interface ReadLog {
  readonly log: ProcessLog | null;
  readonly error: SourceError | null;
  readonly busy: boolean;
  readonly read: () => void;
}

/** Flink sends a file whole each time: it is not asked more often. */
const EVERY = millis(10 * SECOND);

/** The end of a log file, read once, and again every 10 s while it is followed. */
export function useProcessLog(ref: ApplicationRef, wish: LogWish, follow: boolean): ReadLog {
  const call = useCall();
  const { clock } = useSession();
  const [log, setLog] = useState<ProcessLog | null>(null);
  const [error, setError] = useState<SourceError | null>(null);
  /** The wish that somebody asked again for. */
  const [again, setAgain] = useState<string | null>(null);
  /** Which wish was answered last. */
  const [answered, setAnswered] = useState<string | null>(null);
  const { connection, id } = ref;
  const { process, file, bytes } = wish;
  const key = JSON.stringify([connection, id, process, file, bytes]);

  const ask = useCallback(
    () => call('taskManagers.log', { ref: { connection, id }, process, file, bytes }),
    [call, connection, id, process, file, bytes],
  );
  const take = useCallback(
    (answer: Awaited<ReturnType<typeof ask>>): void => {
      setAgain(null);
      setAnswered(key);
      if (!answer.ok) return;
      if (answer.value.ok) setLog(answer.value.value);
      setError(answer.value.ok ? null : answer.value.error);
    },
    [key],
  );

  const current = useRef(key);
  useEffect(() => {
    current.current = key;
  }, [key]);

  useEffect(() => {
    let wanted = true;
    const once = (): void =>
      void ask().then((answer) => {
        if (wanted) take(answer);
      });
    once();
    const stop = follow ? clock.every(EVERY, once) : undefined;
    return () => {
      wanted = false;
      stop?.();
    };
  }, [ask, take, clock, follow]);

  const read = (): void => {
    setAgain(key);
    void ask().then((answer) => {
      // Another file may have been chosen since: its answer is not this one.
      if (current.current === key) take(answer);
    });
  };
  return { log, error, busy: again === key || answered !== key, read };
}
