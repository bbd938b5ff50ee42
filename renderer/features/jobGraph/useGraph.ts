import { useCallback, useMemo, useState } from 'react';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { GraphAction } from './bar/GraphMenus.tsx';
import { graphModel, jobShape } from './model/graphModel.ts';
import { reach } from './model/reach.ts';
import type { StageFocus } from './stage/useStageKeys.ts';
import { actionKeys, useGraphActions } from './useGraphActions.ts';
import { useGraphSearch } from './useGraphSearch.ts';
import { useGraphState } from './useGraphState.ts';
import { useLaidModel } from './useLaidModel.ts';
import { useSelectedVertex } from './useSelectedVertex.ts';
import { useSight } from './useSight.ts';

const nothingDim = (): boolean => false;

/** All that the graph of an application knows and can do, beside drawing it. */
export function useGraph(ref: ApplicationRef, job: Job, bottleneck: string | null) {
  const state = useGraphState(ref, job);
  const { folds, focus, setFocus } = state;
  const [selected, select] = useSelectedVertex(ref);
  const [currentCard, setCurrent] = useState<string | null>(null);
  const [wanted, setWanted] = useState<StageFocus | null>(null);
  const seeVertices = useSight(ref, selected);

  const focused = useMemo(() => (focus === null ? null : reach(jobShape(job), focus.vertex, focus.side)), [job, focus]);
  const hidden = focus?.hides === true ? focused : null;
  const model = useMemo(
    () => graphModel(job, folds, bottleneck, (vertex) => hidden !== null && !hidden.has(vertex)),
    [job, folds, bottleneck, hidden],
  );
  const laid = useLaidModel(model);
  const drawn = laid === null || laid === 'failed' ? model : laid.model;

  const want = useCallback(
    (card: string, withFocus: boolean) => setWanted((last) => ({ card, focus: withFocus, turn: (last?.turn ?? 0) + 1 })),
    [],
  );
  const search = useGraphSearch(
    drawn,
    useCallback((card: string) => want(card, false), [want]),
  );
  const act = useGraphActions(job, drawn, state);
  const current =
    (currentCard === null ? undefined : drawn.nodeOf.get(currentCard)) ?? drawn.nodes.find((node) => node.bottleneck) ?? null;
  const selectedCard = selected === null ? null : (drawn.cardOf.get(selected) ?? null);
  const isDim = useMemo(() => {
    if (focused === null) return nothingDim;
    const bright = new Set([...focused].map((vertex) => drawn.cardOf.get(vertex)));
    return (card: string) => !bright.has(card);
  }, [focused, drawn.cardOf]);

  const open = useCallback(
    (card: string) => {
      if (drawn.nodeOf.get(card)?.members == null) select(card);
      else act('unfold', card);
    },
    [drawn, select, act],
  );
  const close = useCallback(() => {
    select(null);
    if (selectedCard !== null) want(selectedCard, true);
  }, [select, selectedCard, want]);
  const leave = useCallback(() => setFocus(null), [setFocus]);
  const press = useCallback(
    (key: string, card: string | null): boolean => {
      if (key === 'Escape') {
        if (selected !== null) close();
        else if (focus !== null) leave();
        else return false;
        return true;
      }
      if (key === 'n' || key === 'N') {
        search.onStep(key === 'n' ? 1 : -1);
        return search.isSearching;
      }
      const action = actionKeys[key.toLowerCase()];
      if (action === undefined || card === null) return false;
      act(action, card);
      return true;
    },
    [selected, close, focus, leave, search, act],
  );
  return {
    state,
    laid,
    search,
    selected,
    select,
    selectedCard,
    current,
    currentCard,
    setCurrent,
    wanted,
    open,
    close,
    press,
    leave,
    hide: (hides: boolean) => focus !== null && setFocus({ ...focus, hides }),
    inFocus: focused?.size ?? 0,
    isDim,
    act: (action: GraphAction) => act(action, current?.id ?? null),
    see: seeVertices,
    ownsEscape: selected !== null || focus !== null,
  };
}
