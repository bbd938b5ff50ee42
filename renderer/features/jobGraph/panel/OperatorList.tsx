import type { Vertex } from '#shared/model/job.ts';

/** The operators that are chained in a vertex, in the order that records pass them. */
export const OperatorList = ({ vertex }: { readonly vertex: Vertex }) => (
  <ol className="vertex-panel__operators" aria-label="Operators of the chain">
    {(vertex.operators.length > 0 ? vertex.operators : vertex.name.split(' -> ')).map((operator, i) => (
      <li key={`${i} ${operator}`}>{operator}</li>
    ))}
  </ol>
);
