import { useMemo, useState } from 'react';
import type { GraphLayout, GraphShape } from './layout/graphLayout.ts';
import { shapeKey, shapeOf } from './layout/graphLayout.ts';
import { useLayout } from './layout/useLayout.ts';
import type { GraphModel } from './model/graphModel.ts';
import { modelShape } from './model/graphModel.ts';

export interface Laid {
  readonly model: GraphModel;
  readonly layout: GraphLayout;
}

/** A model with its layout; while one of a new shape is being laid out, what was drawn before stays. Null before the first. */
export function useLaidModel(model: GraphModel): Laid | null | 'failed' {
  const layout = useLayout(useShape(model));
  const now = useMemo(() => (layout === null || layout === 'failed' ? layout : { model, layout }), [model, layout]);
  const [last, setLast] = useState(now);
  if (now !== null && now !== last) setLast(now);
  return now ?? last;
}

/** The same object while the graph has the same shape, however often its figures change. */
function useShape(model: GraphModel): GraphShape {
  const key = shapeKey(modelShape(model));
  return useMemo(() => shapeOf(key), [key]);
}
