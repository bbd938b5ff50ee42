import { useMemo } from 'react';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Fold } from './model/folds.ts';
import type { Side } from './model/reach.ts';

/** What is looked at: a vertex with what is up or down the stream of it. */
export interface Focus {
  readonly vertex: string;
  readonly side: Side;
  /** The rest is left out, not only dimmed. */
  readonly hides: boolean;
}

export interface GraphState {
  readonly folds: readonly Fold[];
  readonly setFolds: (folds: readonly Fold[]) => void;
  readonly focus: Focus | null;
  readonly setFocus: (focus: Focus | null) => void;
}

const NONE: readonly Fold[] = [];

/** What was collapsed and focused, remembered for as long as the job has these vertices: a job with others is another graph. */
export function useGraphState(ref: ApplicationRef, { vertices }: Job): GraphState {
  const [kept, setFolds] = useRemembered(`graph.folds.${refKey(ref)}`, NONE);
  const [focused, setFocus] = useRemembered<Focus | null>(`graph.focus.${refKey(ref)}`, null);
  const ids = useStableIds(vertices.map(({ id }) => id));
  const folds = useMemo(() => {
    const there = new Set(ids);
    const fitting = kept.filter(({ members }) => members.every((id) => there.has(id)));
    return fitting.length === kept.length ? kept : fitting;
  }, [kept, ids]);
  const focus = focused !== null && ids.includes(focused.vertex) ? focused : null;
  return useMemo(() => ({ folds, setFolds, focus, setFocus }), [folds, setFolds, focus, setFocus]);
}

function useStableIds(ids: readonly string[]): readonly string[] {
  const text = JSON.stringify(ids);
  return useMemo(() => JSON.parse(text) as readonly string[], [text]);
}
