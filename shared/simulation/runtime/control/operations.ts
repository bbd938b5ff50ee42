import type { Millis } from '../../../units/units.ts';
import { hexDigits, keyOf } from '../../random.ts';
import type { SimulatedOperation } from '../../requests.ts';
import type { ApplicationRuntime } from '../runtime.ts';

/** The history goes so far back. */
const KEPT = 200;

interface Versions {
  readonly from: number;
  readonly to: number;
  /** The failed operation that is undone. */
  readonly rollbackOf: string | null;
}

/** Begins an operation and returns its id. */
export function beginOperation(
  application: ApplicationRuntime,
  name: string,
  at: Millis,
  { from = application.versionId, to = application.versionId, rollbackOf = null }: Partial<Versions> = {},
): string {
  application.begun += 1;
  const id = hexDigits(keyOf(application.key, 'operation', application.begun), 32);
  const operation: SimulatedOperation = {
    id,
    name,
    started: at,
    ended: null,
    status: 'IN_PROGRESS',
    fromVersion: from,
    toVersion: to,
    failure: null,
    rollbackOf,
  };
  application.operations = [operation, ...application.operations].slice(0, KEPT);
  return id;
}

type End = Pick<SimulatedOperation, 'status'> & Partial<Pick<SimulatedOperation, 'failure'>>;

export function endOperation(application: ApplicationRuntime, id: string | null, at: Millis, end: End): void {
  if (id === null) return;
  application.operations = application.operations.map((each) => (each.id === id ? { ...each, ended: at, ...end } : each));
}
