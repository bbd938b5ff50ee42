import type { Node, NodeProps } from '@xyflow/react';
import { Handle, Position, useStore } from '@xyflow/react';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Vertex } from '#shared/model/job.ts';
import { formatRate, formatRatio, orUnknown } from '#shared/units/format.ts';
import { HeatStrip } from './HeatStrip.tsx';
import { ShareBar } from './ShareBar.tsx';
import { chainOf, isUneven, vertexLabel, vertexState } from './vertexState.ts';

export interface VertexNodeData extends Record<string, unknown> {
  readonly vertex: Vertex;
  readonly bottleneck: boolean;
  readonly isSource: boolean;
  readonly isSink: boolean;
}
export type VertexNodeType = Node<VertexNodeData, 'vertex'>;

/** Below this zoom small print cannot be read: the name and the figures that matter get its place. */
const FAR = 0.55;

/** A vertex as a card: name, parallelism, how its time is spent, what passes through, and its subtasks side by side. */
export function VertexNode({ data: { vertex, bottleneck, isSource, isSink }, selected }: NodeProps<VertexNodeType>) {
  const far = useStore(({ transform }) => transform[2] < FAR);
  const classes = [
    'vertex',
    `vertex--${vertexState(vertex)}`,
    ...(selected ? ['vertex--selected'] : []),
    ...(far ? ['vertex--far'] : []),
  ];
  return (
    <>
      {/* The node around it is a button: this is its name. What is drawn says the same to eyes. */}
      <span className="vertex__label">{vertexLabel(vertex, bottleneck)}</span>
      <div className={classes.join(' ')} title={withArrows(vertex.name)} aria-hidden="true">
        <Handle type="target" position={Position.Left} isConnectable={false} />
        <Handle type="source" position={Position.Right} isConnectable={false} />
        {bottleneck && <span className="vertex__badge">Bottleneck</span>}
        <div className="vertex__head">
          <span className="vertex__name">
            {chainOf(vertex).map((operator, i) => (
              // A chain is broken into lines at its links.
              <span key={`${i} ${operator}`}>
                {i > 0 && ' → '}
                {operator}
              </span>
            ))}
          </span>
          <span className="vertex__parallelism">×{vertex.parallelism}</span>
        </div>
        <ShareBar shares={vertex.mean} />
        <Figures vertex={vertex} />
        <div className="vertex__rates">
          {vertex.status !== 'RUNNING' && <b className="vertex__status">{vertex.status}</b>}
          {!isSource && <span>in {orUnknown(vertex.recordsIn, formatRate)}</span>}
          {!isSink && <span>out {orUnknown(vertex.recordsOut, formatRate)}</span>}
        </div>
        <HeatStrip subtasks={vertex.subtasks} />
      </div>
    </>
  );
}

/** Of the worst subtask, as Flink's own pages say them; the mean beside it where the subtasks differ. */
function Figures({ vertex: { worst, mean } }: { readonly vertex: Vertex }) {
  return (
    <dl className="vertex__figures">
      <dt className="key key--busy">busy</dt>
      <dd>{orUnknown(worst.busy, formatRatio)}</dd>
      <dd>{isUneven(worst.busy, mean.busy) && <>mean {orUnknown(mean.busy, formatRatio)}</>}</dd>
      <dt className="key key--backpressured">backpressured</dt>
      <dd>{orUnknown(worst.backpressured, formatRatio)}</dd>
      <dd>{isUneven(worst.backpressured, mean.backpressured) && <>mean {orUnknown(mean.backpressured, formatRatio)}</>}</dd>
    </dl>
  );
}
