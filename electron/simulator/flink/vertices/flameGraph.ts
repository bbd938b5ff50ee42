import { ok } from '#shared/model/sourceError.ts';
import { badQuery } from '../flinkError.ts';
import type { FlinkAnswer, VertexScope } from '../scope.ts';
import { hasEnded } from '../scope.ts';

/** Flink's answers without a graph: the vertex has ended, or sampling is switched off (`rest.flamegraph.enabled`). */
const ENDED = -1;
const DISABLED = -2;

/** GET …/flamegraph: the model has no stacks, so sampling is off. */
export function flameGraph({ vertex, query }: VertexScope): FlinkAnswer {
  const type = query.get('type') ?? 'full';
  if (!['full', 'on_cpu', 'off_cpu'].includes(type)) return badQuery('type', type);
  return ok({ endTimestamp: hasEnded(vertex.status) ? ENDED : DISABLED });
}
