import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { boto3 } from './support/boto3.ts';
import type { BotoCall } from './support/boto3.ts';

const LIST: BotoCall = { service: 'kinesisanalyticsv2', operation: 'ListApplications', input: {} };

/** Asks a server that always gives one answer. */
async function violationsOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  call: BotoCall = LIST,
): Promise<readonly string[]> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { answers } = await boto3({ endpoint, region: 'eu-west-1', accessKeyId: 'peer', secretAccessKey: 'peer' }, [call]);
    return answers.flatMap(({ violations }) => violations);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'one' };
const summary = {
  ApplicationName: 'orders',
  ApplicationARN: 'arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders',
  ApplicationStatus: 'RUNNING',
  ApplicationVersionId: 1,
  RuntimeEnvironment: 'FLINK-1_20',
};

it('a good answer has no violation', async () => {
  expect(await violationsOf(200, headers, JSON.stringify({ ApplicationSummaries: [summary] }))).toEqual([]);
});

it('every planted violation is found', async () => {
  const { RuntimeEnvironment: _, ...without } = summary;
  const body = {
    ApplicationSummaries: [
      { ...summary, ApplicationStatus: 'SLEEPING' },
      { ...summary, ApplicationVersionId: '1' },
      { ...summary, ApplicationName: 'no spaces', Colour: 'blue' },
      { ...summary, ApplicationVersionId: 0, ApplicationARN: null },
      without,
    ],
    NextToken: 7,
  };
  expect(await violationsOf(200, { ...headers, 'content-type': 'application/json' }, JSON.stringify(body))).toEqual([
    'content-type: application/json instead of application/x-amz-json-1.1',
    expect.stringMatching(/\[0\]\.ApplicationStatus: SLEEPING is none of/),
    expect.stringMatching(/\[1\]\.ApplicationVersionId: "1" instead of a whole number/),
    expect.stringMatching(/\[2\]\.ApplicationName: no spaces does not match/),
    expect.stringMatching(/\[2\]\.Colour: not in the model/),
    expect.stringMatching(/\[3\]\.ApplicationARN: null instead of a text/),
    expect.stringMatching(/\[3\]\.ApplicationVersionId: value 0 is below 1/),
    expect.stringMatching(/\[4\]\.RuntimeEnvironment: missing/),
    expect.stringMatching(/\.NextToken: 7 instead of a text/),
  ]);
});

it('an error that the operation does not declare is found', async () => {
  const body = JSON.stringify({ __type: 'NoSuchBucket', message: 'none' });
  expect(await violationsOf(400, headers, body)).toEqual([
    expect.stringContaining('NoSuchBucket is not an error of this operation'),
  ]);
});

describe('the Query protocol', () => {
  const IDENTITY: BotoCall = { service: 'sts', operation: 'GetCallerIdentity', input: {} };
  const xml = { 'content-type': 'text/xml', 'x-amzn-requestid': 'one' };
  const answer = (result: string, namespace = 'https://sts.amazonaws.com/doc/2011-06-15/') =>
    `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>${result}</GetCallerIdentityResult>` +
    '<ResponseMetadata><RequestId>one</RequestId></ResponseMetadata></GetCallerIdentityResponse>';
  const refusal = (code: string, type = 'Sender') =>
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>${type}</Type><Code>${code}</Code>` +
    '<Message>no</Message></Error><RequestId>one</RequestId></ErrorResponse>';

  it('a good answer, and a good refusal, have no violation', async () => {
    expect(await violationsOf(200, xml, answer('<Account>1</Account>'), IDENTITY)).toEqual([]);
    expect(await violationsOf(403, xml, refusal('AccessDenied'), IDENTITY)).toEqual([]);
  });

  it('every planted violation is found', async () => {
    expect(await violationsOf(200, xml, answer('<Colour>blue</Colour><Arn>short</Arn>', 'urn:other'), IDENTITY)).toEqual([
      expect.stringMatching(/is not of the namespace/),
      expect.stringMatching(/\.Colour: not in the model/),
      expect.stringMatching(/\.Arn: length 5 is below 20/),
    ]);
    expect(await violationsOf(403, xml, refusal('NoSuchBucket', 'Receiver'), IDENTITY)).toEqual([
      expect.stringMatching(/Type Receiver instead of Sender/),
      expect.stringMatching(/NoSuchBucket is not an error/),
    ]);
  });
});

it('in CBOR, every planted violation is found', async () => {
  const call: BotoCall = { service: 'cloudwatch', operation: 'ListMetrics', input: {}, protocol: 'smithy-rpc-v2-cbor' };
  const cbor = { 'content-type': 'application/cbor', 'x-amzn-requestid': 'one' };
  // {"Metrics": 7}
  const body = Buffer.concat([Buffer.from([0xa1, 0x67]), Buffer.from('Metrics'), Buffer.from([0x07])]);
  const found = await violationsOf(200, cbor, body, call);
  expect(found).toContainEqual(expect.stringMatching(/^smithy-protocol/));
  expect(found).toContainEqual(expect.stringMatching(/\.Metrics: 7 instead of a list/));
});
