import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Session } from './createSession.ts';
import type { State } from './state.ts';

export const SessionContext = createContext<Session | null>(null);

/** The page's conversation with its host. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('A component that needs the session is outside SessionContext.');
  return session;
}

/** What `select` makes of the state; it has to give the same object for the same state. */
export const useSelect = <T>(select: (state: State) => T): T => useStore(useSession().store, select);
