import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManagedService } from '#electron/clients/aws/managedService.ts';
import { managedService } from '#electron/clients/aws/managedService.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { rawAws } from './rawAws.ts';

const SERVICE = 'KinesisAnalytics_20180523';
const never = new AbortController().signal;
let simulator: TestSimulator;
let service: ManagedService;
let region: string;

const ask = (operation: string, body: object | string) =>
  rawAws(simulator.addresses.aws, `${SERVICE}.${operation}`, body, { region });

const nameWith = async (wanted: (status: string) => boolean): Promise<string> => {
  const listed = await service.list(never);
  const found = listed.ok ? listed.value.find(({ status }) => wanted(status)) : undefined;
  if (found === undefined) throw new Error('The scenario has no such application.');
  return found.name;
};

beforeAll(async () => {
  simulator = await startTestSimulator();
  ({ region } = await simulator.state());
  service = managedService(await simulator.aws());
});
afterAll(async () => {
  service.close();
  await simulator.close();
});

describe('ListApplications', () => {
  it('gives the whole fleet to the client, whatever its pages are', async () => {
    const whole = await service.list(never);
    const names: unknown[] = [];
    let token: unknown;
    do {
      const page = await ask('ListApplications', { Limit: 2, ...(token === undefined ? {} : { NextToken: token }) });
      const summaries = page.body['ApplicationSummaries'] as readonly { readonly ApplicationName: string }[];
      expect(summaries.length).toBeLessThanOrEqual(2);
      names.push(...summaries.map(({ ApplicationName }) => ApplicationName));
      token = page.body['NextToken'];
    } while (token !== undefined);
    expect(whole.ok && whole.value.map(({ name }) => name)).toEqual(names);
    expect(names.length).toBeGreaterThan(2);
  });

  it('refuses a token that it did not write', async () => {
    const answer = await ask('ListApplications', { NextToken: 'bm9uc2Vuc2U' });
    expect(answer.status).toBe(400);
    expect(answer.body.__type).toBe('InvalidRequestException');
  });
});

describe('DescribeApplication', () => {
  it('tells the client what it needs to watch the application', async () => {
    const name = await nameWith((status) => status === 'RUNNING');
    const described = await service.describe(name, never);
    expect(described).toMatchObject({
      ok: true,
      value: { name, status: 'RUNNING', arn: expect.stringContaining(`:application/${name}`) as string },
    });
    if (!described.ok) return;
    expect(described.value.parallelism).toBeGreaterThan(0);
    expect(described.value.created).toBeLessThanOrEqual(simulator.start);
    expect(described.value.logs?.group).toMatch(/^\//);
  });

  it('gives the job plan only when it is asked for', async () => {
    const name = await nameWith((status) => status === 'RUNNING');
    const plan = async (flag: object) => {
      const { body } = await ask('DescribeApplication', { ApplicationName: name, ...flag });
      return (body as unknown as { ApplicationDetail: DetailWithPlan }).ApplicationDetail.ApplicationConfigurationDescription
        .FlinkApplicationConfigurationDescription?.JobPlanDescription;
    };
    expect(await plan({})).toBeUndefined();
    const nodes = (JSON.parse((await plan({ IncludeAdditionalDetails: true })) ?? '{}') as { nodes: unknown[] }).nodes;
    expect(nodes.length).toBeGreaterThan(1);
  });

  it('does not know an application that there is not', async () => {
    const described = await service.describe('no-such-application', never);
    expect(described).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

interface DetailWithPlan {
  readonly ApplicationConfigurationDescription: {
    readonly FlinkApplicationConfigurationDescription?: { readonly JobPlanDescription?: string };
  };
}

describe('CreateApplicationPresignedUrl', () => {
  it('is for running applications only', async () => {
    const stopped = await nameWith((status) => status === 'READY');
    expect(await service.presignedUrl(stopped, never)).toMatchObject({ ok: false, error: { kind: 'not-running' } });
    const answer = await ask('CreateApplicationPresignedUrl', { ApplicationName: stopped, UrlType: 'FLINK_DASHBOARD_URL' });
    expect(answer.body.__type).toBe('ResourceInUseException');
  });

  it('has no notebook for a streaming application', async () => {
    const name = await nameWith((status) => status === 'RUNNING');
    const answer = await ask('CreateApplicationPresignedUrl', { ApplicationName: name, UrlType: 'ZEPPELIN_UI_URL' });
    expect(answer.body.__type).toBe('InvalidArgumentException');
  });
});

describe('what is wrong with a request is told in the service’s words', () => {
  it.each([
    [
      'ListApplications',
      { Limit: 51 },
      "Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
    ],
    [
      'ListApplications',
      { Limit: 0 },
      "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    ['DescribeApplication', {}, "Value null at 'applicationName' failed to satisfy constraint: Member must not be null"],
    [
      'DescribeApplication',
      { ApplicationName: 'two words' },
      "Value 'two words' at 'applicationName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
    [
      'CreateApplicationPresignedUrl',
      { ApplicationName: 'a', UrlType: 'SPARK_URL' },
      "Value 'SPARK_URL' at 'urlType' failed to satisfy constraint: Member must satisfy enum value set: [FLINK_DASHBOARD_URL, ZEPPELIN_UI_URL]",
    ],
    [
      'CreateApplicationPresignedUrl',
      { ApplicationName: 'a', UrlType: 'FLINK_DASHBOARD_URL', SessionExpirationDurationInSeconds: 60 },
      "Value '60' at 'sessionExpirationDurationInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 1800",
    ],
  ])('%s %j', async (operation, body, sentence) => {
    const answer = await ask(operation, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ __type: 'ValidationException', message: `1 validation error detected: ${sentence}` });
    expect(answer.headers.get('x-amzn-errortype')).toBe('ValidationException');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('all at once', async () => {
    const answer = await ask('CreateApplicationPresignedUrl', { ApplicationName: '', UrlType: 'X' });
    expect(answer.body.message).toMatch(/^2 validation errors detected: .*'applicationName'.*; .*'urlType'/);
  });

  it.each([
    ['a text for a number', { Limit: 'ten' }, 'STRING_VALUE can not be converted to an Integer'],
    ['a list for a number', { Limit: [1] }, 'Start of list found where not expected.'],
    ['a list for the request', '[]', 'Unexpected field type'],
    ['no JSON', '{"Limit":', 'Unable to parse the body as JSON.'],
  ])('%s', async (_what, body, message) => {
    const answer = await ask('ListApplications', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ __type: 'SerializationException', message });
  });

  it('an operation that there is not', async () => {
    const answer = await ask('StartEverything', {});
    expect(answer.status).toBe(400);
    expect(answer.body.__type).toBe('UnknownOperationException');
  });
});
