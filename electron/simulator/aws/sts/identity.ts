import { createHash } from 'node:crypto';
import type { AwsContext } from '../service.ts';

/** Who calls. */
export interface Identity {
  readonly userId: string;
  readonly arn: string;
  /** Of the user or session. */
  readonly name: string;
  /** As CloudTrail tells of it. */
  readonly event: object;
}

/** A key belongs to a user of its own name, or to the role that it was given for. */
export function identityOf({ region: { accountId }, state, caller: { accessKeyId } }: AwsContext): Identity {
  const role = state.sts.assumed.get(accessKeyId);
  if (role !== undefined) {
    const { roleName, sessionName } = role;
    const roleId = principalId('AROA', roleName);
    const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
    const userId = `${roleId}:${sessionName}`;
    const issuer = {
      type: 'Role',
      principalId: roleId,
      arn: `arn:aws:iam::${accountId}:role/${roleName}`,
      accountId,
      userName: roleName,
    };
    const event = {
      type: 'AssumedRole',
      principalId: userId,
      arn,
      accountId,
      accessKeyId,
      sessionContext: { sessionIssuer: issuer },
    };
    return { userId, arn, name: sessionName, event };
  }
  const name = accessKeyId.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
  const userId = principalId('AIDA', name);
  const arn = `arn:aws:iam::${accountId}:user/${name}`;
  return { userId, arn, name, event: { type: 'IAMUser', principalId: userId, arn, accountId, accessKeyId, userName: name } };
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id as IAM makes them: what it is of, and 17 signs. */
export function principalId(prefix: 'AIDA' | 'AROA' | 'ASIA', of: string, length = 17): string {
  const hash = createHash('sha256').update(of).digest();
  return prefix + Array.from(hash.subarray(0, length), (byte) => SIGNS[byte % SIGNS.length]).join('');
}
