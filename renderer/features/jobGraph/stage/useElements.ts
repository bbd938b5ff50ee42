import { useEffect, useMemo } from 'react';
import type { Edge } from '#shared/model/job.ts';
import type { GraphLayout, Place } from '../layout/graphLayout.ts';
import type { GraphModel, GraphNode } from '../model/graphModel.ts';
import type { Shown, Surface } from './createSurface.ts';
import type { View } from './view.ts';
import { boxInView, idsIn, levelOf, meets } from './view.ts';

/** A graph of so few vertices is all elements, whatever the zoom: a screen reader has all of it. */
const FEW = 40;
/** More than can be read at once are not made. */
const MOST = 80;
/** As many as the engine reads in full. */
const MOST_IN_SIGHT = 63;
const NONE: ReadonlySet<string> = new Set();
const POINT = { width: 1, height: 1 } as const;

interface Wanted {
  readonly model: GraphModel;
  readonly layout: GraphLayout;
  readonly shown: Shown | null;
  readonly view: View | null;
  readonly surface: Surface | null;
  /** Always there: what has the focus must not go away under it. */
  readonly keep: readonly (string | null)[];
  readonly props: { readonly onSight: (vertices: readonly string[]) => void };
}

export interface Elements {
  readonly nodes: readonly GraphNode[];
  /** Those that the canvas leaves out. */
  readonly ids: ReadonlySet<string>;
  /** Cards are shown as such, with labels on the edges between. */
  readonly areCards: boolean;
  readonly zoom: number;
  readonly holdsLabel: (edge: Edge, at: Place) => boolean;
}

/** Which cards are elements: those in view that can be read. Tells as well which are in sight, once the view has settled. */
export function useElements({ model, layout, shown, view, surface, keep, props }: Wanted): Elements {
  const few = model.nodes.length <= FEW;
  const areCards = few || shown?.level === 'near';
  const kept = JSON.stringify(keep);
  const drawn = useMemo((): ReadonlySet<string> => {
    const wanted = new Set((JSON.parse(kept) as readonly (string | null)[]).filter((id) => id !== null));
    if (few) for (const { id } of model.nodes) wanted.add(id);
    else if (areCards && shown !== null) for (const id of idsIn(shown.box, layout, MOST)) wanted.add(id);
    return wanted;
  }, [kept, few, model.nodes, areCards, shown, layout]);
  const zoom = view?.k ?? 1;
  const { onSight } = props;
  const { nodeOf } = model;

  useEffect(() => {
    if (view === null || surface === null) return;
    const isReadable = few || levelOf(view.k) === 'near';
    const cards = isReadable ? idsIn(boxInView(view, surface.stage()), layout, MOST_IN_SIGHT) : [];
    onSight(cards.filter((id) => nodeOf.get(id)?.members === null));
  }, [view, surface, layout, few, onSight, nodeOf]);

  return useMemo(
    () => ({
      // In the job's order, whatever is in view.
      nodes: model.nodes.filter(({ id }) => drawn.has(id)),
      ids: areCards ? drawn : NONE,
      areCards,
      zoom,
      holdsLabel: ({ from, to }, at) =>
        few || (shown !== null && (drawn.has(from) || drawn.has(to)) && meets(shown.box, at, POINT)),
    }),
    [model.nodes, drawn, areCards, zoom, few, shown],
  );
}
