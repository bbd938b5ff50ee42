import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { text } from '../../input.ts';
import type { AwsContext } from '../../service.ts';
import type { LogGroup, LogStream } from './logsState.ts';

export const logGroupName = text({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' });
export const logGroupIdentifier = text({ min: 1, max: 2048, pattern: '[\\w#+=/:,.@-]*' });
export const logStreamName = text({ min: 1, max: 512, pattern: '[^:*]*' });

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

/** Groups that callers made, and those that the applications' logging options name, by name. */
export function logGroups(context: AwsContext): readonly LogGroup[] {
  for (const application of context.region.applications) follow(context, application);
  return [...context.state.logs.groups.values()].sort(byName);
}

/** An application's group and stream come up with it; when its logging option changes, its records go elsewhere from then on. */
function follow(context: AwsContext, application: SimulatedApplication): void {
  const { groups, destinations } = context.state.logs;
  const { name, settings, created, updated } = application;
  const logStreamArn = settings.logging[0]?.logStreamArn ?? '';
  const before = destinations.get(name);
  if (before === logStreamArn) return;
  destinations.set(name, logStreamArn);
  for (const group of groups.values())
    for (const { writers } of group.streams.values())
      for (const writer of writers) if (writer.application === name && writer.until === null) writer.until = updated;

  const [, groupName, streamName] = /:log-group:(.+?):log-stream:(.+)$/.exec(logStreamArn) ?? [];
  if (groupName === undefined || streamName === undefined) return;
  const group = groups.get(groupName) ?? addGroup(context, groupName, created);
  const stream = group.streams.get(streamName) ?? addStream(group, streamName, created);
  group.created = millis(Math.min(group.created, created));
  stream.created = millis(Math.min(stream.created, created));
  stream.writers.push({ application: name, from: before === undefined ? millis(0) : updated, until: null });
}

export function addGroup(
  { region, state }: AwsContext,
  name: string,
  created: Millis,
  { class: kind = 'STANDARD', tags = new Map<string, string>(), isProtected = false } = {},
): LogGroup {
  const group: LogGroup = {
    name,
    arn: `arn:aws:logs:${region.name}:${region.accountId}:log-group:${name}`,
    created,
    class: kind,
    retentionInDays: null,
    isProtected,
    tags,
    streams: new Map(),
  };
  state.logs.groups.set(name, group);
  return group;
}

export function addStream(group: LogGroup, name: string, created: Millis): LogStream {
  const stream: LogStream = { name, arn: `${group.arn}:log-stream:${name}`, created, put: [], writers: [] };
  group.streams.set(name, stream);
  return stream;
}

export const streamsOf = (group: LogGroup): readonly LogStream[] => [...group.streams.values()].sort(byName);

const NO_GROUP = 'The specified log group does not exist.';

/** By exactly one of its name and an identifier, which is a name or an ARN. */
export function findLogGroup(
  context: AwsContext,
  {
    logGroupName: name,
    logGroupIdentifier: identifier,
  }: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
): Result<LogGroup, AwsError> {
  if ((name === undefined) === (identifier === undefined))
    return refused('InvalidParameterException', 'Exactly one of logGroupName and logGroupIdentifier has to be given.');
  const wanted = name ?? identifier?.replace(/:\*$/, '');
  const group = logGroups(context).find((each) => each.name === wanted || each.arn === wanted);
  return group === undefined ? refused('ResourceNotFoundException', NO_GROUP) : ok(group);
}

export function findLogStream(
  context: AwsContext,
  named: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined; logStreamName: string },
): Result<{ readonly group: LogGroup; readonly stream: LogStream }, AwsError> {
  const found = findLogGroup(context, named);
  if (!found.ok) return found;
  const stream = found.value.streams.get(named.logStreamName);
  if (stream === undefined) return refused('ResourceNotFoundException', 'The specified log stream does not exist.');
  return ok({ group: found.value, stream });
}
