import { useCallback, useMemo, useState } from 'react';
import { useTopic } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

/** As many as the contract lets be read in full. */
const MOST = 64;

/**
 * Says which vertices can be read on screen, and the one whose details are open: the engine reads these in full, and of the others
 * only what the job's own answer tells. Returns how to tell it; the same vertices again are nothing new.
 */
export function useSight(ref: ApplicationRef, selected: string | null): (vertices: readonly string[]) => void {
  const [seen, setSeen] = useState('[]');
  const vertices = useMemo(() => {
    const ids = JSON.parse(seen) as readonly string[];
    return [...new Set([...(selected === null ? [] : [selected]), ...ids])].slice(0, MOST).sort();
  }, [seen, selected]);
  useTopic({ kind: 'sight', ref, vertices });
  return useCallback((ids) => setSeen(JSON.stringify([...ids].sort())), []);
}
