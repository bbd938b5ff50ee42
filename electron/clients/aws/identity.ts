import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Result } from '#shared/model/sourceError.ts';
import type { AwsAccess } from './awsAccess.ts';
import { awsAccess } from './awsAccess.ts';
import type { AwsOptions } from './awsOptions.ts';
import { BadAnswer } from './entries.ts';
import { awsResult } from './fromAws.ts';

/** AWS Security Token Service, as far as it tells who we are. */
export interface Identity {
  /** The ARN of the user, or of the session of a role, that the credentials are of. No permission is needed for it. */
  caller(signal: AbortSignal): Promise<Result<string>>;
  close(): void;
}

export function identity(options: AwsOptions, access: AwsAccess = awsAccess(options)): Identity {
  const client = access.prepare(new STSClient(access.config('sts')), 'sts');
  return {
    caller: (abortSignal) =>
      awsResult(access.call('Security Token Service', 'sts:GetCallerIdentity'), async () => {
        const { Arn } = await client.send(new GetCallerIdentityCommand(), { abortSignal });
        if (typeof Arn !== 'string' || Arn === '') throw new BadAnswer('The answer names nobody.');
        return Arn;
      }),
    close: () => client.destroy(),
  };
}
