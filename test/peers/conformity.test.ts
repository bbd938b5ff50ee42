import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { boto3 } from './support/boto3.ts';

/** Asks a server that always gives one answer. */
async function violationsOf(status: number, headers: Readonly<Record<string, string>>, body: string): Promise<readonly string[]> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { answers } = await boto3({ endpoint, region: 'eu-west-1', accessKeyId: 'peer', secretAccessKey: 'peer' }, [
      { service: 'kinesisanalyticsv2', operation: 'ListApplications', input: {} },
    ]);
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
