import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { flag, oneOf, structure, text } from '../../input.ts';
import { operation } from '../../service.ts';
import { addGroup, findLogGroup, logGroupIdentifier, logGroupName, logGroups } from '../store/logGroups.ts';
import { tags } from './tags.ts';

export const LOG_GROUP_CLASSES = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY', 'ESSENTIALS'] as const;

export const createLogGroup = operation(
  'CreateLogGroup',
  structure(
    { logGroupName },
    { kmsKeyId: text({ max: 256 }), tags, logGroupClass: oneOf(LOG_GROUP_CLASSES), deletionProtectionEnabled: flag },
  ),
  (input, context) => {
    if (logGroups(context).some(({ name }) => name === input.logGroupName))
      return refused('ResourceAlreadyExistsException', 'The specified log group already exists');
    if (/^aws\//i.test(input.logGroupName))
      return refused('InvalidParameterException', 'Log groups starting with AWS/ are reserved for AWS.');
    if (input.kmsKeyId !== undefined)
      return refused('InvalidParameterException', 'The simulator has no keys: leave kmsKeyId out.');
    addGroup(context, input.logGroupName, context.now, {
      class: input.logGroupClass ?? 'STANDARD',
      tags: new Map(Object.entries(input.tags ?? {})),
      isProtected: input.deletionProtectionEnabled ?? false,
    });
    return ok({});
  },
);

export const putLogGroupDeletionProtection = operation(
  'PutLogGroupDeletionProtection',
  structure({ logGroupIdentifier, deletionProtectionEnabled: flag }, {}),
  ({ logGroupIdentifier, deletionProtectionEnabled }, context) => {
    const found = findLogGroup(context, { logGroupIdentifier });
    if (!found.ok) return found;
    found.value.isProtected = deletionProtectionEnabled;
    return ok({});
  },
);

export const deleteLogGroup = operation('DeleteLogGroup', structure({ logGroupName }, {}), (input, context) => {
  const found = findLogGroup(context, input);
  if (!found.ok) return found;
  if (found.value.isProtected)
    return refused('ValidationException', 'Deletion protection is enabled for the log group; disable it first.');
  context.state.logs.groups.delete(found.value.name);
  return ok({});
});
