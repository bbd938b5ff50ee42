import type { Fault } from '../fault.ts';
import { block } from '../strains.ts';
import { isSink, has, verticesWhere } from '../victims.ts';

/** Minutes after the onset until the client hides an error. */
const AFTER = { mild: 6, clear: 3, severe: 0 };

export const asyncSinkDeadlock: Fault = {
  problem: 'async-sink-deadlock',
  title: 'The asynchronous sink waits for ever',
  truth:
    'The sink’s client swallowed an error, so the sink waits for an answer that never comes: the job runs, nothing is written, and the checkpoint in progress never ends.',
  victims: (blueprint) =>
    verticesWhere(
      blueprint,
      (vertex) => isSink(vertex) && has(vertex, ({ target }) => target?.kind === 'kinesis' || target?.kind === 'firehose'),
    ),
  strain(context, strain) {
    const { vertex, since, severity } = context;
    if (since < AFTER[severity] * 60_000) return;
    block(context, strain, true);
    strain.checkpoints.hangs = vertex.id;
  },
};
