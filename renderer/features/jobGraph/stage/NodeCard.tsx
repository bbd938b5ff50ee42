import type { CSSProperties } from 'react';
import { memo } from 'react';
import { withArrows } from '#renderer/ui/wording.ts';
import { isLate } from '#shared/analysis/graph/lateWatermark.ts';
import type { Vertex } from '#shared/model/job.ts';
import { formatMillis, formatRate, formatRatio, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { HeatStrip } from '../HeatStrip.tsx';
import { ShareBar } from '../ShareBar.tsx';
import type { Place } from '../layout/graphLayout.ts';
import type { GraphNode } from '../model/graphModel.ts';
import { worstOf } from '../model/sumUp.ts';
import { chainOf, isMeanOnly, isUneven, vertexLabel, vertexState } from '../vertexState.ts';

export interface NodeCardProps {
  readonly node: GraphNode;
  readonly place: Place;
  readonly isSource: boolean;
  readonly isSink: boolean;
  /** Small print cannot be read: the name and the figures that matter get its place. */
  readonly far: boolean;
  /** Too small to be a card: drawn on the canvas, and here only for the keyboard. */
  readonly sketch: boolean;
  readonly selected: boolean;
  readonly dim: boolean;
  readonly found: 'no' | 'yes' | 'current';
  /** Of all cards one is reached with Tab. */
  readonly tabStop: boolean;
  /** How far its watermark is behind; null while it is not known. */
  readonly lag: Millis | null;
}

/** A vertex as a card: name, parallelism, how its time is spent, what passes through, and its subtasks side by side. */
export const NodeCard = memo(function NodeCard(props: NodeCardProps) {
  const { node, place, far, sketch, selected, dim, found, tabStop, lag } = props;
  const { id, vertex, members, bottleneck } = node;
  const classes = [
    'vertex',
    `vertex--${vertexState(vertex)}`,
    ...(members === null ? [] : ['vertex--group']),
    ...(selected ? ['vertex--selected'] : []),
    ...(far ? ['vertex--far'] : []),
    ...(found === 'no' ? [] : [found === 'current' ? 'vertex--found vertex--current' : 'vertex--found']),
  ];
  const at: CSSProperties = { transform: `translate(${place.x}px, ${place.y}px)` };
  return (
    <div
      className={['graph-node', ...(dim && !sketch ? ['graph-node--dim'] : []), ...(sketch ? ['graph-node--sketch'] : [])].join(
        ' ',
      )}
      style={at}
      data-id={id}
      role="button"
      tabIndex={tabStop ? 0 : -1}
      aria-roledescription={members === null ? 'vertex' : 'group of vertices'}
      aria-expanded={selected}
      aria-describedby="graph-keys"
    >
      {/* The node is a button: this is its name. What is drawn says the same to eyes. */}
      <span className="vertex__label">{vertexLabel(vertex, bottleneck, members?.length)}</span>
      {!sketch && (
        <div className={classes.join(' ')} title={withArrows(vertex.name)} aria-hidden="true">
          {bottleneck && <span className="vertex__badge">{members === null ? 'Bottleneck' : 'Bottleneck inside'}</span>}
          <div className="vertex__head">
            <span className="vertex__name">{withArrows(chainOf(vertex).join(' -> '))}</span>
            <span className="vertex__parallelism">
              {members === null ? `×${vertex.parallelism}` : `${members.length} vertices · ×${vertex.parallelism}`}
            </span>
          </div>
          <ShareBar shares={vertex.mean} />
          <Figures vertex={vertex} />
          {!far && (
            <>
              <Rates {...props} />
              <div className="vertex__rates">
                {lag !== null && (
                  <span
                    className={isLate(lag) ? 'vertex__late' : undefined}
                    title="The lowest watermark of its subtasks, against the moment of the figures"
                  >
                    watermark {formatMillis(lag)} behind
                  </span>
                )}
              </div>
              <HeatStrip
                subtasks={vertex.subtasks}
                {...(members === null ? {} : { names: members.map(({ name }) => withArrows(name)) })}
              />
            </>
          )}
        </div>
      )}
    </div>
  );
});

/** Of the worst subtask, as Flink's own pages say them; the mean beside it where the subtasks differ. */
function Figures({ vertex }: { readonly vertex: Vertex }) {
  const { busy, backpressured } = worstOf(vertex);
  const { mean } = vertex;
  const only = isMeanOnly(vertex);
  const beside = (worst: number | null, of: typeof mean.busy): string => {
    if (only) return worst === null ? '' : 'mean of its subtasks';
    return isUneven(worst, of) ? `mean ${orUnknown(of, formatRatio)}` : '';
  };
  return (
    <dl className="vertex__figures">
      <dt className="key key--busy">busy</dt>
      <dd>{orUnknown(busy, formatRatio)}</dd>
      <dd>{beside(busy, mean.busy)}</dd>
      <dt className="key key--backpressured">backpressured</dt>
      <dd>{orUnknown(backpressured, formatRatio)}</dd>
      <dd>{beside(backpressured, mean.backpressured)}</dd>
    </dl>
  );
}

function Rates({ node: { vertex }, isSource, isSink }: NodeCardProps) {
  return (
    <div className="vertex__rates">
      {vertex.status !== 'RUNNING' && <b className="vertex__status">{vertex.status}</b>}
      {!isSource && <span>in {orUnknown(vertex.recordsIn, formatRate)}</span>}
      {!isSink && <span>out {orUnknown(vertex.recordsOut, formatRate)}</span>}
    </div>
  );
}
