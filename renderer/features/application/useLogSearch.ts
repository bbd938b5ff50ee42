import { useCallback, useRef, useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SourceError } from '#shared/model/sourceError.ts';

export interface LogQuestion {
  readonly pattern: string;
  readonly minutes: number;
  readonly limit: number;
}

export type LogRecord = Extract<Output<'logs.search'>, { ok: true }>['value'][number];

interface LogAnswer {
  readonly question: LogQuestion;
  readonly records: readonly LogRecord[];
}

/** While another search runs, the last answer stays on screen. */
type LogSearchState =
  | { readonly kind: 'searching'; readonly answer: LogAnswer | null }
  | { readonly kind: 'found'; readonly answer: LogAnswer }
  | { readonly kind: 'failed'; readonly error: SourceError };

/** Searches the application's log. Only the newest question's answer counts, in whatever order the answers come. */
export function useLogSearch(ref: ApplicationRef) {
  const { host } = useSession();
  const [state, setState] = useState<LogSearchState>({ kind: 'searching', answer: null });
  const newest = useRef(0);
  const { connection, id } = ref;
  const search = useCallback(
    (question: LogQuestion): void => {
      newest.current += 1;
      const turn = newest.current;
      const settle = (next: LogSearchState): void => {
        if (turn === newest.current) setState(next);
      };
      setState((before) => ({ kind: 'searching', answer: before.kind === 'failed' ? null : before.answer }));
      host.call('logs.search', { ref: { connection, id }, ...question, pattern: question.pattern.trim() }).then(
        (answer) =>
          settle(
            answer.ok ? { kind: 'found', answer: { question, records: answer.value } } : { kind: 'failed', error: answer.error },
          ),
        (thrown: unknown) => settle({ kind: 'failed', error: lost(thrown) }),
      );
    },
    [host, connection, id],
  );
  return { state, search };
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'Search again when the page has its engine back.',
});
