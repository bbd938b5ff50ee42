import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import type { AwsContext } from '../../service.ts';
import { applicationArn } from '../arns.ts';

export function findApplication({ region }: AwsContext, name: string): Result<SimulatedApplication, AwsError> {
  const application = region.applications.find((each) => each.name === name);
  if (application !== undefined) return ok(application);
  return refused('ResourceNotFoundException', `Application ${applicationArn(region, name)} does not exist.`);
}

/** For operations that know no ResourceNotFoundException. */
export function findNamed(context: AwsContext, name: string): Result<SimulatedApplication, AwsError> {
  const found = findApplication(context, name);
  return found.ok ? found : refused('InvalidArgumentException', found.error.message);
}
