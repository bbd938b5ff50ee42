import type { Settings } from '#shared/contract/settings.ts';
import { mayWrite } from '#shared/model/connection.ts';
import type { SourceError } from '#shared/model/sourceError.ts';

/** Why a connection may not write; null: it is in operator mode. Settings may change at any time: ask before every request. */
export type OperatorGuard = (connection: string) => SourceError | null;

export const operatorGuard =
  (settings: () => Settings): OperatorGuard =>
  (connection) => {
    const found = settings().connections.find(({ id }) => id === connection);
    if (found !== undefined && mayWrite(found)) return null;
    return {
      kind: 'access-denied',
      source: 'Streamgauge',
      message: `The connection “${found?.name ?? connection}” is read-only: nothing was written.`,
      remedy:
        found?.kind === 'flink'
          ? 'Only connections to AWS and to a simulator can be written to.'
          : 'Switch on operator mode in the settings of this connection, if Streamgauge should be allowed to write to its account.',
    };
  };
