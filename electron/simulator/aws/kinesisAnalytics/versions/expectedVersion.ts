import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ExpectedVersion } from '#shared/simulation/requests.ts';
import type { AwsError } from '../../awsError.ts';
import { invalidArgument } from '../arns.ts';
import { conditionalToken, versionId } from '../names.ts';

/** Members of every request that makes a new version. */
export const expected = { CurrentApplicationVersionId: versionId, ConditionalToken: conditionalToken };

/** Which version the caller has seen: so that nobody changes what somebody else has changed meanwhile. */
export function expectedVersion({
  CurrentApplicationVersionId: id,
  ConditionalToken: token,
}: {
  readonly CurrentApplicationVersionId?: number | undefined;
  readonly ConditionalToken?: string | undefined;
}): Result<ExpectedVersion, AwsError> {
  if (id !== undefined && token !== undefined)
    return invalidArgument('CurrentApplicationVersionId and ConditionalToken cannot be given together.');
  if (token !== undefined) return ok({ token });
  if (id !== undefined) return ok({ id });
  return invalidArgument('Either CurrentApplicationVersionId or ConditionalToken is required.');
}
