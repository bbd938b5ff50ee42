import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { list, mapOf, structure, text } from '../../input.ts';
import type { AwsContext } from '../../service.ts';
import { operation } from '../../service.ts';
import { logGroups } from '../store/logGroups.ts';
import type { LogGroup } from '../store/logsState.ts';

const MOST_TAGS = 50;
const tagKey = text({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' });
const resourceArn = text({ min: 1, max: 1011, pattern: '[\\w+=/:,.@-]*' });
export const tags = mapOf(tagKey, text({ max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' }), { min: 1, max: MOST_TAGS });

function taggedGroup(context: AwsContext, arn: string): Result<LogGroup, AwsError> {
  const group = logGroups(context).find((each) => each.arn === arn);
  return group === undefined ? refused('ResourceNotFoundException', 'The specified resource does not exist.') : ok(group);
}

export const tagResource = operation('TagResource', structure({ resourceArn, tags }, {}), (input, context) => {
  const found = taggedGroup(context, input.resourceArn);
  if (!found.ok) return found;
  const all = new Map([...found.value.tags, ...Object.entries(input.tags)]);
  if (all.size > MOST_TAGS) return refused('TooManyTagsException', `A resource can have no more than ${MOST_TAGS} tags.`);
  for (const [key, value] of all) found.value.tags.set(key, value);
  return ok({});
});

export const untagResource = operation(
  'UntagResource',
  structure({ resourceArn, tagKeys: list(tagKey, { max: MOST_TAGS }) }, {}),
  (input, context) => {
    const found = taggedGroup(context, input.resourceArn);
    if (!found.ok) return found;
    for (const key of input.tagKeys) found.value.tags.delete(key);
    return ok({});
  },
);

export const listTagsForResource = operation('ListTagsForResource', structure({ resourceArn }, {}), (input, context) => {
  const found = taggedGroup(context, input.resourceArn);
  if (!found.ok) return found;
  // The model wants at least one tag in the map.
  return ok(found.value.tags.size === 0 ? {} : { tags: Object.fromEntries(found.value.tags) });
});
