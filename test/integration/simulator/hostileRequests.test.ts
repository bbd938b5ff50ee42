import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

let simulator: TestSimulator;
let region: string;
beforeAll(async () => {
  simulator = await startTestSimulator({ historyHours: 0.1 });
  ({ region } = await simulator.state());
});
afterAll(() => simulator.close());

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Without fetch, which would tidy up paths and headers. */
const send = ({ method, path, headers = {}, body = '' }: Sent): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(simulator.addresses.aws);
    const request = rawRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });

describe('at the door', () => {
  it('another host’s name is refused: a page may have made it lead here', async () => {
    const answer = await send({ method: 'GET', path: '/', headers: { host: 'evil.example' } });
    expect(answer.status).toBe(403);
  });

  it('more than 4 MB is refused, and the server goes on', async () => {
    const answer = await send({ method: 'POST', path: '/', body: 'x'.repeat(4 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect((await simulator.state()).scenario).toBe('demo');
  });

  it('what is served nowhere is not found', async () => {
    expect((await send({ method: 'GET', path: '/favicon.ico' })).status).toBe(404);
    expect((await send({ method: 'GET', path: '/' })).status).toBe(400);
  });
});

/** The same chance in every run. */
function chance(seed: number) {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[below(from.length)];
    if (picked === undefined) throw new Error('Nothing to pick from.');
    return picked;
  };
  return { below, pick };
}

// prettier-ignore
const ODD = [
  null, true, false, 0, -1, 1.5, 1e308, 51, '', 'x', ' ', '\u0000', '../..', '$', '%', '"', '{ $.a = 1 }', '{ ((( }', '{', 'a'.repeat(600),
  [], [[]], [null], {}, { a: 1 }, { Id: 'a' }, 'AWS/KinesisAnalytics', '/aws/kinesis-analytics/x', Number.MAX_SAFE_INTEGER, '__proto__', '-', '?', '"a" -b ?c',
] as const;

const OPERATIONS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'KinesisAnalytics_20180523.ListApplications': ['kinesisanalytics', ['Limit', 'NextToken']],
  'KinesisAnalytics_20180523.DescribeApplication': ['kinesisanalytics', ['ApplicationName', 'IncludeAdditionalDetails']],
  'KinesisAnalytics_20180523.CreateApplicationPresignedUrl': [
    'kinesisanalytics',
    ['ApplicationName', 'UrlType', 'SessionExpirationDurationInSeconds'],
  ],
  'KinesisAnalytics_20180523.ListTagsForResource': ['kinesisanalytics', ['ResourceARN']],
  'KinesisAnalytics_20180523.': ['kinesisanalytics', ['x']],
  'GraniteServiceVersion20100801.ListMetrics': [
    'monitoring',
    ['Namespace', 'MetricName', 'Dimensions', 'NextToken', 'RecentlyActive'],
  ],
  'GraniteServiceVersion20100801.GetMetricData': [
    'monitoring',
    ['MetricDataQueries', 'StartTime', 'EndTime', 'NextToken', 'ScanBy', 'MaxDatapoints'],
  ],
  'Logs_20140328.FilterLogEvents': [
    'logs',
    ['logGroupName', 'logStreamNames', 'startTime', 'endTime', 'filterPattern', 'limit', 'nextToken', 'logStreamNamePrefix'],
  ],
  'Logs_20140328.DescribeLogStreams': ['logs', ['logGroupName', 'orderBy', 'descending', 'limit']],
  'Nothing.Nothing': ['nothing', ['x']],
};

it('thousands of malformed requests get a refusal each, never a failure', async () => {
  const { below, pick } = chance(20_261_013);
  const [base = ''] = Object.values(simulator.addresses.flink);
  const flink = new URL(base).pathname;
  const links = [...(await (await fetch(base)).text()).matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);
  const control = new URL(simulator.addresses.control).pathname;

  const malformed = (): Sent => {
    const kind = below(10);
    if (kind < 6) {
      const target = pick(Object.keys(OPERATIONS));
      const [service, members] = OPERATIONS[target] ?? ['', []];
      const body = JSON.stringify(Object.fromEntries(members.filter(() => below(3) > 0).map((name) => [name, pick(ODD)])));
      const scope =
        below(20) === 0
          ? JSON.stringify(pick(ODD)).replace(/[^\x20-\x7e]/g, '')
          : `any/20261013/${region}/${service}/aws4_request`;
      return {
        method: below(30) === 0 ? 'PUT' : 'POST',
        path: '/',
        headers: {
          'x-amz-target': target,
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        },
        body: below(8) === 0 ? body.slice(0, below(body.length + 1)) : body,
      };
    }
    if (kind < 9) {
      const steps = pick(links).split('/');
      steps[below(steps.length)] = pick([
        '..',
        '%00',
        '%ff',
        '%2F',
        '',
        'x',
        '-1',
        '99999999999999999999',
        '0'.repeat(32),
        ':job',
        '*',
      ]);
      const query = pick(['', '?get=', '?get=,', '?get=x&get=y', '?agg=nothing&get=uptime', '?%', '?authToken=', '?authToken=x']);
      return { method: pick(['GET', 'GET', 'GET', 'POST', 'HEAD']), path: flink + steps.join('/') + query };
    }
    const path = pick(['/clock', '/fault', '/state', '/', '', '/clock/x', '/%2e%2e']);
    return {
      method: pick(['GET', 'POST']),
      path: control + path,
      headers: { 'content-type': pick(['application/json', 'text/plain']) },
      body: pick(['', 'null', '[]', '{"speed":1e9}', '{"change":"on"}', '{"__proto__":{"speed":5}}', '"', '{"paused":1}']),
    };
  };

  for (let i = 0; i < 4_000; i += 1) {
    const sent = malformed();
    const { status, body } = await send(sent);
    // Flink itself calls an unknown TaskManager a failure of the server.
    const flinks = status === 500 && sent.path.includes('/taskmanagers/') && body.includes('No TaskExecutor registered under');
    expect(status < 500 || flinks, `${JSON.stringify(sent)} → ${status} ${body}`).toBe(true);
  }
  expect(await simulator.state()).toMatchObject({ scenario: 'demo', speed: 1, now: simulator.start });
});
