import { useCallback, useRef, useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import { connectionTime } from '#renderer/store/connectionTime.ts';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SourceError } from '#shared/model/sourceError.ts';

export interface LogQuestion {
  readonly pattern: string;
  readonly minutes: number;
  readonly limit: number;
}

export type LogRecord = Extract<Output<'logs.search'>, { ok: true }>['value']['records'][number];

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
  const { host, clock } = useSession();
  const view = useConnectionView(ref.connection)?.clock ?? null;
  const told = useRef(view);
  told.current = view;
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
      const real = clock.now();
      const to = told.current === null ? real : connectionTime(told.current, real);
      const from = millis(to - question.minutes * MINUTE);
      const asked = {
        ref: { connection, id },
        pattern: question.pattern.trim(),
        limit: question.limit,
        from,
        to,
        source: 'service',
      } as const;
      host.call('logs.search', asked).then(
        (answer) =>
          settle(
            answer.ok
              ? { kind: 'found', answer: { question, records: answer.value.records } }
              : { kind: 'failed', error: answer.error },
          ),
        (thrown: unknown) => settle({ kind: 'failed', error: lost(thrown) }),
      );
    },
    [host, clock, connection, id],
  );
  return { state, search };
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'Search again when the page has its engine back.',
});
