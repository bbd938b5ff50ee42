import { useCallback } from 'react';
import type { Job } from '#shared/model/job.ts';
import type { GraphAction } from './bar/GraphMenus.tsx';
import { chainFolds, nameFolds, sideFold, withFold } from './model/folds.ts';
import type { Fold } from './model/folds.ts';
import type { GraphModel } from './model/graphModel.ts';
import { jobShape } from './model/graphModel.ts';
import type { GraphState } from './useGraphState.ts';

/** Which keys do what; Shift makes no difference. */
export const actionKeys: Readonly<Record<string, GraphAction>> = { u: 'upstream', d: 'downstream', b: 'both', c: 'fold-chain' };

/** Does what a menu or a key asks for, with the card that it is asked for. */
export function useGraphActions(
  job: Job,
  model: GraphModel,
  { folds, setFolds, focus, setFocus }: GraphState,
): (action: GraphAction, card: string | null) => void {
  return useCallback(
    (action, card) => {
      const shape = jobShape(job);
      const vertexOf = new Map(job.vertices.map((vertex) => [vertex.id, vertex]));
      const node = card === null ? undefined : model.nodeOf.get(card);
      const vertex = node?.members?.[0] ?? node?.vertex;
      const isGroup = node !== undefined && node.members !== null;
      const add = (fold: Fold | null | undefined): void => {
        if (fold !== null && fold !== undefined) setFolds(withFold(folds, fold));
      };
      switch (action) {
        case 'fold-chains':
          return setFolds(chainFolds(shape, (id) => vertexOf.get(id)));
        case 'fold-names':
          return setFolds(nameFolds(job.vertices));
        case 'unfold-all':
          return setFolds([]);
        case 'unfold':
          return setFolds(folds.filter(({ id }) => id !== card));
        case 'upstream':
        case 'downstream':
        case 'both':
          // Of a group, what can be reached from its first vertex.
          return vertex === undefined ? undefined : setFocus({ vertex: vertex.id, side: action, hides: focus?.hides ?? false });
        case 'fold-chain':
          if (isGroup) return setFolds(folds.filter(({ id }) => id !== card));
          return add(chainFolds(shape, (id) => vertexOf.get(id)).find(({ members }) => card !== null && members.includes(card)));
        case 'fold-upstream':
        case 'fold-downstream':
          return vertex === undefined
            ? undefined
            : add(sideFold(shape, vertex, action === 'fold-upstream' ? 'upstream' : 'downstream'));
      }
    },
    [job, model, folds, setFolds, focus, setFocus],
  );
}
