import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { integer, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { findLogGroup, logGroupName } from '../store/logGroups.ts';

const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

export const putRetentionPolicy = operation(
  'PutRetentionPolicy',
  structure({ logGroupName, retentionInDays: integer() }, {}),
  (input, context) => {
    const found = findLogGroup(context, input);
    if (!found.ok) return found;
    if (!DAYS.includes(input.retentionInDays))
      return refused(
        'InvalidParameterException',
        `1 validation error detected: Value '${input.retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${DAYS.join(', ')}]`,
      );
    found.value.retentionInDays = input.retentionInDays;
    return ok({});
  },
);

export const deleteRetentionPolicy = operation('DeleteRetentionPolicy', structure({ logGroupName }, {}), (input, context) => {
  const found = findLogGroup(context, input);
  if (!found.ok) return found;
  found.value.retentionInDays = null;
  return ok({});
});
