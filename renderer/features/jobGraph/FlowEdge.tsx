import type { Edge, EdgeProps } from '@xyflow/react';
import { BaseEdge, EdgeLabelRenderer } from '@xyflow/react';
import type { Place } from './layout.ts';

export interface FlowEdgeData extends Record<string, unknown> {
  /** Where it passes between its ends. */
  readonly via: readonly Place[];
  readonly rate: string | null;
  readonly shipStrategy: string;
}
export type FlowEdgeType = Edge<FlowEdgeData, 'flow'>;

/** An edge that follows its layout, so that it never runs beneath a vertex. */
export function FlowEdge({ id, sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<FlowEdgeType>) {
  const points = [{ x: sourceX, y: sourceY }, ...(data?.via ?? []), { x: targetX, y: targetY }];
  const middle = middleOf(points);
  return (
    <>
      <BaseEdge id={id} path={pathThrough(points)} {...(markerEnd === undefined ? {} : { markerEnd })} />
      <EdgeLabelRenderer>
        <div className="edge-label" style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}>
          {data?.rate !== null && <b>{data?.rate}</b>}
          <span>{data?.shipStrategy}</span>
        </div>
      </EdgeLabelRenderer>
    </>
  );
}

/** Leaves and enters every point horizontally. */
function pathThrough(points: readonly Place[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let before = first;
  return rest.reduce((path, point) => {
    const half = (point.x - before.x) / 2;
    const step = `C ${before.x + half},${before.y} ${point.x - half},${point.y} ${point.x},${point.y}`;
    before = point;
    return `${path} ${step}`;
  }, `M ${first.x},${first.y}`);
}

/** Halfway along: on the middle point, or between the two in the middle. */
function middleOf(points: readonly Place[]): Place {
  const lower = points[Math.floor((points.length - 1) / 2)] ?? { x: 0, y: 0 };
  const upper = points[Math.ceil((points.length - 1) / 2)] ?? lower;
  return { x: (lower.x + upper.x) / 2, y: (lower.y + upper.y) / 2 };
}
