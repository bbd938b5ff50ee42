import type { CSSProperties, MouseEvent, PointerEvent } from 'react';
import { useMemo, useRef, useState } from 'react';
import { watermarkLag } from '#shared/analysis/graph/lateWatermark.ts';
import type { Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import type { GraphLayout } from '../layout/graphLayout.ts';
import type { GraphModel } from '../model/graphModel.ts';
import { EdgeLabels } from './EdgeLabels.tsx';
import { FarTip } from './FarTip.tsx';
import { Minimap } from './Minimap.tsx';
import { NodeCard } from './NodeCard.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';
import { drawnEdges, drawnNodes } from './scene.ts';
import type { Scene } from './scene.ts';
import { useElements } from './useElements.ts';
import type { StageFocus } from './useStageKeys.ts';
import { useStageKeys } from './useStageKeys.ts';
import { useSurface } from './useSurface.ts';
import { ROOM, idAt, wholeView, zoomedAt, ZOOM } from './view.ts';

/** From so many vertices on, a map shows which part is in view. */
const MAP_FROM = 16;
/** Below this zoom the small print of a card cannot be read. */
const SMALL_PRINT = 0.62;

export interface GraphStageProps {
  readonly job: Job;
  /** The moment that the figures are of. */
  readonly at: Millis | null;
  readonly model: GraphModel;
  readonly layout: GraphLayout;
  /** Whose view is kept. */
  readonly application: string;
  readonly selected: string | null;
  readonly found: ReadonlySet<string>;
  /** The card that a search stands on, or that is to be focused: shown as soon as it is named. */
  readonly wanted: StageFocus | null;
  readonly isDim: (card: string) => boolean;
  /** The card that was looked at last: the one that Tab reaches. */
  readonly current: string | null;
  readonly onCurrent: (card: string) => void;
  /** Enter, or a click. */
  readonly onOpen: (card: string) => void;
  /** A key that is not about moving; true when it was one. */
  readonly onKey: (key: string, card: string | null) => boolean;
  /** Which vertices can be read now. */
  readonly onSight: (vertices: readonly string[]) => void;
  /** Something here closes with Escape. */
  readonly ownsEscape: boolean;
}

/** The graph itself: a canvas for edges and for what is far, elements for the cards that can be read. New figures never move it. */
export function GraphStage(props: GraphStageProps) {
  const { job, at, model, layout, application, selected, found, wanted, isDim, current, onCurrent } = props;
  const layer = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const tabStop = current !== null && layout.vertices[current] !== undefined ? current : (model.nodes[0]?.id ?? null);

  const edges = useMemo(() => drawnEdges(model.edges, layout), [model.edges, layout]);
  const nodes = useMemo(() => drawnNodes(model, layout), [model, layout]);
  const [asElements, setAsElements] = useState<ReadonlySet<string>>(new Set());
  const marked = hovered ?? selected ?? current;
  const scene = useMemo(
    (): Scene => ({ layout, nodes, edges, asElements, isDim, found, marked }),
    [layout, nodes, edges, asElements, isDim, found, marked],
  );
  const bottleneck = model.nodes.find((node) => node.bottleneck)?.id ?? null;
  const { attach, surface, shown, view, follow, theme } = useSurface(scene, { application, bottleneck, selected });
  const elements = useElements({ model, layout, shown, view, surface, keep: [tabStop, selected, wanted?.card ?? null], props });
  if (elements.ids !== asElements) setAsElements(elements.ids);

  const keys = useStageKeys({ surface, layer, layout, model, wanted, tabStop, onStop: onCurrent, props });
  const labelled = useMemo(
    () => edges.filter(({ edge, label, way }) => elements.holdsLabel(edge, label ?? way.start)),
    [edges, elements],
  );

  const pointed = ({ currentTarget, target, clientX, clientY }: PointerEvent | MouseEvent): string | null => {
    const card = target instanceof Element ? target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
    if (card !== undefined || surface === null) return card ?? null;
    const { left, top } = currentTarget.getBoundingClientRect();
    return idAt(surface.view(), layout, { x: clientX - left, y: clientY - top });
  };
  const open = (event: MouseEvent): void => {
    const card = pointed(event);
    if (card === null) return;
    onCurrent(card);
    props.onOpen(card);
  };
  const zoom = (by: 'in' | 'out'): void => {
    if (surface === null) return;
    const { width, height } = surface.stage();
    const factor = by === 'in' ? ZOOM.step : 1 / ZOOM.step;
    surface.move(zoomedAt(surface.view(), factor, { x: width / 2, y: height / 2 }, surface.least()));
  };
  const fit = (): void => surface?.move(wholeView(layout, surface.stage()));
  const tip = hovered === null || elements.ids.has(hovered) ? undefined : model.nodeOf.get(hovered);
  const tipPlace = hovered === null ? undefined : layout.vertices[hovered];

  return (
    <div
      className="graph-stage job-graph__canvas"
      style={contentHeight(layout)}
      data-own-escape={props.ownsEscape || undefined}
      data-level={shown?.level}
      data-drawn={shown === null ? undefined : nodes.length}
      onKeyDown={(event) => keys(event, zoom, fit)}
    >
      <div
        ref={attach}
        className="graph-stage__pane"
        role="group"
        aria-label="Job graph"
        // Once somebody has clicked into it, the wheel zooms.
        tabIndex={-1}
        onClick={open}
        onPointerMove={(event) => {
          const card = event.buttons === 0 ? pointed(event) : null;
          if (card !== hovered) setHovered(card);
        }}
        onPointerLeave={() => setHovered(null)}
        onFocus={({ target }) => {
          const card = target.dataset['id'];
          if (card !== undefined) onCurrent(card);
        }}
        data-pointing={hovered === null ? undefined : true}
      >
        <canvas className="graph-stage__canvas" aria-hidden="true" />
        <div ref={layer} className="graph-stage__layer">
          {elements.areCards && <EdgeLabels edges={labelled} model={model} job={job} isDim={isDim} />}
          {elements.nodes.map((node) => {
            const place = layout.vertices[node.id];
            return (
              place !== undefined && (
                <NodeCard
                  key={node.id}
                  node={node}
                  place={place}
                  isSource={!model.edges.some(({ to }) => to === node.id)}
                  isSink={!model.edges.some(({ from }) => from === node.id)}
                  far={elements.zoom < SMALL_PRINT}
                  sketch={!elements.areCards}
                  selected={node.id === selected}
                  dim={isDim(node.id)}
                  found={found.has(node.id) ? (wanted?.card === node.id ? 'current' : 'yes') : 'no'}
                  tabStop={node.id === tabStop}
                  lag={watermarkLag(node.vertex, at)}
                />
              )
            );
          })}
        </div>
        {tip !== undefined && tipPlace !== undefined && surface !== null && (
          <FarTip node={tip} place={tipPlace} view={surface.view()} />
        )}
      </div>
      <span id="graph-keys" hidden>
        Press Enter for its details. Arrow keys go along the edges; U and D show what is up or down the stream.
      </span>
      <ZoomButtons onZoom={zoom} onFit={fit} />
      {nodes.length >= MAP_FROM && <Minimap scene={scene} surface={surface} follow={follow} theme={theme} />}
    </div>
  );
}

/** For the style sheet: a flat graph needs no tall canvas. */
const contentHeight = ({ height }: GraphLayout): CSSProperties =>
  ({ '--job-graph-content': `${height + ROOM.top + ROOM.bottom}px` }) as CSSProperties;
