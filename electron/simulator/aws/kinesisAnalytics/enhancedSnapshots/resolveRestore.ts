import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { RunSettings } from '#shared/simulation/settings.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import type { AwsContext } from '../../service.ts';
import { invalidArgument, snapshotArn } from '../arns.ts';
import { enhancedSnapshots, statusOf } from './enhancedSnapshots.ts';

/** An enhanced snapshot to start from has to be there. If it is the application's own, the application knows it by its name. */
export function resolveRestore<R extends Partial<RunSettings>>(
  run: R,
  application: SimulatedApplication,
  context: AwsContext,
): Result<R, AwsError> {
  const { snapshotArn: wanted } = run;
  if (wanted === undefined || wanted === null) return ok(run);
  const found = enhancedSnapshots(context).find(({ name }) => snapshotArn(context.region, name) === wanted);
  if (found === undefined) return invalidArgument(`Snapshot ${wanted} does not exist.`);
  const status = statusOf(found, context);
  if (status !== 'READY') return invalidArgument(`Snapshot ${wanted} is ${status}; it has to be READY.`);
  const { origin, stored } = found;
  const own = origin.kind === 'application' && origin.name === application.name && origin.created === application.created;
  return ok(own ? { ...run, snapshot: stored } : run);
}
