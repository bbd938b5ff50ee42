import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { MINUTE } from '#shared/units/units.ts';
import { rawAws } from './rawAws.ts';

interface TrailEvent {
  readonly EventId: string;
  readonly EventName: string;
  readonly EventSource: string;
  readonly EventTime: number;
  readonly ReadOnly: string;
  readonly Username: string;
  readonly Resources: readonly object[];
  readonly CloudTrailEvent: string;
}

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'healthy', historyHours: 0.25 });
});
afterAll(async () => {
  await simulator.close();
});

const call = async (target: Parameters<typeof rawAws>[1], input: object, status = 200) => {
  const answer = await rawAws(simulator.addresses.aws, target, input);
  expect([target, answer.body.message, answer.status]).toEqual([target, answer.body.message, status]);
  return answer.body;
};
const lookup = async (input: object): Promise<{ readonly events: readonly TrailEvent[]; readonly next: string | undefined }> => {
  // Two a second are let through.
  simulator.pass(1_000);
  const body = await call('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents', input);
  return { events: body['Events'] as readonly TrailEvent[], next: body['NextToken'] as string | undefined };
};
const named = (AttributeValue: string) => ({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }] });

it('tells who changed what, when, with which parameters and what came of it', async () => {
  await call('Logs_20140328.CreateLogGroup', { logGroupName: '/mine', tags: { Team: 'orders' } });
  const at = (await simulator.state()).now;
  const { events } = await lookup(named('CreateLogGroup'));
  expect(events).toMatchObject([
    {
      EventSource: 'logs.amazonaws.com',
      EventTime: Math.floor(at / 1000),
      ReadOnly: 'false',
      Username: 'any',
      Resources: [{ ResourceType: 'AWS::Logs::LogGroup', ResourceName: '/mine' }],
    },
  ]);
  expect(JSON.parse(events[0]?.CloudTrailEvent ?? '')).toMatchObject({
    eventName: 'CreateLogGroup',
    eventType: 'AwsApiCall',
    awsRegion: 'us-east-1',
    userIdentity: { type: 'IAMUser', userName: 'any', accessKeyId: 'any' },
    requestParameters: { logGroupName: '/mine', tags: { Team: 'orders' } },
    responseElements: null,
    eventID: events[0]?.EventId,
  });
});

it('tells of refusals, and that reading changes nothing', async () => {
  await call('KinesisAnalytics_20180523.DescribeApplication', { ApplicationName: 'none' }, 400);
  const { events } = await lookup({ LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'none' }] });
  expect(events).toMatchObject([{ EventName: 'DescribeApplication', ReadOnly: 'true' }]);
  expect(JSON.parse(events[0]?.CloudTrailEvent ?? '')).toMatchObject({
    errorCode: 'ResourceNotFoundException',
    requestParameters: { applicationName: 'none' },
    responseElements: null,
  });
});

it('tells of the scenario’s own deployments, and of a client’s only once', async () => {
  const started = (await lookup(named('StartApplication'))).events;
  expect(started.length).toBeGreaterThan(0);
  for (const { Username, EventTime } of started) {
    expect(Username).toBe('deployment-pipeline');
    expect(EventTime * 1000).toBeLessThan(simulator.start);
  }
  const { ApplicationSummaries } = await call('KinesisAnalytics_20180523.ListApplications', {});
  const [running] = (ApplicationSummaries as { ApplicationName: string; ApplicationStatus: string }[]).filter(
    ({ ApplicationStatus }) => ApplicationStatus === 'RUNNING',
  );
  const { OperationId } = await call('KinesisAnalytics_20180523.StopApplication', {
    ApplicationName: running?.ApplicationName,
    Force: true,
  });
  const { events } = await lookup(named('StopApplication'));
  expect(events).toMatchObject([{ Username: 'any', Resources: [{ ResourceName: running?.ApplicationName }] }]);
  expect(JSON.parse(events[0]?.CloudTrailEvent ?? '')).toMatchObject({ responseElements: { operationId: OperationId } });
});

it('knows nothing of calls that only carry data', async () => {
  await call('GraniteServiceVersion20100801.ListMetrics', {});
  expect((await lookup(named('ListMetrics'))).events).toEqual([]);
});

it('pages from the newest on, whatever is called meanwhile, and keeps to a range', async () => {
  for (let i = 0; i < 5; i++) {
    await simulator.advance(MINUTE);
    await call('Logs_20140328.CreateLogStream', { logGroupName: '/mine', logStreamName: `s${i}` });
  }
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await lookup({ ...named('CreateLogStream'), MaxResults: 2, ...(NextToken === undefined ? {} : { NextToken }) });
    found.push(
      ...page.events.map(({ CloudTrailEvent }) => (JSON.parse(CloudTrailEvent) as Stream).requestParameters.logStreamName),
    );
    NextToken = page.next;
    if (found.length === 2) await call('Logs_20140328.CreateLogStream', { logGroupName: '/mine', logStreamName: 'late' });
  } while (NextToken !== undefined);
  expect(found).toEqual(['s4', 's3', 's2', 's1', 's0']);
  const { now } = await simulator.state();
  expect((await lookup({ ...named('CreateLogStream'), StartTime: (now - 90_000) / 1000 })).events).toHaveLength(3);
});
interface Stream {
  readonly requestParameters: { readonly logStreamName: string };
}

describe('refusals', () => {
  it.each<[string, object, string]>([
    [
      'two attributes',
      { LookupAttributes: [1, 2].map(() => named('x').LookupAttributes[0]) },
      'InvalidLookupAttributesException',
    ],
    ['an end before its beginning', { StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException'],
    ['51 at once', { MaxResults: 51 }, 'InvalidMaxResultsException'],
    ['a foreign token', { NextToken: 'made up' }, 'InvalidNextTokenException'],
  ])('%s', async (_what, input, code) => {
    simulator.pass(1_000);
    const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
    expect(await call(target, input, 400)).toMatchObject({ __type: code });
  });
});

describe('the security token service', () => {
  const ask = async (action: string, key = 'any', region = 'us-east-1') => {
    const response = await fetch(simulator.addresses.aws, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261013/${region}/sts/aws4_request, SignedHeaders=host, Signature=00`,
      },
      body: `Action=${action}&Version=2011-06-15`,
    });
    return { status: response.status, text: await response.text() };
  };

  it('says who calls, with the keys of a role too', async () => {
    expect((await ask('GetCallerIdentity')).text).toContain('<Arn>arn:aws:iam::123456789012:user/any</Arn>');
    const role = 'AssumeRole&RoleArn=arn:aws:iam::123456789012:role/oncall/reader&RoleSessionName=anna';
    const [, key = ''] = /<AccessKeyId>(ASIA\w{16})<\/AccessKeyId>/.exec((await ask(role)).text) ?? [];
    for (const region of ['us-east-1', 'eu-west-1'])
      expect((await ask('GetCallerIdentity', key, region)).text).toContain(
        '<Arn>arn:aws:sts::123456789012:assumed-role/reader/anna</Arn>',
      );
  });

  it('gives no role of another account', async () => {
    const { status, text } = await ask('AssumeRole&RoleArn=arn:aws:iam::999999999999:role/reader&RoleSessionName=anna');
    expect(status).toBe(403);
    expect(text).toContain('<Code>AccessDenied</Code>');
  });
});
