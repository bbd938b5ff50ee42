import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { list, mapOf, structure, text } from '../../input.ts';
import type { AwsContext } from '../../service.ts';
import { operation } from '../../service.ts';
import { findLogGroup, logGroupName, logGroups } from '../store/logGroups.ts';
import type { LogGroup } from '../store/logsState.ts';

const MOST_TAGS = 50;
const tagKey = text({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' });
const resourceArn = text({ min: 1, max: 1011, pattern: '[\\w+=/:,.@-]*' });
export const tags = mapOf(tagKey, text({ max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' }), { min: 1, max: MOST_TAGS });

function taggedGroup(context: AwsContext, arn: string): Result<LogGroup, AwsError> {
  const group = logGroups(context).find((each) => each.arn === arn);
  return group === undefined ? refused('ResourceNotFoundException', 'The specified resource does not exist.') : ok(group);
}

function tag(group: LogGroup, given: Readonly<Record<string, string>>): Result<object, AwsError> {
  const all = new Map([...group.tags, ...Object.entries(given)]);
  if (all.size > MOST_TAGS) return refused('TooManyTagsException', `A resource can have no more than ${MOST_TAGS} tags.`);
  for (const [key, value] of all) group.tags.set(key, value);
  return ok({});
}

function untag(group: LogGroup, keys: readonly string[]): Result<object, AwsError> {
  for (const key of keys) group.tags.delete(key);
  return ok({});
}

/** The model wants at least one tag in the map. */
const tagsOf = (group: LogGroup): Result<object, AwsError> =>
  ok(group.tags.size === 0 ? {} : { tags: Object.fromEntries(group.tags) });

export const tagResource = operation('TagResource', structure({ resourceArn, tags }, {}), (input, context) => {
  const found = taggedGroup(context, input.resourceArn);
  return found.ok ? tag(found.value, input.tags) : found;
});

export const untagResource = operation(
  'UntagResource',
  structure({ resourceArn, tagKeys: list(tagKey, { max: MOST_TAGS }) }, {}),
  (input, context) => {
    const found = taggedGroup(context, input.resourceArn);
    return found.ok ? untag(found.value, input.tagKeys) : found;
  },
);

export const listTagsForResource = operation('ListTagsForResource', structure({ resourceArn }, {}), (input, context) => {
  const found = taggedGroup(context, input.resourceArn);
  return found.ok ? tagsOf(found.value) : found;
});

/** The older operations of the same kind, which name a group. */
export const tagLogGroup = operation('TagLogGroup', structure({ logGroupName, tags }, {}), (input, context) => {
  const found = findLogGroup(context, input);
  if (!found.ok) return found;
  const tagged = tag(found.value, input.tags);
  return tagged.ok ? tagged : refused('InvalidParameterException', tagged.error.message);
});

export const untagLogGroup = operation(
  'UntagLogGroup',
  structure({ logGroupName, tags: list(tagKey, { min: 1 }) }, {}),
  (input, context) => {
    const found = findLogGroup(context, { logGroupName: input.logGroupName });
    return found.ok ? untag(found.value, input.tags) : found;
  },
);

export const listTagsLogGroup = operation('ListTagsLogGroup', structure({ logGroupName }, {}), (input, context) => {
  const found = findLogGroup(context, input);
  return found.ok ? tagsOf(found.value) : found;
});
