import type { Fault } from '../fault.ts';
import { momentNow } from '../moments.ts';
import { isStateful, verticesWhere } from '../victims.ts';

/** Somebody deploys within so many minutes. */
const WITHIN = { mild: 16, clear: 10, severe: 5 };

export const restoreMissingOperatorState: Fault = {
  problem: 'restore-missing-operator-state',
  title: 'The snapshot has state of an operator that is gone',
  truth:
    'The new release gave a stateful operator another uid. Its state in the snapshot belongs to no operator any more, and allowNonRestoredState is off, so the job does not start.',
  victims: (blueprint) => (blueprint.snapshotsEnabled ? verticesWhere(blueprint, isStateful) : []),
  strain({ vertex, key }, strain) {
    strain.control.operationFails = {
      code: 'CodeError.InvalidSavepoint',
      message:
        `java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint s3://service-snapshots/savepoint-${(key >>> 8).toString(16)}. ` +
        `Cannot map checkpoint/savepoint state for operator ${vertex.id} to the new program, because the operator is not available in the new ` +
        'program. If you want to allow to skip this, you can set the --allowNonRestoredState option on the CLI.',
    };
  },
  asks: (context) => (momentNow(context, WITHIN[context.severity]) === null ? null : 'update'),
};
