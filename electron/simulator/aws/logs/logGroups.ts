import type { SimulatedApplication, SimulatedRegion } from '#shared/simulation/types.ts';
import { text } from '../input.ts';

export const logGroupName = text({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' });
export const logGroupIdentifier = text({ min: 1, max: 2048, pattern: '[\\w#+=/:,.@-]*' });
export const logStreamName = text({ min: 1, max: 512, pattern: '[^:*]*' });

/** The stream that an application writes to. */
export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly application: SimulatedApplication;
}

export interface LogGroup {
  readonly name: string;
  /** Without `:*` at its end. */
  readonly arn: string;
  readonly streams: readonly LogStream[];
}

/** The groups that the applications' logging options name, by name. */
export function logGroups(region: SimulatedRegion): readonly LogGroup[] {
  const groups = new Map<string, LogStream[]>();
  for (const application of region.applications) {
    const [, group, stream] = /:log-group:(.+?):log-stream:(.+)$/.exec(application.logStreamArn) ?? [];
    if (group === undefined || stream === undefined) continue;
    const streams = groups.get(group) ?? [];
    groups.set(group, [...streams, { name: stream, arn: application.logStreamArn, application }]);
  }
  return [...groups]
    .map(([name, streams]) => ({
      name,
      arn: `arn:aws:logs:${region.name}:${region.accountId}:log-group:${name}`,
      streams: streams.sort((a, b) => (a.name < b.name ? -1 : 1)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** By name, or by an identifier that is a name or an ARN. */
export function findLogGroup(
  region: SimulatedRegion,
  name: string | undefined,
  identifier: string | undefined,
): LogGroup | undefined {
  const wanted = name ?? identifier?.replace(/:\*$/, '');
  return logGroups(region).find((group) => group.name === wanted || group.arn === wanted);
}
