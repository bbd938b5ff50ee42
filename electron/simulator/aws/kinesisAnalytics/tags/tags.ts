import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { list, structure, text } from '../../input.ts';
import { invalidArgument } from '../arns.ts';
import type { Given } from '../names.ts';

export const tagKey = text({ min: 1, max: 128 });

export const tags = list(structure({ Key: tagKey }, { Value: text({ max: 256 }) }), { min: 1, max: 200 });

export type Tags = Readonly<Record<string, string>>;

/** User-defined ones (guide pp. 58 and 466). */
const MOST_TAGS = 50;

/** What a resource's tags are when those that are given are added. */
export function tagsOf(given: Given<typeof tags>, present: Tags = {}): Result<Tags, AwsError> {
  const keys = given.map(({ Key }) => Key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) return invalidArgument(`The tag key ${twice} is given more than once.`);
  const reserved = keys.find((key) => /^aws:/i.test(key));
  if (reserved !== undefined) return invalidArgument(`The tag key ${reserved} begins with aws:, which is reserved.`);
  const all: Tags = { ...present, ...Object.fromEntries(given.map(({ Key, Value }) => [Key, Value ?? ''])) };
  const count = Object.keys(all).length;
  return count > MOST_TAGS
    ? refused('TooManyTagsException', `A resource can have ${MOST_TAGS} tags; this would be ${count}.`)
    : ok(all);
}

export const describeTags = (own: Tags): readonly object[] => Object.entries(own).map(([Key, Value]) => ({ Key, Value }));
