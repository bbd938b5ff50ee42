import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeCbor } from '#electron/simulator/aws/protocol/decodeCbor.ts';
import { encodeCbor } from '#electron/simulator/aws/protocol/encodeCbor.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { rawAws } from './rawAws.ts';

let simulator: TestSimulator;
let application: string;
beforeAll(async () => {
  simulator = await startTestSimulator({ historyHours: 0.5 });
  [application = ''] = Object.keys((await simulator.state()).flink);
});
afterAll(() => simulator.close());

const authorization =
  'AWS4-HMAC-SHA256 Credential=any/20261013/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=00';
const NAMESPACE = 'http://monitoring.amazonaws.com/doc/2010-08-01/';

const read = async (response: Response) => ({
  status: response.status,
  type: response.headers.get('content-type'),
  xml: await response.text(),
});
const parametersOf = (parameters: Readonly<Record<string, string>>) =>
  new URLSearchParams({ Version: '2010-08-01', ...parameters }).toString();

const form = async (parameters: Readonly<Record<string, string>>) =>
  read(
    await fetch(simulator.addresses.aws, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: parametersOf(parameters),
    }),
  );

const cbor = async (operation: string, body: Buffer | object, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(`${simulator.addresses.aws}/service/GraniteServiceVersion20100801/operation/${operation}`, {
    method: 'POST',
    headers: { authorization, 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor', ...headers },
    body: new Uint8Array(Buffer.isBuffer(body) ? body : encodeCbor(body)),
  });
  const decoded = decodeCbor(new Uint8Array(await response.arrayBuffer()));
  if (!decoded.ok) throw new Error(decoded.error);
  return { status: response.status, headers: response.headers, body: decoded.value as Readonly<Record<string, unknown>> };
};

const query = () => ({
  Id: 'cpu',
  MetricStat: {
    Metric: {
      Namespace: 'AWS/KinesisAnalytics',
      MetricName: 'cpuUtilization',
      Dimensions: [{ Name: 'Application', Value: application }],
    },
    Period: 60,
    Stat: 'Average',
  },
});

describe('the same figures in every protocol', () => {
  it('moments and doubles of a metric', async () => {
    const [from, to] = [simulator.start - 300_000, simulator.start];
    const json = await rawAws(simulator.addresses.aws, 'GraniteServiceVersion20100801.GetMetricData', {
      MetricDataQueries: [query()],
      StartTime: from / 1000,
      EndTime: to / 1000,
    });
    const binary = await cbor('GetMetricData', {
      MetricDataQueries: [query()],
      StartTime: new Date(from),
      EndTime: new Date(to),
    });
    const text = await form({
      Action: 'GetMetricData',
      StartTime: new Date(from).toISOString(),
      EndTime: new Date(to).toISOString(),
      'MetricDataQueries.member.1.Id': 'cpu',
      'MetricDataQueries.member.1.MetricStat.Metric.Namespace': 'AWS/KinesisAnalytics',
      'MetricDataQueries.member.1.MetricStat.Metric.MetricName': 'cpuUtilization',
      'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'Application',
      'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value': application,
      'MetricDataQueries.member.1.MetricStat.Period': '60',
      'MetricDataQueries.member.1.MetricStat.Stat': 'Average',
    });
    expect([json.status, binary.status, text.status]).toEqual([200, 200, 200]);
    expect(binary.body).toEqual(json.body);

    const [result] = json.body['MetricDataResults'] as [{ Timestamps: number[]; Values: number[] }];
    expect(result.Values).toHaveLength(5);
    expect(text.type).toBe('text/xml');
    const members = (list: string) => [
      ...(new RegExp(`<${list}>(.*?)</${list}>`).exec(text.xml)?.[1] ?? '').matchAll(/<member>(.*?)<\/member>/g),
    ];
    expect(members('Values').map(([, value]) => Number(value))).toEqual(result.Values);
    expect(members('Timestamps').map(([, at]) => at)).toEqual(result.Timestamps.map((at) => new Date(at * 1000).toISOString()));
    expect(text.xml).toMatch(`<GetMetricDataResponse xmlns="${NAMESPACE}"><GetMetricDataResult>`);
    expect(text.xml).toMatch(
      /<ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata><\/GetMetricDataResponse>$/,
    );
  });

  it('a form that is sent with GET', async () => {
    const parameters = parametersOf({ Action: 'ListMetrics', MetricName: 'cpuUtilization' });
    const answer = await read(await fetch(`${simulator.addresses.aws}/?${parameters}`, { headers: { authorization } }));
    expect(answer.status).toBe(200);
    expect(answer.xml).toContain(
      `<Dimensions><member><Name>Application</Name><Value>${application}</Value></member></Dimensions>`,
    );
  });

  it('a body that the client has packed', async () => {
    const packed = gzipSync(encodeCbor({ MetricName: 'cpuUtilization' }));
    const answer = await cbor('ListMetrics', packed, { 'content-encoding': 'gzip' });
    expect(answer.body['Metrics']).not.toEqual([]);
  });
});

describe('refusals in the shape of each protocol', () => {
  it('Query: the older code, who is to blame, the sentence', async () => {
    const answer = await form({ Action: 'ListMetrics', NextToken: 'a<b' });
    expect(answer.status).toBe(400);
    expect(answer.xml).toMatch(
      `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>InvalidParameterValue</Code><Message>The value for parameter NextToken`,
    );
  });

  it('Query: an action or a version that there is not', async () => {
    expect((await form({ Action: 'Dance' })).xml).toContain('<Code>InvalidAction</Code>');
    expect((await form({ Action: 'ListMetrics', Version: '1999-01-01' })).status).toBe(400);
  });

  it('CBOR: the exception, and the older code for who asks for it', async () => {
    const answer = await cbor('ListMetrics', { NextToken: 'x' }, { 'x-amzn-query-mode': 'true' });
    expect(answer).toMatchObject({ status: 400, body: { __type: 'InvalidParameterValueException' } });
    expect(answer.headers.get('x-amzn-query-error')).toBe('InvalidParameterValue;Sender');
    expect(answer.headers.get('smithy-protocol')).toBe('rpc-v2-cbor');
  });

  it.each([
    ['that ends too early', Buffer.from([0xa1, 0x61])],
    ['with something behind it', Buffer.from([0xa0, 0x00])],
    ['that never ends', Buffer.alloc(2000, 0x9f)],
    ['of a reserved kind', Buffer.from([0xfc])],
  ])('CBOR %s', async (_what, body) => {
    expect(await cbor('ListMetrics', body)).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
  });

  it('a packed body that is not, or that unpacks to more than a body may hold', async () => {
    for (const body of [Buffer.from('not gzip'), gzipSync(Buffer.alloc(5 * 1024 * 1024))])
      expect(await cbor('ListMetrics', body, { 'content-encoding': 'gzip' })).toMatchObject({ status: 400 });
  });

  it('JSON that is deeper than anything a service takes', async () => {
    const deep = '{"Dimensions":'.padEnd(50_000, '[');
    const answer = await rawAws(simulator.addresses.aws, 'GraniteServiceVersion20100801.ListMetrics', deep);
    expect(answer).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
  });
});
