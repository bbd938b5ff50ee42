import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import { useNow } from '#renderer/store/useNow.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Window } from './window.ts';
import { boundsOf } from './window.ts';

export interface LogQuestion {
  readonly pattern: string;
  readonly window: Window;
  readonly limit: number;
  readonly source: 'service' | 'history';
}

export interface LogAnswer {
  readonly question: LogQuestion;
  readonly from: Millis;
  readonly to: Millis;
  /** Newest first. */
  readonly records: readonly LogRecord[];
  readonly truncated: boolean;
}

/** While another search runs, the last answer stays on screen. */
export type LogSearchState =
  | { readonly kind: 'idle'; readonly answer: null }
  | { readonly kind: 'searching'; readonly answer: LogAnswer | null }
  | { readonly kind: 'found'; readonly answer: LogAnswer }
  | { readonly kind: 'failed'; readonly error: SourceError; readonly answer: null };

interface LogSearch {
  readonly state: LogSearchState;
  readonly search: (question: LogQuestion) => void;
  /** Nobody waits for the answer any more. */
  readonly cancel: () => void;
}

const IDLE: LogSearchState = { kind: 'idle', answer: null };

/** Searches the application's log. Only the newest question's answer counts, in whatever order the answers come. */
export function useLogSearch({ connection, id }: ApplicationRef): LogSearch {
  const { host, clock } = useSession();
  const now = useNow(connection);
  const told = useRef(now);
  useEffect(() => {
    told.current = now;
  }, [now]);
  const [state, setState] = useState<LogSearchState>(IDLE);
  const turn = useRef(0);

  const search = useCallback(
    (question: LogQuestion): void => {
      turn.current += 1;
      const mine = turn.current;
      const settle = (next: LogSearchState): void => {
        if (mine === turn.current) setState(next);
      };
      setState(({ answer }) => ({ kind: 'searching', answer }));
      const { from, to } = boundsOf(question.window, told.current ?? clock.now());
      const { limit, source } = question;
      const pattern = question.pattern.trim();
      host.call('logs.search', { ref: { connection, id }, pattern, from, to, limit, source }).then(
        (answer) =>
          settle(
            answer.ok
              ? {
                  kind: 'found',
                  answer: { question, from, to, records: [...answer.value.records].reverse(), truncated: answer.value.truncated },
                }
              : { kind: 'failed', error: answer.error, answer: null },
          ),
        (thrown: unknown) => settle({ kind: 'failed', error: lost(thrown), answer: null }),
      );
    },
    [host, clock, connection, id],
  );
  const cancel = useCallback((): void => {
    turn.current += 1;
    setState(({ answer }) => (answer === null ? IDLE : { kind: 'found', answer }));
  }, []);
  return { state, search, cancel };
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'Search again when the page has its engine back.',
});
