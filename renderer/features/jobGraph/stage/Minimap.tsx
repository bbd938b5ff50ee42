import type { PointerEvent } from 'react';
import { useEffect, useRef } from 'react';
import { NODE } from '../layout/graphLayout.ts';
import { paletteOf } from './palette.ts';
import type { Scene } from './scene.ts';
import type { Surface } from './createSurface.ts';
import type { Place } from '../layout/graphLayout.ts';
import type { Size, View } from './view.ts';

const MOST = { width: 200, height: 120 } as const;
const INSET = 6;

export type OnMoved = (view: View, stage: Size) => void;

interface MinimapProps {
  readonly scene: Scene;
  readonly surface: Surface | null;
  /** Its frame follows each movement without being rendered anew. */
  readonly follow: (moved: OnMoved) => () => void;
  /** Changes with the theme. */
  readonly theme: string;
}

/** The whole graph, small: which part is in view, and where something is wrong. Pointing at it goes there. */
export function Minimap({ scene, surface, follow, theme }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const { layout, nodes } = scene;
  const scale = Math.min((MOST.width - 2 * INSET) / layout.width, (MOST.height - 2 * INSET) / Math.max(1, layout.height));
  const size = { width: Math.max(60, layout.width * scale + 2 * INSET), height: Math.max(24, layout.height * scale + 2 * INSET) };

  useEffect(() => {
    const { current } = canvas;
    const context = current?.getContext('2d') ?? null;
    if (current === null || context === null) return;
    const palette = paletteOf(current, theme);
    const dense = devicePixelRatio;
    current.width = Math.round(size.width * dense);
    current.height = Math.round(size.height * dense);
    context.scale(dense, dense);
    const [width, height] = [Math.max(2, NODE.width * scale - 1), Math.max(2, NODE.height * scale - 1)];
    for (const { place, state, bottleneck, id } of nodes) {
      context.globalAlpha = scene.isDim(id) ? 0.2 : state === 'ok' || state === 'unknown' ? 0.45 : 1;
      context.fillStyle = bottleneck ? palette.bottleneck : palette.states[state];
      const grow = bottleneck ? 1.5 : 0;
      context.fillRect(INSET + place.x * scale - grow, INSET + place.y * scale - grow, width + 2 * grow, height + 2 * grow);
    }
  }, [nodes, scale, size.width, size.height, scene, theme]);

  useEffect(
    () =>
      follow(({ x, y, k }, stage) => {
        const { current } = frame;
        if (current === null) return;
        current.style.transform = `translate(${INSET + (-x / k) * scale}px, ${INSET + (-y / k) * scale}px)`;
        current.style.width = `${(stage.width / k) * scale}px`;
        current.style.height = `${(stage.height / k) * scale}px`;
        // Where all is in view there is nothing to tell, and it would lie on the graph.
        const isWhole = x >= 0 && y >= 0 && x + layout.width * k <= stage.width && y + layout.height * k <= stage.height;
        map.current?.toggleAttribute('data-whole', isWhole);
      }),
    [follow, scale, layout],
  );

  const go = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>): void => {
    if (surface === null) return;
    const { left, top } = currentTarget.getBoundingClientRect();
    const to: Place = { x: (clientX - left - INSET) / scale, y: (clientY - top - INSET) / scale };
    const { k } = surface.view();
    const stage = surface.stage();
    surface.move({ k, x: stage.width / 2 - to.x * k, y: stage.height / 2 - to.y * k });
  };

  return (
    <div
      ref={map}
      className="graph-map"
      role="img"
      aria-label="Which part of the graph is in view"
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
      }}
    >
      <canvas ref={canvas} style={size} />
      <div ref={frame} className="graph-map__frame" />
    </div>
  );
}
