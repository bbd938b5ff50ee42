import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

let simulator: TestSimulator;
let client: CloudWatchLogsClient;
let group: string;
let everything: readonly FilteredLogEvent[];

const find = (input: object) => client.send(new FilterLogEventsCommand({ logGroupName: group, ...input }));

beforeAll(async () => {
  simulator = await startTestSimulator({ historyHours: 3 });
  client = new CloudWatchLogsClient(awsAccess(await simulator.aws()).config('logs'));
  // The application with the most to tell.
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  everything = [];
  for (const { logGroupName = '' } of logGroups) {
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
    if (events.length > everything.length) [group, everything] = [logGroupName, events];
  }
});
afterAll(async () => {
  client.destroy();
  await simulator.close();
});

it('keeps each application’s records in the group and stream that its configuration names', async () => {
  const { logStreams = [] } = await client.send(new DescribeLogStreamsCommand({ logGroupName: group }));
  expect(logStreams.length).toBeGreaterThan(0);
  expect(everything.length).toBeGreaterThan(5);
  expect(new Set(everything.map(({ logStreamName }) => logStreamName))).toEqual(
    new Set(logStreams.filter(({ lastEventTimestamp }) => lastEventTimestamp !== undefined).map((each) => each.logStreamName)),
  );
  const [record] = everything.map(({ message = '' }) => JSON.parse(message) as Record<string, unknown>);
  expect(Object.keys(record ?? {})).toEqual(expect.arrayContaining(['messageType', 'message', 'logger', 'applicationARN']));
});

it('gives records oldest first, within both ends of the range', async () => {
  const times = everything.map(({ timestamp = 0 }) => timestamp);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const [from, to] = [times[2] ?? 0, times.at(-2) ?? 0];
  const { events = [] } = await find({ startTime: from, endTime: to });
  expect(events.map(({ timestamp }) => timestamp)).toEqual(times.filter((at) => at >= from && at <= to));
});

it('pages by a limit without losing or repeating a record, while new ones come in', async () => {
  const ids: (string | undefined)[] = [];
  let nextToken: string | undefined;
  let pages = 0;
  do {
    const page = await find({ limit: 3, endTime: simulator.start - 1, ...(nextToken === undefined ? {} : { nextToken }) });
    ids.push(...(page.events ?? []).map(({ eventId }) => eventId));
    nextToken = page.nextToken;
    pages += 1;
    if (pages === 1) await simulator.advance(60_000);
  } while (nextToken !== undefined);
  expect(pages).toBeGreaterThan(2);
  expect(ids.length).toBe(new Set(ids).size);
  expect(ids.length).toBe(everything.filter(({ timestamp = 0 }) => timestamp < simulator.start).length);
});

describe('a filter pattern', () => {
  const matching = async (filterPattern: string) =>
    ((await find({ filterPattern, endTime: simulator.start - 1 })).events ?? []).map(({ message = '' }) => message);
  const among = (test: (message: string, json: Record<string, unknown>) => boolean) =>
    everything
      .filter(({ timestamp = 0 }) => timestamp < simulator.start)
      .map(({ message = '' }) => message)
      .filter((message) => test(message, JSON.parse(message) as Record<string, unknown>));

  it('of terms wants all of them', async () => {
    expect(await matching('messageType logger')).toEqual(
      among((text) => text.includes('messageType') && text.includes('logger')),
    );
    expect(await matching('INFO "no such phrase at all"')).toEqual([]);
  });

  it('excludes, and takes alternatives', async () => {
    expect(await matching('-INFO')).toEqual(among((text) => !text.includes('INFO')));
    expect(await matching('?ERROR ?WARN')).toEqual(among((text) => text.includes('ERROR') || text.includes('WARN')));
  });

  it('of JSON fields compares, combines and knows wildcards', async () => {
    expect(await matching('{ $.messageType = "INFO" }')).toEqual(among((_text, json) => json['messageType'] === 'INFO'));
    expect(await matching('{ ($.messageType = INFO || $.messageType = "WARN") && $.logger = "org.apache.*" }')).toEqual(
      among(
        (_text, json) =>
          ['INFO', 'WARN'].includes(String(json['messageType'])) && String(json['logger']).startsWith('org.apache.'),
      ),
    );
    expect(await matching('{ $.noSuchField NOT EXISTS && $.messageType != "INFO" }')).toEqual(
      among((_text, json) => json['messageType'] !== 'INFO'),
    );
    expect(await matching('{ $.messageType > 3 }')).toEqual([]);
  });

  it.each(['"open', 'a/b', '{ $.x }', '{ $.x = }', '{ x = 1 }', '{ ($.x = 1 }', '{}', '{ $.x = 1 $.y = 2 }'])(
    'that cannot be read is refused: %s',
    async (filterPattern) => {
      await expect(find({ filterPattern })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    },
  );
});

describe('refusals', () => {
  it.each<[string, object, string]>([
    ['an unknown group', { logGroupName: '/no/such/group' }, 'ResourceNotFoundException'],
    ['an unknown stream', { logStreamNames: ['no-such-stream'] }, 'ResourceNotFoundException'],
    ['more than 10,000 at once', { limit: 10_001 }, 'InvalidParameterException'],
    ['a range that ends before it begins', { startTime: 2, endTime: 1 }, 'InvalidParameterException'],
    ['streams and a prefix', { logStreamNames: ['a'], logStreamNamePrefix: 'a' }, 'InvalidParameterException'],
    ['a foreign token', { nextToken: 'bm9uc2Vuc2U' }, 'InvalidParameterException'],
    ['group and identifier', { logGroupIdentifier: 'a' }, 'InvalidParameterException'],
  ])('%s', async (_what, input, name) => {
    await expect(find(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });
});

it('takes as many events at once as the service does', async () => {
  const stream = { logGroupName: group, logStreamName: 'many' };
  await client.send(new CreateLogStreamCommand(stream));
  const logEvents = Array.from({ length: 10_000 }, (_, i) => ({
    timestamp: simulator.start,
    message: `"${i}" `.padEnd(78, '"'),
  }));
  const { rejectedLogEventsInfo } = await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
  expect(rejectedLogEventsInfo).toBeUndefined();
  const { events = [], nextToken } = await find({ logStreamNames: ['many'] });
  expect(events.length).toBe(10_000);
  expect(nextToken).toBeUndefined();
});

it('describes groups by prefix and streams by order', async () => {
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
  expect(logGroups.map(({ logGroupName }) => logGroupName)).toContain(group);
  expect((await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/nothing' }))).logGroups).toEqual([]);
  const { logStreams = [] } = await client.send(
    new DescribeLogStreamsCommand({ logGroupIdentifier: logGroups[0]?.logGroupArn, orderBy: 'LastEventTime', descending: true }),
  );
  expect(logStreams[0]?.lastEventTimestamp).toBe(Math.max(...logStreams.map(({ lastEventTimestamp = 0 }) => lastEventTimestamp)));
});
