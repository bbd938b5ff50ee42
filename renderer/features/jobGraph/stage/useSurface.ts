import type { RefCallback } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { GraphLayout } from '../layout/graphLayout.ts';
import type { Shown, Surface } from './createSurface.ts';
import { createSurface } from './createSurface.ts';
import type { OnMoved } from './Minimap.tsx';
import type { Scene } from './scene.ts';
import type { View } from './view.ts';
import { centredView, firstView, levelOf, revealing } from './view.ts';
import { keptView, keepView } from './keptViews.ts';

export interface OnStage {
  /** For the element that holds the canvas and the layer. */
  readonly attach: RefCallback<HTMLDivElement>;
  readonly surface: Surface | null;
  /** Which part needs elements; null before the first drawing. */
  readonly shown: Shown | null;
  /** The view after the last movement. */
  readonly view: View | null;
  readonly follow: (moved: OnMoved) => () => void;
  readonly theme: string;
}

/**
 * Keeps a surface for as long as the stage is on screen. A graph opens with the view that it was left with, or one that can be read;
 * a graph of another shape (something was collapsed or hidden) keeps the vertex in the middle where it is.
 */
export function useSurface(
  scene: Scene,
  { application, bottleneck, selected }: { application: string; bottleneck: string | null; selected: string | null },
): OnStage {
  const [surface, setSurface] = useState<Surface | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [view, setView] = useState<View | null>(null);
  const theme = useTheme();
  const { clock } = useSession();
  const listeners = useRef(new Set<OnMoved>());
  const opened = useRef<GraphLayout | null>(null);
  const latest = useRef({ scene, application, bottleneck, selected });
  useLayoutEffect(() => {
    latest.current = { scene, application, bottleneck, selected };
  });

  const attach = useCallback(
    (pane: HTMLDivElement) => {
      const canvas = pane.querySelector('canvas');
      const layer = pane.querySelector<HTMLElement>('.graph-stage__layer');
      if (canvas === null || layer === null) return undefined;
      const made = createSurface(
        { pane, canvas, layer },
        {
          shown: setShown,
          moved: (at, stage) => {
            for (const moved of listeners.current) moved(at, stage);
          },
          settled: (at) => {
            setView(at);
            // Small print is sharp again once it does not move.
            layer.style.setProperty('--zoom', String(at.k));
            const { scene: current, application: of } = latest.current;
            if (opened.current === current.layout) keepView(current.layout, of, at, made.stage());
          },
        },
        clock,
      );
      setSurface(made);
      const observer = new ResizeObserver(() => {
        const before = made.stage();
        made.resize();
        const { scene: current, selected: detailed } = latest.current;
        const place = detailed === null ? undefined : current.layout.vertices[detailed];
        // When details open, the vertex they are of must not be what is cut off.
        if (place !== undefined && before.width !== made.stage().width) made.move(revealing(made.view(), place, made.stage()));
      });
      observer.observe(pane);
      return () => {
        observer.disconnect();
        made.dispose();
        opened.current = null;
        setSurface(null);
      };
    },
    [clock],
  );

  useLayoutEffect(() => {
    if (surface === null) return;
    const before = opened.current;
    surface.show(scene);
    if (before === scene.layout) return;
    if (before === null) surface.resize();
    const kept = keptView(scene.layout, application, surface.stage());
    surface.move(kept ?? nextView(surface, before, scene.layout, bottleneck));
    opened.current = scene.layout;
  }, [surface, scene, application, bottleneck]);

  useEffect(() => surface?.recolour(theme), [surface, theme]);
  const follow = useCallback(
    (moved: OnMoved) => {
      listeners.current.add(moved);
      if (surface !== null) moved(surface.view(), surface.stage());
      return () => void listeners.current.delete(moved);
    },
    [surface],
  );
  return useMemo(() => ({ attach, surface, shown, view, follow, theme }), [attach, surface, shown, view, follow, theme]);
}

/** The vertex nearest to the middle that both graphs have stays where it is, while it can be read. */
function nextView(surface: Surface, before: GraphLayout | null, after: GraphLayout, bottleneck: string | null): View {
  const stage = surface.stage();
  const view = surface.view();
  if (before === null || levelOf(view.k) !== 'near') return firstView(after, stage, bottleneck);
  const middle = { x: (stage.width / 2 - view.x) / view.k, y: (stage.height / 2 - view.y) / view.k };
  let nearest: { readonly id: string; readonly away: number } | null = null;
  for (const [id, { x, y }] of Object.entries(before.vertices)) {
    const away = (x - middle.x) ** 2 + (y - middle.y) ** 2;
    if (after.vertices[id] !== undefined && (nearest === null || away < nearest.away)) nearest = { id, away };
  }
  const from = nearest === null ? undefined : before.vertices[nearest.id];
  const to = nearest === null ? undefined : after.vertices[nearest.id];
  if (from === undefined || to === undefined) return firstView(after, stage, bottleneck);
  const moved = { ...view, x: view.x + (from.x - to.x) * view.k, y: view.y + (from.y - to.y) * view.k };
  const isOn = revealing(moved, to, stage) === moved;
  return isOn ? moved : centredView(to, stage, view.k);
}

/** A word that changes with the theme: a canvas does not follow the style sheet by itself. */
function useTheme(): string {
  const [theme, setTheme] = useState(() => document.body.className);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.body.className));
    observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
