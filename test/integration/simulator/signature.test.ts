import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudWatch } from '#electron/clients/aws/cloudWatch.ts';
import { logs } from '#electron/clients/aws/logs.ts';
import { managedService } from '#electron/clients/aws/managedService.ts';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import { millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { rawAws } from './rawAws.ts';

const KEYS = { accessKeyId: 'AKIAEXAMPLEEXAMPLE01', secretAccessKey: 'only/the+engine=knows' };
const never = new AbortController().signal;
let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator({ credentials: KEYS });
});
afterAll(() => simulator.close());

const listing = async (change: Partial<AwsOptions>) => {
  const service = managedService(await simulator.aws(change));
  try {
    return await service.list(never);
  } finally {
    service.close();
  }
};

const keys = (accessKeyId: string, secretAccessKey: string): Partial<AwsOptions> => ({
  credentials: { kind: 'keys', accessKeyId, secretAccessKey },
});

it('lets in who holds the key, to every service', async () => {
  const options = await simulator.aws();
  expect((await listing({})).ok).toBe(true);
  const [metrics, records] = [cloudWatch(options), logs(options)];
  const query = {
    namespace: 'AWS/KinesisAnalytics',
    metric: 'ü & “quotes”',
    dimensions: {},
    statistic: 'Sum',
    period: millis(60_000),
  } as const;
  expect(await metrics.read([query], { from: millis(simulator.start - 60_000), to: millis(simulator.start) }, never)).toEqual({
    ok: true,
    value: [[]],
  });
  expect(
    await records.find({ group: '/none', stream: 'none', pattern: '', from: millis(0), to: millis(1), limit: 1 }, never),
  ).toMatchObject({ error: { kind: 'not-found' } });
  metrics.close();
  records.close();
});

describe('turns away', () => {
  it('another key', async () => {
    expect(await listing(keys('AKIAEXAMPLEEXAMPLE02', KEYS.secretAccessKey))).toMatchObject({
      error: { kind: 'credentials-missing', message: expect.stringContaining('The security token included') as string },
    });
  });

  it('a wrong secret', async () => {
    expect(await listing(keys(KEYS.accessKeyId, 'guessed'))).toMatchObject({
      error: {
        kind: 'credentials-missing',
        message: expect.stringContaining('signature we calculated does not match') as string,
      },
    });
  });

  it('another region', async () => {
    expect(await listing({ region: 'ap-south-2' })).toMatchObject({
      error: { message: expect.stringContaining("valid region, not 'ap-south-2'") as string },
    });
  });

  it('nobody’s request', async () => {
    const answer = await rawAws(
      simulator.addresses.aws,
      'Logs_20140328.DescribeLogGroups',
      {},
      { headers: { authorization: '' } },
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ __type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' });
  });

  it.each([
    ['another algorithm', 'AWS5 x', 'IncompleteSignatureException'],
    [
      'no signature',
      'AWS4-HMAC-SHA256 Credential=a/20261013/r/s/aws4_request, SignedHeaders=host',
      'IncompleteSignatureException',
    ],
    ['half a scope', 'AWS4-HMAC-SHA256 Credential=a/20261013, SignedHeaders=host, Signature=00', 'IncompleteSignatureException'],
  ])('%s', async (_what, authorization, type) => {
    const answer = await rawAws(simulator.addresses.aws, 'Logs_20140328.DescribeLogGroups', {}, { headers: { authorization } });
    expect(answer.body.__type).toBe(type);
  });

  it('a body that was changed on the way, and a request of yesterday', async () => {
    const recorded: { headers: Record<string, string>; body: string }[] = [];
    const { createServer } = await import('node:http');
    const eavesdropper = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        recorded.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(400).end('{}');
      });
    });
    await new Promise<void>((resolve) => eavesdropper.listen(0, '127.0.0.1', resolve));
    const { port } = eavesdropper.address() as { port: number };
    await listing({ endpoint: `http://127.0.0.1:${port}` });
    eavesdropper.close();
    const [{ headers, body }] = recorded as [(typeof recorded)[0]];

    // The same request is good for the eavesdropper's own host only: its name is signed.
    const replay = async (text: string) => {
      const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
      const response = await fetch(simulator.addresses.aws, { method: 'POST', headers: rest, body: text });
      return (await response.json()) as { __type: string; message: string };
    };
    expect((await replay(body)).message).toMatch(/does not match/);
    expect((await replay('{"Limit":1}')).message).toMatch(/does not match/);
    simulator.pass(86_400_000);
    expect((await replay(body)).message).toMatch(/^Signature expired: \d{8}T\d{6}Z is now earlier than/);
  });
});

it('lets a client whose clock is a day behind correct itself', async () => {
  expect((await listing({})).ok).toBe(true);
});
