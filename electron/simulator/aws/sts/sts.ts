import { createHash } from 'node:crypto';
import { ok } from '#shared/model/sourceError.ts';
import { millis, SECOND } from '#shared/units/units.ts';
import { refused } from '../awsError.ts';
import { integer, structure, text } from '../input.ts';
import type { AwsContext, Service } from '../service.ts';
import { operation } from '../service.ts';
import { identityOf, principalId } from './identity.ts';

const HOUR = 3600;
const LONGEST = 12 * HOUR;

const getCallerIdentity = operation('GetCallerIdentity', structure({}, {}), (_input, context) => {
  const { userId, arn } = identityOf(context);
  return ok({ UserId: userId, Account: context.region.accountId, Arn: arn });
});

const assumeRole = operation(
  'AssumeRole',
  structure(
    {
      RoleArn: text({ min: 20, max: 2048, pattern: 'arn:aws:iam::\\d{12}:role/.+' }),
      RoleSessionName: text({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
    },
    {
      DurationSeconds: integer({ min: 900, max: LONGEST }),
      ExternalId: text({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' }),
    },
  ),
  ({ RoleArn, RoleSessionName, DurationSeconds = HOUR }, context) => {
    const { accountId } = context.region;
    const [, account, roleName = ''] = /^arn:aws:iam::(\d{12}):role\/(?:.+\/)?([^/]+)$/.exec(RoleArn) ?? [];
    // Where only one key is let in, there is no other that could be given.
    if (account !== accountId || roleName === '' || !context.caller.isAnyone)
      return refused(
        'AccessDenied',
        `User: ${identityOf(context).arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        403,
      );
    const { assumed } = context.state.sts;
    const credentials = temporary(context, `${assumed.size}\n${RoleArn}\n${RoleSessionName}`, DurationSeconds);
    assumed.set(credentials.AccessKeyId, { roleName, sessionName: RoleSessionName });
    return ok({
      Credentials: credentials,
      AssumedRoleUser: {
        AssumedRoleId: `${principalId('AROA', roleName)}:${RoleSessionName}`,
        Arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${RoleSessionName}`,
      },
    });
  },
);

function temporary({ region, now }: AwsContext, of: string, seconds: number) {
  const secret = (kind: string) => createHash('sha256').update(`${kind}\n${region.name}\n${now}\n${of}`).digest('base64');
  return {
    AccessKeyId: principalId('ASIA', secret('key'), 16),
    SecretAccessKey: secret('secret').slice(0, 40),
    SessionToken: secret('token'),
    Expiration: new Date(millis(now + seconds * SECOND)),
  };
}

/** AWS Security Token Service, API 2011-06-15. */
export const sts: Service = {
  target: null,
  signingName: 'sts',
  jsonVersion: '1.1',
  query: { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  invalid: 'ValidationError',
  queryCodes: null,
  operations: [assumeRole, getCallerIdentity],
};
