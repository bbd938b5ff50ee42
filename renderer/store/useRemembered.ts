import { useCallback, useState } from 'react';
import type { Session } from './createSession.ts';
import { useSession } from './SessionContext.ts';

const remembered = new WeakMap<Session, Map<string, unknown>>();

/** State that survives going to another page and back, but not a reload: what was filtered yesterday must not hide what is sick today. */
export function useRemembered<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const session = useSession();
  const [value, setValue] = useState<T>(() => (remembered.get(session)?.get(name) as T | undefined) ?? initial);
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      remembered.set(session, (remembered.get(session) ?? new Map<string, unknown>()).set(name, next));
    },
    [session, name],
  );
  return [value, remember];
}
