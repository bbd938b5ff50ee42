import { useCallback, useEffect, useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** Where lines are looked for: among those that were kept, which costs nothing, or in the service. */
type Source = 'history' | 'service';

type LinesAroundState =
  | { readonly kind: 'searching'; readonly source: Source }
  | { readonly kind: 'found'; readonly source: Source; readonly records: readonly LogRecord[]; readonly truncated: boolean }
  | { readonly kind: 'failed'; readonly source: Source; readonly error: SourceError };

const MOST = 1_000;

/** The lines from a minute before a moment to a minute after it: the kept ones at once, the service's when it is asked. */
export function useLinesAround({ connection, id }: ApplicationRef, at: Millis) {
  const { host } = useSession();
  const [source, setSource] = useState<Source>('history');
  const [state, setState] = useState<LinesAroundState>({ kind: 'searching', source });
  useEffect(() => {
    let wanted = true;
    const settle = (next: LinesAroundState): void => {
      if (wanted) setState(next);
    };
    const [from, to] = [millis(at - MINUTE), millis(at + MINUTE)];
    host.call('logs.search', { ref: { connection, id }, pattern: '', from, to, limit: MOST, source }).then(
      (answer) =>
        settle(
          answer.ok
            ? { kind: 'found', source, records: answer.value.records, truncated: answer.value.truncated }
            : { kind: 'failed', source, error: answer.error },
        ),
      (thrown: unknown) => settle({ kind: 'failed', source, error: lost(thrown) }),
    );
    return () => {
      wanted = false;
    };
  }, [host, connection, id, at, source]);
  const askService = useCallback(() => {
    setState({ kind: 'searching', source: 'service' });
    setSource('service');
  }, []);
  return { state, askService };
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'Open the failure again when the page has its engine back.',
});
