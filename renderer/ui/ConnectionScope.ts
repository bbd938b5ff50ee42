import { createContext, useContext } from 'react';

/** Id of the connection that a page is about: whose clock its ages are in, whose next try its failures name. */
export const ConnectionScope = createContext<string | null>(null);

export function useConnectionScope(): string {
  const id = useContext(ConnectionScope);
  if (id === null) throw new Error('A component that belongs to a connection is outside ConnectionScope.');
  return id;
}
