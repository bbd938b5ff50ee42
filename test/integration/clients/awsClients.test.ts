import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { RequestGate } from '#electron/clients/aws/requestGate.ts';
import { sourceErrorKinds } from '#shared/model/sourceError.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { HttpServer } from './httpServer.ts';
import { httpServer, json } from './httpServer.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
const patient = AbortSignal.timeout(120_000);

function servicesAt(origin: string, change: Partial<AwsOptions> = {}): AwsServices {
  const services = awsServices({
    region: 'eu-west-1',
    endpoint: origin,
    credentials: { kind: 'keys', accessKeyId: 'key', secretAccessKey: 'topsecret' },
    connectTimeout: millis(1_000),
    requestTimeout: millis(300),
    ...change,
  });
  open.push(() => services.close());
  return services;
}

async function serving(answer: Parameters<typeof httpServer>[0]): Promise<HttpServer> {
  const server = await httpServer(answer);
  open.push(() => server.close());
  return server;
}

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
};

describe('the AWS clients against a server that misbehaves', () => {
  const error = (name: string, message = 'No.') => ({ __type: `com.amazonaws.service#${name}`, message });

  it.each([
    [400, error('ThrottlingException', 'Rate exceeded'), 'throttled'],
    [400, error('ExpiredTokenException'), 'credentials-expired'],
    [400, error('UnrecognizedClientException'), 'credentials-missing'],
    [403, error('InvalidSignatureException'), 'credentials-missing'],
    [400, error('AccessDeniedException', 'User is not authorized to perform'), 'access-denied'],
    [400, error('ResourceNotFoundException'), 'not-found'],
    [400, error('ResourceInUseException'), 'not-running'],
    [400, error('InvalidArgumentException'), 'bad-request'],
    [500, error('InternalFailure'), 'server-error'],
    [503, error('ServiceUnavailable'), 'server-error'],
  ])('%i %o is %s', async (status, body, kind) => {
    const server = await serving((_, response) => json(response, body, status));
    const listed = await servicesAt(server.origin).managed.list(patient);
    expect(listed).toMatchObject({ ok: false, error: { kind, source: 'Managed Service for Apache Flink' } });
  });

  it.each([
    [429, 'slow down', 'throttled'],
    [403, '<html>Forbidden</html>', 'access-denied'],
    [500, 'oops', 'server-error'],
    [502, '<html>Bad Gateway</html>', 'server-error'],
  ])('%i with the body %s is %s', async (status, body, kind) => {
    const server = await serving((_, response) => void response.writeHead(status).end(body));
    const listed = await servicesAt(server.origin).managed.list(patient);
    expect(listed).toMatchObject({ ok: false, error: { kind } });
  });

  it('200 with a page instead of an answer is bad-response', async () => {
    const server = await serving((_, response) => void response.writeHead(200).end('<html>Welcome</html>'));
    const listed = await servicesAt(server.origin).managed.list(patient);
    expect(listed).toMatchObject({ ok: false, error: { kind: 'bad-response' } });
  });

  it('gives up on one that never answers', async () => {
    const server = await serving(() => undefined);
    const listed = await servicesAt(server.origin, { requestTimeout: millis(50) }).managed.list(patient);
    expect(listed).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  });

  it('says that nothing is there', async () => {
    const server = await httpServer(() => undefined);
    await server.close();
    const listed = await servicesAt(server.origin).managed.list(patient);
    expect(listed).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it('names the permission that is missing, and never a key', async () => {
    const server = await serving((_, response) => json(response, error('AccessDeniedException'), 400));
    const services = servicesAt(server.origin);
    const answers = await Promise.all([
      services.managed.list(patient),
      services.managed.describe('orders', patient),
      services.managed.presignedUrl('orders', patient),
      services.metrics.list({ namespace: 'AWS/KinesisAnalytics', metric: 'uptime' }, patient),
      services.metrics.read(
        [{ namespace: 'n', metric: 'm', dimensions: {}, statistic: 'Average', period: MINUTE }],
        { from: millis(0), to: MINUTE },
        patient,
      ),
      services.logs.find({ group: 'g', stream: 's', pattern: '', from: millis(0), to: MINUTE, limit: 1 }, patient),
    ]);
    expect(answers.map((answer) => !answer.ok && answer.error.remedy)).toEqual(
      [
        'kinesisanalytics:ListApplications',
        'kinesisanalytics:DescribeApplication',
        'kinesisanalytics:CreateApplicationPresignedUrl',
        'cloudwatch:ListMetrics',
        'cloudwatch:GetMetricData',
        'logs:FilterLogEvents',
      ].map((action) => `Allow ${action} for this identity.`),
    );
    expect(JSON.stringify(answers)).not.toContain('topsecret');
    for (const answer of answers) if (!answer.ok) expect(sourceErrorKinds).toContain(answer.error.kind);
  });
});

describe('GetMetricData', () => {
  it.each([
    [1, 1],
    [500, 1],
    [501, 2],
    [1200, 3],
  ])('%i queries take %i requests, and answers come in their order', async (queries, requests) => {
    const asked: number[] = [];
    const server = await serving(async (request, response) => {
      const { MetricDataQueries: batch } = (await bodyOf(request)) as {
        MetricDataQueries: { Id: string; MetricStat: { Metric: { MetricName: string } } }[];
      };
      asked.push(batch.length);
      // In another order than asked, newest first.
      const results = batch.toReversed().map(({ Id, MetricStat }) => ({
        Id,
        Timestamps: [120, 60],
        Values: [Number(MetricStat.Metric.MetricName) + 0.5, Number(MetricStat.Metric.MetricName)],
        StatusCode: 'Complete',
      }));
      json(response, { MetricDataResults: results });
    });
    const answer = await servicesAt(server.origin, { requestTimeout: millis(5_000) }).metrics.read(
      Array.from({ length: queries }, (_, i) => ({
        namespace: 'n',
        metric: String(i),
        dimensions: {},
        statistic: 'Average' as const,
        period: MINUTE,
      })),
      { from: millis(0), to: millis(180_000) },
      patient,
    );
    expect(asked).toHaveLength(requests);
    expect(Math.max(...asked)).toBeLessThanOrEqual(500);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value).toHaveLength(queries);
    answer.value.forEach((points, i) =>
      expect(points).toEqual([
        [60_000, i],
        [120_000, i + 0.5],
      ]),
    );
  });

  it('puts the pages of one answer together', async () => {
    const server = await serving(async (request, response) => {
      const { NextToken } = await bodyOf(request);
      const second = NextToken === 'more';
      json(response, {
        MetricDataResults: [{ Id: 'q0', Timestamps: [second ? 120 : 60], Values: [second ? 2 : 1], StatusCode: 'PartialData' }],
        ...(second ? {} : { NextToken: 'more' }),
      });
    });
    const query = { namespace: 'n', metric: 'm', dimensions: {}, statistic: 'Sum' as const, period: MINUTE };
    const answer = await servicesAt(server.origin).metrics.read([query], { from: millis(0), to: millis(180_000) }, patient);
    expect(answer).toEqual({
      ok: true,
      value: [
        [
          [60_000, 1],
          [120_000, 2],
        ],
      ],
    });
  });
});

describe('FilterLogEvents', () => {
  it('of a server that knows only oldest first still finds the newest', async () => {
    const from = Date.UTC(2026, 0, 1);
    const lines = Array.from({ length: 30 }, (_, i) => ({ timestamp: from + i, message: `line ${i}`, eventId: String(i) }));
    const server = await serving(async (request, response) => {
      const { nextToken = '0', limit = 10_000 } = (await bodyOf(request)) as { nextToken?: string; limit?: number };
      const next = Number(nextToken) + limit;
      json(response, {
        events: lines.slice(Number(nextToken), next),
        ...(next < lines.length ? { nextToken: String(next) } : {}),
      });
    });
    const found = await servicesAt(server.origin, { requestTimeout: millis(5_000) }).logs.find(
      { group: 'g', stream: 's', pattern: '', from: millis(from), to: millis(from + 100), limit: 4 },
      patient,
    );
    expect(found.ok && found.value.records.map(({ message }) => message)).toEqual(['line 26', 'line 27', 'line 28', 'line 29']);
    expect(found.ok && found.value.truncated).toBe(true);
  });
});

describe('the gate', () => {
  interface Seen {
    readonly operation: string;
    readonly units: number;
    readonly outcome: string;
  }
  const gateOf = (seen: Seen[], before: RequestGate['before'] = () => Promise.resolve()): RequestGate => ({
    before,
    after: ({ operation, units }, outcome) => void seen.push({ operation, units, outcome }),
    scanned: () => undefined,
  });

  it('is asked before every attempt, retries included, and told how each went', async () => {
    let left = 2;
    const server = await serving((_, response) => {
      left -= 1;
      if (left === 1) json(response, { __type: 'ThrottlingException', message: 'Rate exceeded' }, 400);
      else json(response, { ApplicationSummaries: [] });
    });
    const seen: Seen[] = [];
    const services = servicesAt(server.origin, { gate: gateOf(seen), requestTimeout: millis(5_000) });
    expect((await services.managed.list(patient)).ok).toBe(true);
    expect(seen).toEqual([
      { operation: 'ListApplications', units: 1, outcome: 'throttled' },
      { operation: 'ListApplications', units: 1, outcome: 'ok' },
    ]);
    expect(server.requests.length).toBe(2);
  });

  it('hears how many queries a request has, which is what is paid', async () => {
    const server = await serving((_, response) => json(response, { MetricDataResults: [] }));
    const seen: Seen[] = [];
    const query = { namespace: 'n', metric: 'm', dimensions: {}, statistic: 'Average', period: MINUTE } as const;
    await servicesAt(server.origin, { gate: gateOf(seen), requestTimeout: millis(5_000) }).metrics.read(
      Array.from({ length: 520 }, () => query),
      { from: millis(0), to: MINUTE },
      patient,
    );
    expect(seen.map(({ units }) => units)).toEqual([500, 20]);
  });

  it('keeps a request back until its turn, or until nobody waits any more', async () => {
    const server = await serving((_, response) => json(response, { ApplicationSummaries: [] }));
    const turns: (() => void)[] = [];
    const seen: Seen[] = [];
    const gate = gateOf(
      seen,
      (_, signal) =>
        new Promise((resolve, reject) => {
          turns.push(resolve);
          signal?.addEventListener('abort', () => reject(new Error('Nobody waits.')), { once: true });
        }),
    );
    const { managed } = servicesAt(server.origin, { gate, requestTimeout: millis(5_000) });
    const [patientOne, impatient] = [managed.list(patient), new AbortController()];
    const other = managed.list(impatient.signal);
    await vi.waitFor(() => expect(turns.length).toBe(2), { timeout: 10_000 });
    expect(server.requests).toEqual([]);
    impatient.abort();
    expect(await other).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    turns[0]?.();
    expect((await patientOne).ok).toBe(true);
    expect(server.requests.length).toBe(1);
    expect(seen.map(({ outcome }) => outcome)).toEqual(['ok']);
  });

  it('hears of a request that nobody wants any more that it was cancelled, and of one without an answer that it failed', async () => {
    const server = await serving(() => undefined);
    const seen: Seen[] = [];
    const { managed } = servicesAt(server.origin, { gate: gateOf(seen), requestTimeout: millis(60_000) });
    const impatient = new AbortController();
    const answer = managed.list(impatient.signal);
    await vi.waitFor(() => expect(server.requests.length).toBe(1), { timeout: 10_000 });
    impatient.abort();
    expect((await answer).ok).toBe(false);
    await vi.waitFor(() => expect(seen.map(({ outcome }) => outcome)).toEqual(['cancelled']), { timeout: 10_000 });
    const late = servicesAt(server.origin, { gate: gateOf(seen), requestTimeout: millis(200) });
    expect((await late.managed.list(patient)).ok).toBe(false);
    await vi.waitFor(() => expect(seen.at(-1)?.outcome).toBe('failed'), { timeout: 10_000 });
  });

  it('does not count what has no credentials to go out with', async () => {
    const seen: Seen[] = [];
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
    const { managed } = servicesAt('http://127.0.0.1:9', {
      gate: gateOf(seen),
      credentials: { kind: 'chain', profile: 'nobody' },
    });
    expect(await managed.list(patient)).toMatchObject({ ok: false, error: { kind: 'credentials-missing' } });
    vi.unstubAllEnvs();
    expect(seen).toEqual([]);
  });
});
