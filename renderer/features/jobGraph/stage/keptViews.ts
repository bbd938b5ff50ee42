import type { GraphLayout } from '../layout/graphLayout.ts';
import type { Size, View } from './view.ts';

interface Kept {
  /** The point of the graph in the middle of the stage: stages of other sizes show the same. */
  readonly middle: { readonly x: number; readonly y: number };
  readonly k: number;
  readonly stage: Size;
}

/** The views that graphs were left with, by application, for as long as their layouts are remembered. */
const kept = new WeakMap<GraphLayout, Map<string, Kept>>();

export function keepView(layout: GraphLayout, application: string, { x, y, k }: View, stage: Size): void {
  const views = kept.get(layout) ?? new Map<string, Kept>();
  kept.set(layout, views.set(application, { middle: { x: (stage.width / 2 - x) / k, y: (stage.height / 2 - y) / k }, k, stage }));
}

/** Null where the graph was not looked at yet, or on a stage of a quite different size: what fits differs. */
export function keptView(layout: GraphLayout, application: string, { width, height }: Size): View | null {
  const view = kept.get(layout)?.get(application);
  if (view === undefined || Math.abs(view.stage.width - width) > width / 2 || Math.abs(view.stage.height - height) > height / 2)
    return null;
  const { middle, k } = view;
  return { k, x: width / 2 - middle.x * k, y: height / 2 - middle.y * k };
}
