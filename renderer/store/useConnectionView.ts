import { useMemo } from 'react';
import type { ConnectionView } from '#shared/model/connection.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useTopic } from './useTopic.ts';

const NONE: readonly ConnectionView[] = [];

/** Every connection and how it fares; empty while not known. */
export function useConnectionViews(): readonly ConnectionView[] {
  return valueOf(useTopic({ kind: 'connections' })) ?? NONE;
}

/** How one connection fares; null while not known. */
export function useConnectionView(id: string): ConnectionView | null {
  const views = useConnectionViews();
  return useMemo(() => views.find(({ connection }) => connection.id === id) ?? null, [views, id]);
}
