import '@xyflow/react/dist/style.css';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import type { ReactFlowInstance } from '@xyflow/react';
import { Controls, MarkerType, MiniMap, ReactFlow } from '@xyflow/react';
import type { Job } from '#shared/model/job.ts';
import { formatRate } from '#shared/units/format.ts';
import type { FlowEdgeType } from './FlowEdge.tsx';
import { FlowEdge } from './FlowEdge.tsx';
import type { VertexNodeType } from './VertexNode.tsx';
import { VertexNode } from './VertexNode.tsx';
import { edgeRate } from './edgeRate.ts';
import type { GraphLayout, GraphShape } from './layout.ts';
import { NODE, edgeId } from './layout.ts';
import type { Direction } from './travel.ts';
import { travel } from './travel.ts';
import { distinctEdges, vertexState } from './vertexState.ts';

const nodeTypes = { vertex: VertexNode };
const edgeTypes = { flow: FlowEdge };
/** Room for the bottleneck's badge above, and for the zoom's buttons below. */
const ROOM = { top: 20, bottom: 56 } as const;
const fit = {
  padding: { top: `${ROOM.top}px`, right: '24px', bottom: `${ROOM.bottom}px`, left: '24px' },
  maxZoom: 1,
  minZoom: 0.05,
} as const;
const MARGIN = 24;
/** Even the larger print of distant vertices is too small below this zoom. */
const READABLE = 0.4;
/** From so many vertices on, a map shows which part is in view. */
const MAP_FROM = 16;
const MAP = { width: 180, height: 84 };
const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

const words = {
  'node.a11yDescription.default': 'Press Enter for its details. Arrow keys go along the edges.',
  'controls.ariaLabel': 'Zoom of the graph',
  'controls.zoomIn.ariaLabel': 'Zoom in',
  'controls.zoomOut.ariaLabel': 'Zoom out',
  'controls.fitView.ariaLabel': 'Show the whole graph',
};

export interface GraphCanvasProps {
  readonly job: Job;
  readonly shape: GraphShape;
  readonly layout: GraphLayout;
  readonly bottleneck: string | null;
  readonly selected: string | null;
  readonly onSelect: (vertex: string) => void;
}

/** The graph itself. New figures change what the vertices show, never where they are or what is in view. */
export function GraphCanvas({ job, shape, layout, bottleneck, selected, onSelect }: GraphCanvasProps) {
  const canvas = useRef<HTMLDivElement>(null);
  const flow = useRef<ReactFlowInstance<VertexNodeType, FlowEdgeType> | null>(null);
  const nodes = useMemo(() => nodesOf(job, layout, bottleneck, selected), [job, layout, bottleneck, selected]);
  const edges = useMemo(() => edgesOf(job, layout), [job, layout]);
  useKeepInView(canvas, flow, selected, layout);

  const onKeyDown = (event: KeyboardEvent): void => {
    const vertex = event.target instanceof HTMLElement ? event.target.dataset['id'] : undefined;
    if (vertex === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(vertex);
    }
    const direction = arrows[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const next = travel(vertex, direction, shape, layout);
    if (next !== null) nodeElement(canvas.current, next)?.focus();
  };

  return (
    <div ref={canvas} className="job-graph__canvas" style={contentHeight(layout)} onKeyDown={onKeyDown}>
      <ReactFlow<VertexNodeType, FlowEdgeType>
        aria-label="Job graph"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={(instance) => {
          flow.current = instance;
          if (instance.getZoom() < READABLE) openReadable(instance, layout, bottleneck, canvas.current?.clientWidth ?? 0);
        }}
        onNodeClick={(_event, { id }) => onSelect(id)}
        fitView
        fitViewOptions={fit}
        minZoom={0.05}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        // The wheel scrolls the page; with Ctrl it zooms, as a pinch does.
        zoomOnScroll={false}
        preventScrolling={false}
        zoomOnDoubleClick={false}
        selectionKeyCode={null}
        deleteKeyCode={null}
        panActivationKeyCode={null}
        ariaLabelConfig={words}
        proOptions={{ hideAttribution: true }}
      >
        <Controls showInteractive={false} fitViewOptions={fit} position="bottom-left" orientation="horizontal" />
        {nodes.length >= MAP_FROM && (
          <MiniMap<VertexNodeType>
            ariaLabel="Which part of the graph is in view"
            pannable
            style={MAP}
            nodeClassName={({ data }) => `vertex-map vertex-map--${vertexState(data.vertex)}`}
          />
        )}
      </ReactFlow>
    </div>
  );
}

export const nodeElement = (within: HTMLElement | null, vertex: string): HTMLElement | null =>
  within?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(vertex)}"]`) ?? null;

/** For the style sheet: a flat graph needs no tall canvas. */
const contentHeight = ({ height }: GraphLayout): CSSProperties =>
  ({ '--job-graph-content': `${height + ROOM.top + ROOM.bottom}px` }) as CSSProperties;

/** When the canvas gets narrower because details opened, the vertex they are of must not be what is cut off. */
function useKeepInView(
  canvas: { readonly current: HTMLDivElement | null },
  flow: { readonly current: ReactFlowInstance<VertexNodeType, FlowEdgeType> | null },
  selected: string | null,
  { vertices }: GraphLayout,
): void {
  const place = selected === null ? undefined : vertices[selected];
  useEffect(() => {
    const { current } = canvas;
    if (current === null || place === undefined) return undefined;
    const observer = new ResizeObserver(() => {
      const instance = flow.current;
      if (instance === null) return;
      const { x, y, zoom } = instance.getViewport();
      const right = intoView(place.x * zoom + x, NODE.width * zoom, current.clientWidth);
      const down = intoView(place.y * zoom + y, NODE.height * zoom, current.clientHeight);
      if (right !== 0 || down !== 0) void instance.setViewport({ x: x + right, y: y + down, zoom });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [canvas, flow, place]);
}

/** A graph too large to be read as a whole opens on the vertex that matters, else where the data comes in. */
function openReadable(
  flow: ReactFlowInstance<VertexNodeType, FlowEdgeType>,
  { vertices }: GraphLayout,
  bottleneck: string | null,
  width: number,
): void {
  const leftmost = Object.values(vertices).sort((a, b) => a.x - b.x || a.y - b.y)[0];
  const known = bottleneck === null ? undefined : vertices[bottleneck];
  const place = known ?? leftmost;
  if (place === undefined) return;
  const middle = known === undefined ? width / 2 / READABLE - MARGIN : NODE.width / 2;
  void flow.setCenter(place.x + middle, place.y + NODE.height / 2, { zoom: READABLE });
}

/** How far to move what starts at `start` so that it lies within 0…`room`, with a margin; 0 when it does. */
function intoView(start: number, size: number, room: number): number {
  if (start < 0) return MARGIN - start;
  return start + size > room ? room - size - MARGIN - start : 0;
}

function nodesOf(job: Job, { vertices }: GraphLayout, bottleneck: string | null, selected: string | null): VertexNodeType[] {
  const size = { width: NODE.width, height: NODE.height };
  return job.vertices.flatMap((vertex): VertexNodeType[] => {
    const position = vertices[vertex.id];
    if (position === undefined) return [];
    return [
      {
        id: vertex.id,
        type: 'vertex',
        position,
        ...size,
        // Known beforehand, so that nothing jumps when it is measured.
        measured: size,
        selected: vertex.id === selected,
        ariaRole: 'button',
        domAttributes: { 'aria-roledescription': 'vertex', 'aria-expanded': vertex.id === selected },
        data: {
          vertex,
          bottleneck: vertex.id === bottleneck,
          isSource: !job.edges.some(({ to }) => to === vertex.id),
          isSink: !job.edges.some(({ from }) => from === vertex.id),
        },
      },
    ];
  });
}

function edgesOf(job: Job, layout: GraphLayout): FlowEdgeType[] {
  const name = new Map(job.vertices.map((vertex) => [vertex.id, vertex.name]));
  return distinctEdges(job.edges).map((edge): FlowEdgeType => {
    const known = edgeRate(edge, job);
    const rate = known === null ? null : formatRate(known);
    const id = edgeId(edge.from, edge.to);
    return {
      id,
      type: 'flow',
      source: edge.from,
      target: edge.to,
      ariaLabel: `${name.get(edge.from)} feeds ${name.get(edge.to)}, ${rate ?? 'rate unknown'}, ${edge.shipStrategy}`,
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      data: { via: layout.edges[id] ?? [], rate, shipStrategy: edge.shipStrategy },
    };
  });
}
