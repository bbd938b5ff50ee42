import { useEffect, useState } from 'react';
import type { GraphLayout, GraphShape } from './layout.ts';
import { shapeKey } from './layout.ts';

interface Laid {
  readonly key: string;
  readonly layout: GraphLayout;
}

/** Layouts of graphs seen before: going back to an application must not lay it out again. */
const known = new Map<string, GraphLayout>();

/** The layout of a graph, made in a worker once for each shape; null while it is being made, `failed` when the worker cannot run. */
export function useLayout(shape: GraphShape): GraphLayout | null | 'failed' {
  const key = shapeKey(shape);
  const [made, setMade] = useState<Laid | { readonly key: string; readonly layout: 'failed' } | null>(null);
  useEffect(() => {
    if (known.has(key)) return undefined;
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Laid>) => {
      known.set(data.key, data.layout);
      setMade(data);
      worker.terminate();
    });
    worker.addEventListener('error', () => setMade({ key, layout: 'failed' }));
    worker.postMessage({ key, shape }, []);
    return () => worker.terminate();
  }, [key, shape]);
  return known.get(key) ?? (made?.key === key ? made.layout : null);
}
