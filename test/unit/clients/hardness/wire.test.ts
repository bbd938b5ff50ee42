import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import type { AwsAccess } from '#electron/clients/aws/awsAccess.ts';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import { cloudWatch } from '#electron/clients/aws/cloudWatch.ts';
import { identity } from '#electron/clients/aws/identity.ts';
import { logs } from '#electron/clients/aws/logs.ts';
import { managedService } from '#electron/clients/aws/managedService.ts';
import { trail } from '#electron/clients/aws/trail.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { SourceError } from '#shared/model/sourceError.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { answers } from './answers.ts';
import { damage, mutate, mutations, notFinite, textOf } from './mutate.ts';

// The same through the whole SDK: what comes over the wire is text, and the SDK's own reading of it may fail as well.

const SEED = 20_261_130;
const signal = new AbortController().signal;
let body = '';
let status = 200;

const handler = new NodeHttpHandler();
handler.handle = () =>
  Promise.resolve({
    response: new HttpResponse({
      statusCode: status,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Readable.from([Buffer.from(body)]),
    }),
  });

const options: AwsOptions = {
  region: 'eu-west-1',
  endpoint: 'http://aws.test',
  credentials: { kind: 'keys', accessKeyId: 'key', secretAccessKey: 'topsecret' },
  connectTimeout: millis(1_000),
  requestTimeout: millis(10_000),
};
const real = awsAccess(options);
const access: AwsAccess = {
  ...real,
  // One try: what is damaged is no better at the second, and its pauses are real.
  config: (service) => ({ ...real.config(service), maxAttempts: 1, requestHandler: handler }),
};
const managed = managedService(options, access);
const metrics = cloudWatch(options, access);
const logged = logs(options, access);
const trailed = trail(options, access);
const who = identity(options, access);
afterAll(() => {
  for (const client of [managed, metrics, logged, trailed, who]) client.close();
});

const place = { group: 'g', stream: 's' };
const query = { namespace: 'n', metric: 'm', dimensions: {}, statistic: 'Average', period: MINUTE } as const;
const range = { from: millis(0), to: MINUTE };

const calls: readonly (readonly [number, keyof typeof answers, () => Promise<Result<unknown>>])[] = [
  [800, 'ListApplications', () => managed.list(signal)],
  [1_500, 'DescribeApplication', () => managed.describe('orders', signal)],
  [400, 'ListApplicationVersions', () => managed.versions('orders', signal)],
  [400, 'ListApplicationOperations', () => managed.operations('orders', signal)],
  [400, 'ListApplicationSnapshots', () => managed.snapshots('orders', signal)],
  [300, 'ListTagsForResource', () => managed.tags('arn', signal)],
  [1_000, 'DescribeAlarms', () => metrics.alarms(signal)],
  [600, 'DescribeAlarmHistory', () => metrics.alarmHistory(millis(0), signal)],
  [600, 'LookupEvents', () => trailed.events(millis(0), MINUTE, signal)],
  [600, 'FilterLogEvents', () => logged.find({ ...place, ...range, pattern: '', limit: 10 }, signal)],
  [400, 'FilterLogEvents', () => logged.tail({ ...place, from: millis(0), limit: 10 }, signal)],
  [600, 'GetQueryResults', () => logged.queryResults('id', signal)],
  [300, 'GetQueryResults', () => logged.startQuery({ group: 'g', ...range, query: 'fields @message' }, signal)],
  [300, 'DescribeApplication', () => managed.presignedUrl('orders', signal)],
  [300, 'ListApplications', () => who.caller(signal)],
];

/** Dates as seconds, as the services write them. */
const onTheWire = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, onTheWire(each)]));
};

function checked(answer: Result<unknown>): void {
  if (answer.ok) expect(notFinite(answer.value)).toBeNull();
  else {
    expect(SourceError.safeParse(answer.error).success).toBe(true);
    // It is the answer that is at fault, and that is said.
    if (status === 200) expect(answer.error.kind).toBe('bad-response');
    expect(JSON.stringify(answer.error)).not.toContain('topsecret');
  }
}

describe('damaged answers of AWS, through the SDK', () => {
  it.each(calls)(
    '%i of %s',
    async (runs, operation, ask) => {
      const base = onTheWire(answers[operation]);
      status = 200;
      await fc.assert(
        fc.asyncProperty(mutations, damage, async (changes, how) => {
          body = textOf(mutate(base, changes), how);
          checked(await ask());
        }),
        { seed: SEED, numRuns: runs },
      );
    },
    240_000,
  );

  it('1000 of GetMetricData, whose values may be NaN', async () => {
    const base = onTheWire(answers.GetMetricData);
    status = 200;
    await fc.assert(
      fc.asyncProperty(mutations, damage, async (changes, how) => {
        body = textOf(mutate(base, changes), how);
        const answer = await metrics.read([query, query], range, signal);
        if (answer.ok) for (const [at] of answer.value.flat()) expect(Number.isFinite(at)).toBe(true);
        else checked(answer);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  }, 240_000);

  it('1000 refusals', async () => {
    const refusal = { __type: 'com.amazonaws#AccessDeniedException', message: 'No.', Message: 'No.', code: 'E' };
    await fc.assert(
      fc.asyncProperty(mutations, damage, fc.constantFrom(400, 401, 403, 404, 407, 413, 418), async (changes, how, code) => {
        status = code;
        body = textOf(mutate(refusal, changes), how);
        checked(await managed.list(signal));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  }, 240_000);

  it('pages that never end do end', async () => {
    status = 200;
    body = JSON.stringify({ ApplicationSummaries: [], NextToken: 'again' });
    expect(await managed.list(signal)).toEqual({ ok: true, value: [] });
  });

  it.each(['{}', '[]', 'null', '{"ApplicationSummaries":"none"}', ''])('%j is no list of no applications', async (text) => {
    status = 200;
    body = text;
    expect(await managed.list(signal)).toMatchObject({ ok: false, error: { kind: 'bad-response' } });
  });
});
