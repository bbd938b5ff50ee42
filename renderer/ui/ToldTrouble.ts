import { createContext, useContext } from 'react';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';

/** What a page has told already: its parts that fail for the same reason need not tell it again. */
export const ToldTrouble = createContext<SourceError | null>(null);

/** Whether the page has told this already. */
export function useIsTold(error: SourceError | null): boolean {
  const told = useContext(ToldTrouble);
  return error !== null && told !== null && error.message === told.message && error.remedy === told.remedy;
}

/** Why a datum is old or missing; null where it is neither. */
export const errorOf = (snapshot: Snapshot<unknown>): SourceError | null => ('error' in snapshot ? snapshot.error : null);
