import { withArrows } from '#renderer/ui/wording.ts';
import { NODE } from '../layout/graphLayout.ts';
import type { Place } from '../layout/graphLayout.ts';
import type { GraphNode } from '../model/graphModel.ts';
import { vertexLabel } from '../vertexState.ts';
import type { View } from './view.ts';

interface FarTipProps {
  readonly node: GraphNode;
  readonly place: Place;
  readonly view: View;
}

/** Names a vertex that is too small to show its name; what has the focus is named by itself. */
export function FarTip({ node, place, view }: FarTipProps) {
  const middle = (place.x + NODE.width / 2) * view.k + view.x;
  const top = place.y * view.k + view.y;
  return (
    <div
      className={top > 80 ? 'graph-tip' : 'graph-tip graph-tip--below'}
      style={{ left: middle, top: top > 80 ? top - 6 : top + NODE.height * view.k + 6 }}
      aria-hidden="true"
    >
      {withArrows(vertexLabel(node.vertex, node.bottleneck, node.members?.length))}
    </div>
  );
}
