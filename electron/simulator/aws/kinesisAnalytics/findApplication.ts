import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import { text } from '../input.ts';
import type { AwsContext } from '../service.ts';

export const applicationName = text({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const arn = text({ min: 1, max: 2048, pattern: 'arn:.*' });

export function findApplication({ region }: AwsContext, name: string): Result<SimulatedApplication, AwsError> {
  const application = region.applications.find((each) => each.name === name);
  if (application !== undefined) return ok(application);
  return refused(
    'ResourceNotFoundException',
    `Application arn:aws:kinesisanalytics:${region.name}:${region.accountId}:application/${name} does not exist.`,
  );
}
