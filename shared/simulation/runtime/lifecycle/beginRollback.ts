import type { Millis } from '../../../units/units.ts';
import { beginOperation } from '../control/operations.ts';
import { addVersion } from '../control/versions.ts';
import type { ApplicationRuntime, VersionRecord } from '../runtime.ts';
import type { Place } from '../views.ts';
import { beginChange } from './beginChange.ts';

/** Goes back to what an earlier version was, as a version of its own, with the state of a snapshot. Returns the operation's id. */
export function beginRollback(
  application: ApplicationRuntime,
  target: VersionRecord,
  snapshot: string,
  { before, rollbackOf }: { readonly before: number; readonly rollbackOf: string | null },
  at: Millis,
  place: Place,
): string {
  const abandoned = application.versionId;
  const scaling = target.id === abandoned;
  const operation = beginOperation(application, 'RollbackApplication', at, { from: abandoned, to: abandoned + 1, rollbackOf });
  addVersion(application, target.settings, target.program, at, { rolledBackFrom: abandoned, rolledBackTo: target.id });
  beginChange(application, at, place, {
    status: 'ROLLING_BACK',
    operation,
    // Automatic scaling makes no version: what it goes back to is the parallelism from before.
    parallelism: scaling ? before : target.settings.parallelism.parallelism,
    state: { kind: 'snapshot', name: snapshot },
  });
  return operation;
}
