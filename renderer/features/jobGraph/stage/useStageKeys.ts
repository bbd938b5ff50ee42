import type { KeyboardEvent, RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { GraphLayout } from '../layout/graphLayout.ts';
import type { GraphModel } from '../model/graphModel.ts';
import { modelShape } from '../model/graphModel.ts';
import type { Direction } from '../travel.ts';
import { travel } from '../travel.ts';
import type { Surface } from './createSurface.ts';
import { COMFORTABLE, READABLE, centredView, revealing, within } from './view.ts';

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A card that is to be seen: near enough to be read, and with the focus if wanted. */
export interface StageFocus {
  readonly card: string;
  readonly focus: boolean;
  /** Another number asks again for the same card. */
  readonly turn: number;
}

interface Keys {
  readonly surface: Surface | null;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly layout: GraphLayout;
  readonly model: GraphModel;
  readonly wanted: StageFocus | null;
  readonly tabStop: string | null;
  readonly onStop: (card: string) => void;
  readonly props: {
    readonly onOpen: (card: string) => void;
    readonly onKey: (key: string, card: string | null) => boolean;
  };
}

type OnKey = (event: KeyboardEvent, zoom: (by: 'in' | 'out') => void, fit: () => void) => void;

/** What the keyboard does on the stage; keys that are used here are not the page's shortcuts as well. */
export function useStageKeys({ surface, layer, layout, model, wanted, tabStop, onStop, props }: Keys): OnKey {
  /** The card that gets the focus as soon as it is an element. */
  const next = useRef<string | null>(null);
  const asked = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (surface === null || wanted === null || asked.current === wanted.turn) return;
    const place = layout.vertices[wanted.card];
    if (place === undefined) return;
    asked.current = wanted.turn;
    const view = surface.view();
    const shown =
      view.k < READABLE
        ? within(centredView(place, surface.stage(), COMFORTABLE), layout, surface.stage())
        : revealing(view, place, surface.stage());
    if (shown !== view) surface.move(shown);
    if (wanted.focus) next.current = wanted.card;
    onStop(wanted.card);
  }, [surface, wanted, layout, onStop]);

  useLayoutEffect(() => {
    if (next.current === null) return;
    const element = cardElement(layer.current, next.current);
    if (element === null) return;
    next.current = null;
    element.focus({ preventScroll: true });
  });

  return (event, zoom, fit) => {
    if (event.ctrlKey || event.metaKey || event.altKey || surface === null) return;
    const card = event.target instanceof HTMLElement ? (event.target.dataset['id'] ?? null) : null;
    const used = (): void => {
      event.preventDefault();
      // The page listens for keys as well.
      event.nativeEvent.stopImmediatePropagation();
      event.stopPropagation();
    };
    if (event.key === '+' || event.key === '=' || event.key === '-') {
      used();
      zoom(event.key === '-' ? 'out' : 'in');
      return;
    }
    if (event.key === '0') {
      used();
      fit();
      return;
    }
    if (card !== null && (event.key === 'Enter' || event.key === ' ')) {
      used();
      props.onOpen(card);
      return;
    }
    const direction = arrows[event.key];
    if (card !== null && direction !== undefined) {
      used();
      const to = travel(card, direction, modelShape(model), layout);
      const place = to === null ? undefined : layout.vertices[to];
      if (to === null || place === undefined) return;
      const view = revealing(surface.view(), place, surface.stage());
      if (view !== surface.view()) surface.move(view);
      next.current = to;
      onStop(to);
      return;
    }
    if (props.onKey(event.key, card ?? tabStop)) used();
  };
}

export const cardElement = (within: HTMLElement | null, card: string): HTMLElement | null =>
  within?.querySelector<HTMLElement>(`[data-id="${CSS.escape(card)}"]`) ?? null;
