import { useEffect, useMemo, useState } from 'react';
import type { GraphLayout, GraphShape } from './graphLayout.ts';
import { shapeKey } from './graphLayout.ts';

interface Laid {
  readonly key: string;
  readonly layout: GraphLayout;
}

/** Layouts of graphs seen before: going back to an application must not lay it out again. */
const known = new Map<string, GraphLayout>();
/** Collapsing and hiding make many shapes of one graph. */
const MOST_KNOWN = 64;

function keep({ key, layout }: Laid): void {
  known.set(key, layout);
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
}

const start = (): Worker => new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
let ready: Worker | null = null;

/** Starts the worker before there is something to lay out: the first graph need not wait for it. */
export function prepareLayout(): void {
  ready ??= start();
}

/** The layout of a graph, made in a worker once for each shape; null while it is being made, `failed` when the worker cannot run. */
export function useLayout(shape: GraphShape): GraphLayout | null | 'failed' {
  const key = useMemo(() => shapeKey(shape), [shape]);
  const [made, setMade] = useState<Laid | { readonly key: string; readonly layout: 'failed' } | null>(null);
  useEffect(() => {
    if (known.has(key)) return undefined;
    const worker = ready ?? start();
    ready = null;
    worker.addEventListener('message', ({ data }: MessageEvent<Laid>) => {
      keep(data);
      setMade(data);
      worker.terminate();
    });
    worker.addEventListener('error', () => setMade({ key, layout: 'failed' }));
    worker.postMessage({ key, shape }, []);
    return () => worker.terminate();
  }, [key, shape]);
  return known.get(key) ?? (made?.key === key ? made.layout : null);
}
