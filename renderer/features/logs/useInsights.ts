import { useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';

interface Bounds {
  readonly from: Millis;
  readonly to: Millis;
}

export interface Insights {
  /** Of the run whose topic tells how it goes; null: none was started. */
  readonly run: string | null;
  readonly starting: boolean;
  /** Why the last one could not be started or stopped. */
  readonly error: SourceError | null;
  readonly start: (query: string, bounds: Bounds) => void;
  readonly stop: () => void;
}

/** Starts queries of Logs Insights, one at a time, and stops them. */
export function useInsights(ref: ApplicationRef): Insights {
  const { host } = useSession();
  const [run, setRun] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<SourceError | null>(null);
  return {
    run,
    starting,
    error,
    start(query, bounds) {
      setStarting(true);
      setError(null);
      host
        .call('logs.insights', { ref, query, ...bounds })
        .then((answer) => (answer.ok ? setRun(answer.value.id) : setError(answer.error)))
        .catch((thrown: unknown) => setError(lost(thrown)))
        .finally(() => setStarting(false));
    },
    stop() {
      if (run === null) return;
      host
        .call('logs.insightsStop', { connection: ref.connection, id: run })
        .then((answer) => (answer.ok ? undefined : setError(answer.error)))
        .catch((thrown: unknown) => setError(lost(thrown)));
    },
  };
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'Try again when the page has its engine back.',
});
