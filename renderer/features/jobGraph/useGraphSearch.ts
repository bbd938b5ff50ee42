import { useCallback, useMemo, useState } from 'react';
import type { GraphModel } from './model/graphModel.ts';
import { matches, stepped } from './model/search.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** What is searched for, what is found, and which of it is shown. `show` is told each card that is stepped to. */
export function useGraphSearch(model: GraphModel, show: (card: string) => void) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const isSearching = query.trim() !== '';
  const found = useMemo(() => {
    if (!isSearching) return { order: [], cards: NOTHING, vertices: NOTHING };
    const vertices = new Set<string>();
    const order = model.nodes.filter(({ vertex, members }) => {
      const hits = (members ?? [vertex]).filter((each) => matches(each, query));
      for (const { id } of hits) vertices.add(id);
      return hits.length > 0;
    });
    return { order: order.map(({ id }) => id), cards: new Set(order.map(({ id }) => id)), vertices };
  }, [model.nodes, query, isSearching]);
  const { order } = found;

  const onQuery = useCallback((text: string) => {
    setQuery(text);
    setAt(null);
  }, []);
  const onStep = useCallback(
    (by: 1 | -1) => {
      const next = stepped(at === null || at >= order.length ? null : at, by, order.length);
      const card = next === null ? undefined : order[next];
      setAt(next);
      if (card !== undefined) show(card);
    },
    [at, order, show],
  );
  const { cards, vertices } = found;
  return useMemo(
    () => ({
      query,
      onQuery,
      count: order.length,
      at: at === null || at >= order.length ? null : at,
      onStep,
      isSearching,
      cards,
      vertices,
    }),
    [query, onQuery, order, at, onStep, isSearching, cards, vertices],
  );
}
