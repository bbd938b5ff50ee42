import { memo } from 'react';
import type { Job } from '#shared/model/job.ts';
import { formatRate } from '#shared/units/format.ts';
import { edgeRate } from '../edgeRate.ts';
import { edgeId } from '../layout/graphLayout.ts';
import type { GraphModel } from '../model/graphModel.ts';
import type { DrawnEdge } from './scene.ts';

interface EdgeLabelsProps {
  readonly edges: readonly DrawnEdge[];
  readonly model: GraphModel;
  readonly job: Job;
  readonly isDim: (id: string) => boolean;
}

/** What passes along the edges in view, and how it is shipped; said of those as well whose label would lie on another. */
export const EdgeLabels = memo(function EdgeLabels({ edges, model, job, isDim }: EdgeLabelsProps) {
  // Rates between cards: those of a fold are what enters and leaves it.
  const drawn: Job = { ...job, vertices: model.nodes.map(({ vertex }) => vertex), edges: [...model.edges] };
  const name = (id: string): string => model.nodeOf.get(id)?.vertex.name ?? id;
  return edges.map(({ edge, way, label }) => {
    const known = edgeRate(edge, drawn);
    const rate = known === null ? null : formatRate(known);
    const said = `${name(edge.from)} feeds ${name(edge.to)}, ${rate ?? 'rate unknown'}, ${edge.shipStrategy}`;
    const { x, y } = label ?? way.start;
    const classes = ['edge-label', ...(label === null ? ['edge-label--crowded'] : [])];
    if (isDim(edge.from) || isDim(edge.to)) classes.push('edge-label--dim');
    return (
      <div
        key={edgeId(edge.from, edge.to)}
        role="img"
        aria-label={said}
        className={classes.join(' ')}
        style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
      >
        {rate !== null && <b>{rate}</b>}
        <span>{edge.shipStrategy}</span>
      </div>
    );
  });
});
