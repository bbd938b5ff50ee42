import type { ApplicationDetail, CreateApplicationRequest } from '@aws-sdk/client-kinesis-analytics-v2';
import { DescribeApplicationCommand, KinesisAnalyticsV2Client } from '@aws-sdk/client-kinesis-analytics-v2';
import { MINUTE } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { RawAnswer } from '../rawAws.ts';
import { rawAws } from '../rawAws.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/service-role/flink-execution';
export const LOG_STREAM = 'arn:aws:logs:us-east-1:123456789012:log-group:/flink/orders:log-stream:app';
export const SUBNET = 'subnet-0a1b2c3d4e5f60718';
export const SECURITY_GROUP = 'sg-0a1b2c3d4e5f60718';

/** Code that the simulator has a program for. */
export const CODE = {
  CodeContentType: 'ZIPFILE',
  CodeContent: { S3ContentLocation: { BucketARN: 'arn:aws:s3:::artifacts', FileKey: 'jobs/orders-enrichment-1.4.0.jar' } },
} as const;

/** What CreateApplication wants at least, with code. */
export const plain = (name: string, change: Partial<CreateApplicationRequest> = {}): CreateApplicationRequest => ({
  ApplicationName: name,
  RuntimeEnvironment: 'FLINK-1_20',
  ServiceExecutionRole: ROLE,
  ApplicationConfiguration: { ApplicationCodeConfiguration: CODE },
  ...change,
});

/** The service as its SDK sees it, and as somebody does who writes requests by hand; time passes only when it is told to. */
export async function startService() {
  const simulator = await startTestSimulator({ historyHours: 0.1 });
  const { aws, region } = await simulator.state();
  const client = new KinesisAnalyticsV2Client({
    endpoint: aws,
    region,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });

  const ask = (operation: string, body: object): Promise<RawAnswer> =>
    rawAws(aws, `KinesisAnalytics_20180523.${operation}`, body, { region });

  const describe = async (name: string): Promise<ApplicationDetail> => {
    const { ApplicationDetail: detail } = await client.send(new DescribeApplicationCommand({ ApplicationName: name }));
    if (detail === undefined) throw new Error(`${name} has no detail.`);
    return detail;
  };

  return {
    client,
    describe,
    ask,
    now: async () => (await simulator.state()).now,
    pass: (minutes: number) => simulator.advance(minutes * MINUTE),
    /** An answer that has to be a good one. */
    async succeed(operation: string, body: object): Promise<Record<string, unknown>> {
      const answer = await ask(operation, body);
      if (answer.status !== 200) throw new Error(`${operation}: ${answer.body.__type}: ${answer.body.message}`);
      return answer.body;
    },
    /** Lets time pass until all of them are in the status. */
    async settle(status: string, ...names: readonly string[]): Promise<void> {
      for (let minutes = 0; minutes < 30; minutes++) {
        const found = await Promise.all(names.map(async (name) => (await describe(name)).ApplicationStatus));
        if (found.every((each) => each === status)) return;
        await simulator.advance(MINUTE);
      }
      throw new Error(`${names.join(', ')} never became ${status}.`);
    },
    async close() {
      client.destroy();
      await simulator.close();
    },
  };
}

export type TestService = Awaited<ReturnType<typeof startService>>;
