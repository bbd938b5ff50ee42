import { describe, expect, it } from 'vitest';
import { relevant } from '#electron/engine/aws/collect/alarms.ts';
import { sourcesOf } from '#electron/engine/aws/collect/sourcesOf.ts';
import type { ManagedApplication } from '#electron/clients/aws/describeManaged.ts';
import type { Alarm } from '#shared/model/alarm.ts';

const described = (entries: Record<string, string>): ManagedApplication => ({
  name: 'orders',
  arn: 'arn',
  status: 'RUNNING',
  version: 1,
  runtime: 'FLINK-1_20',
  mode: 'STREAMING',
  description: null,
  parallelism: 4,
  kpus: 4,
  created: null,
  updated: null,
  checkpointInterval: null,
  checkpointsEnabled: null,
  metricsLevel: null,
  logs: null,
  configuration: [
    { id: 'properties-consumer', title: 'c', entries: Object.entries(entries).map(([label, value]) => ({ label, value })) },
    { id: 'code', title: 'Code', entries: [{ label: 'stream.name', value: 'not-a-property' }] },
  ],
});

describe('what an application reads and writes', () => {
  it('is told by the dimensions of its connectors', () => {
    const found = sourcesOf(
      [
        { dimensions: { Application: 'orders', Flow: 'Input', Id: 'orders-stream' } },
        { dimensions: { Application: 'orders', Flow: 'Input', Id: 'orders-stream', ShardId: '1' } },
        { dimensions: { Application: 'orders', Flow: 'Input', Topic: 'clicks' } },
        { dimensions: { Application: 'orders', Task: 'x' } },
      ],
      null,
    );
    expect(found).toEqual({ streams: ['orders-stream'], topics: ['clicks'] });
  });

  it('is told by runtime properties, and by nothing else of the configuration', () => {
    const properties = {
      'input.stream.arn': 'arn:aws:kinesis:eu-west-1:123456789012:stream/in-stream',
      'output.stream.name': 'out-stream',
      'kafka.topic': 'a, b',
      'aws.region': 'eu-west-1',
    };
    expect(sourcesOf([], described(properties))).toEqual({ streams: ['in-stream', 'out-stream'], topics: ['a', 'b'] });
  });
});

const alarm = (namespace: string, dimensions: Record<string, string>, change: Partial<Alarm> = {}): Alarm => ({
  arn: 'arn',
  name: 'alarm',
  description: null,
  state: 'OK',
  stateReason: '',
  stateSince: null,
  metric: { namespace, metric: 'm', dimensions },
  statistic: 'Maximum',
  queries: [],
  comparison: 'GreaterThanThreshold',
  threshold: 1,
  period: null,
  evaluationPeriods: 1,
  datapointsToAlarm: null,
  treatMissingData: null,
  actionsEnabled: true,
  actions: [],
  applications: [],
  history: [],
  ...change,
});

describe('the alarms that are ours', () => {
  const readers = new Map([['orders-stream', ['orders', 'audit']]]);

  it('are those of the managed service', () => {
    const own = alarm('AWS/KinesisAnalytics', { Application: 'orders' }, { applications: ['orders'] });
    expect(relevant(own, readers)).toEqual(own);
    expect(relevant(alarm('AWS/KinesisAnalytics', {}), readers)).toMatchObject({ applications: [] });
  });

  it('are those of a stream that an application reads, in an expression as well', () => {
    const metric = { namespace: 'AWS/Kinesis', metric: 'm', dimensions: { StreamName: 'orders-stream' } };
    expect(relevant(alarm('AWS/Kinesis', metric.dimensions), readers)).toMatchObject({ applications: ['orders', 'audit'] });
    const query = { id: 'm1', expression: null, metric, statistic: 'Sum', period: null, returnData: false };
    expect(relevant(alarm('x', {}, { metric: null, queries: [query] }), readers)).toMatchObject({
      applications: ['orders', 'audit'],
    });
  });

  it('are no others', () => {
    expect(relevant(alarm('AWS/Kinesis', { StreamName: 'somebody-elses' }), readers)).toBeNull();
    expect(relevant(alarm('AWS/EC2', { InstanceId: 'i' }), readers)).toBeNull();
  });
});
