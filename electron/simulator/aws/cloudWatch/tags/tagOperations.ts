import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { list, structure, text } from '../../input.ts';
import type { AwsContext } from '../../service.ts';
import { operation } from '../../service.ts';
import { tag } from '../alarms/shapes.ts';
import { dashboardArn } from '../dashboards/dashboard.ts';
import { tagged } from './tagBook.ts';

const arn = text({ min: 1, max: 1024 });

export const tagResource = operation(
  'TagResource',
  structure({ ResourceARN: arn, Tags: list(tag) }, {}),
  ({ ResourceARN, Tags }, context) => {
    if (!exists(ResourceARN, context)) return unknown(ResourceARN);
    const { tags } = context.state.cloudWatch;
    const all = tagged(tags.get(ResourceARN) ?? new Map(), Tags);
    if (!all.ok) return refused('InvalidParameterValueException', all.error);
    tags.set(ResourceARN, all.value);
    return ok({});
  },
);

export const untagResource = operation(
  'UntagResource',
  structure({ ResourceARN: arn, TagKeys: list(text({ min: 1, max: 128 })) }, {}),
  ({ ResourceARN, TagKeys }, context) => {
    if (!exists(ResourceARN, context)) return unknown(ResourceARN);
    const { tags } = context.state.cloudWatch;
    tags.set(ResourceARN, new Map([...(tags.get(ResourceARN) ?? [])].filter(([key]) => !TagKeys.includes(key))));
    return ok({});
  },
);

export const listTagsForResource = operation(
  'ListTagsForResource',
  structure({ ResourceARN: arn }, {}),
  ({ ResourceARN }, context) =>
    exists(ResourceARN, context)
      ? ok({ Tags: [...(context.state.cloudWatch.tags.get(ResourceARN) ?? [])].map(([Key, Value]) => ({ Key, Value })) })
      : unknown(ResourceARN),
);

function exists(resource: string, { region, state }: AwsContext): boolean {
  const { alarms, dashboards } = state.cloudWatch;
  return (
    alarms.all().some((alarm) => alarm.arn === resource) ||
    [...dashboards.keys()].some((name) => dashboardArn(region.accountId, name) === resource)
  );
}

const unknown = (resource: string) => refused('ResourceNotFoundException', `The resource ${resource} does not exist.`, 404);
