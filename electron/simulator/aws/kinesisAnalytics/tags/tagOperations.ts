import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { list, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import type { AwsContext } from '../../service.ts';
import { requestOf } from '../applications/request.ts';
import { applicationArn, snapshotArn } from '../arns.ts';
import { enhancedSnapshots } from '../enhancedSnapshots/enhancedSnapshots.ts';
import type { EnhancedSnapshot } from '../enhancedSnapshots/state.ts';
import { arn } from '../names.ts';
import type { Tags } from './tags.ts';
import { describeTags, tagKey, tags, tagsOf } from './tags.ts';

export const tagResource = operation(
  'TagResource',
  structure({ ResourceARN: arn, Tags: tags }, {}),
  ({ ResourceARN, Tags: given }, context) => {
    const found = findResource(context, ResourceARN);
    if (!found.ok) return found;
    const all = tagsOf(given, found.value.tags);
    if (!all.ok) return all;
    return found.value.add(Object.fromEntries(given.map(({ Key, Value }) => [Key, Value ?? ''])));
  },
);

export const untagResource = operation(
  'UntagResource',
  structure({ ResourceARN: arn, TagKeys: list(tagKey, { min: 1, max: 200 }) }, {}),
  ({ ResourceARN, TagKeys }, context) => {
    const found = findResource(context, ResourceARN);
    return found.ok ? found.value.remove(TagKeys) : found;
  },
);

export const listTagsForResource = operation(
  'ListTagsForResource',
  structure({ ResourceARN: arn }, {}),
  ({ ResourceARN }, context) => {
    const found = findResource(context, ResourceARN);
    if (!found.ok) return found;
    const own = describeTags(found.value.tags);
    // The service's model wants at least one tag in a list: no list is no tags.
    return ok(own.length === 0 ? {} : { Tags: own });
  },
);

/** An application, or an enhanced snapshot. */
interface Tagged {
  readonly tags: Tags;
  add(more: Tags): Result<object, AwsError>;
  remove(keys: readonly string[]): Result<object, AwsError>;
}

function findResource(context: AwsContext, resource: string): Result<Tagged, AwsError> {
  const { region } = context;
  const application = region.applications.find(({ name }) => applicationArn(region, name) === resource);
  if (application !== undefined) return ok(taggedApplication(context, application));
  const snapshot = enhancedSnapshots(context).find(({ name }) => snapshotArn(region, name) === resource);
  if (snapshot !== undefined) return ok(taggedSnapshot(context, snapshot));
  return refused('ResourceNotFoundException', `Resource ${resource} does not exist.`);
}

function taggedApplication(context: AwsContext, { name, tags: own }: { readonly name: string; readonly tags: Tags }): Tagged {
  const nothing = (answer: Result<unknown, AwsError>): Result<object, AwsError> => (answer.ok ? ok({}) : answer);
  return {
    tags: own,
    add: (more) => nothing(requestOf(context, { kind: 'tag', name, tags: more })),
    remove: (keys) => nothing(requestOf(context, { kind: 'untag', name, keys })),
  };
}

function taggedSnapshot({ state }: AwsContext, snapshot: EnhancedSnapshot): Tagged {
  const keep = (own: Tags): Result<object, AwsError> => {
    snapshot.tags = own;
    // One that the service made by itself is kept from now on.
    state.enhancedSnapshots.set(snapshot.name, snapshot);
    return ok({});
  };
  return {
    tags: snapshot.tags,
    add: (more) => keep({ ...snapshot.tags, ...more }),
    remove: (keys) => keep(Object.fromEntries(Object.entries(snapshot.tags).filter(([key]) => !keys.includes(key)))),
  };
}
