import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import type { PutCompositeAlarmCommandInput, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { startTestSimulator } from '#test/support/simulator.ts';

const MINUTE = 60_000;
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:on-call';

/** A simulator with a metric of one's own, `Shop/queue`, and verbs on the alarms that watch it. */
async function setup() {
  const simulator = await startTestSimulator({ historyHours: 0.2 });
  const client = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
  onTestFinished(async () => {
    client.destroy();
    await simulator.close();
  });
  const one = (name: string) =>
    client.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }));
  return {
    simulator,
    client,
    watch: (change: Partial<PutMetricAlarmCommandInput> = {}) =>
      client.send(
        new PutMetricAlarmCommand({
          AlarmName: 'queue',
          Namespace: 'Shop',
          MetricName: 'queue',
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 3,
          Threshold: 50,
          ComparisonOperator: 'GreaterThanThreshold',
          AlarmActions: [TOPIC],
          ...change,
        }),
      ),
    combine: (change: Partial<PutCompositeAlarmCommandInput> = {}) =>
      client.send(
        new PutCompositeAlarmCommand({ AlarmName: 'shop', AlarmRule: 'ALARM(queue)', AlarmActions: [TOPIC], ...change }),
      ),
    /** Of the minute that is now. */
    publish: (value: number) =>
      client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [{ MetricName: 'queue', Value: value }] })),
    passMinutes: (minutes: number) => simulator.advance(minutes * MINUTE),
    state: async (name = 'queue') => {
      const { MetricAlarms = [], CompositeAlarms = [] } = await one(name);
      return [...MetricAlarms, ...CompositeAlarms][0];
    },
    history: async (name: string) => {
      const { AlarmHistoryItems = [] } = await client.send(
        new DescribeAlarmHistoryCommand({
          AlarmName: name,
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          ScanBy: 'TimestampAscending',
        }),
      );
      return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
    },
  };
}

describe('a metric alarm', () => {
  it('rings when three minutes in a row are too high, acts, and says why in the service’s words', async () => {
    const { watch, publish, passMinutes, state, history, simulator } = await setup();
    await watch();
    expect(await state()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA', StateReason: 'Unchecked: Initial alarm creation' });
    for (const value of [10, 60, 70, 80]) {
      await publish(value);
      await passMinutes(1);
    }
    const ringing = await state();
    expect(ringing).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 3 datapoints [80.0 (13/10/26 12:03:00), 70.0 (13/10/26 12:02:00), 60.0 (13/10/26 12:01:00)] were greater than the threshold (50.0).',
    });
    expect(ringing?.StateUpdatedTimestamp?.getTime()).toBe(simulator.start + 4 * MINUTE);
    expect(JSON.parse(ringing?.StateReasonData ?? '')).toMatchObject({
      version: '1.0',
      queryDate: '2026-10-13T12:04:00.000+0000',
      startDate: '2026-10-13T12:01:00.000+0000',
      statistic: 'Maximum',
      period: 60,
      recentDatapoints: [60, 70, 80],
      threshold: 50,
      evaluatedDatapoints: [{ timestamp: '2026-10-13T12:03:00.000+0000', sampleCount: 1, value: 80 }, {}, {}],
    });
    await publish(20);
    await passMinutes(1);
    expect(await history('queue')).toEqual([
      'Alarm "queue" created',
      'Alarm updated from INSUFFICIENT_DATA to OK',
      'Alarm updated from OK to ALARM',
      `Successfully executed action ${TOPIC}`,
      'Alarm updated from ALARM to OK',
    ]);
  });

  it('that wants two of three says how many it wants', async () => {
    const { watch, publish, passMinutes, state } = await setup();
    await watch({ DatapointsToAlarm: 2 });
    for (const value of [60, 10, 70]) {
      await publish(value);
      await passMinutes(1);
    }
    expect(await state()).toMatchObject({
      StateValue: 'ALARM',
      StateReason: expect.stringMatching(
        /^Threshold Crossed: 2 out of the last 3 datapoints .* were greater than the threshold \(50\.0\) \(minimum 2 datapoints for OK -> ALARM transition\)\.$/,
      ) as string,
    });
  });

  it.each([
    ['breaching', 'ALARM', /no datapoints were received for 3 periods and 3 missing datapoints were treated as \[Breaching\]/],
    ['notBreaching', 'OK', /treated as \[NonBreaching\]/],
    ['missing', 'INSUFFICIENT_DATA', /Unchecked/],
    ['ignore', 'INSUFFICIENT_DATA', /Unchecked/],
  ])('without data, missing data being %s, is in %s', async (TreatMissingData, value, reason) => {
    const { watch, passMinutes, state } = await setup();
    await watch({ TreatMissingData });
    await passMinutes(2);
    const found = await state();
    expect([found?.StateValue, found?.StateReason]).toEqual([value, expect.stringMatching(reason)]);
  });

  it('whose data stops goes from ringing to insufficient data, unless it is to ignore that', async () => {
    const { watch, publish, passMinutes, state } = await setup();
    await watch({ EvaluationPeriods: 1 });
    await watch({ EvaluationPeriods: 1, AlarmName: 'patient', TreatMissingData: 'ignore' });
    await publish(99);
    await passMinutes(1);
    expect([(await state())?.StateValue, (await state('patient'))?.StateValue]).toEqual(['ALARM', 'ALARM']);
    await passMinutes(5);
    expect(await state()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 3 datapoints were unknown.',
    });
    expect((await state('patient'))?.StateValue).toBe('ALARM');
  });

  it('finds the same, however rarely somebody looks', async () => {
    const play = async (looks: boolean) => {
      const { watch, publish, passMinutes, state, history } = await setup();
      await watch();
      for (const value of [60, 70, 80, 10, 90]) {
        await publish(value);
        await passMinutes(1);
        if (looks) await state();
      }
      if (looks) for (let i = 0; i < 10; i += 1) await passMinutes(1).then(() => state());
      else await passMinutes(10);
      return [await state(), await history('queue')];
    };
    expect(await play(true)).toEqual(await play(false));
  });

  it('does not know data of a minute that came after that minute was judged', async () => {
    const { client, watch, passMinutes, history, simulator } = await setup();
    await watch({ EvaluationPeriods: 1 });
    await passMinutes(5);
    const late = { MetricName: 'queue', Value: 99, Timestamp: new Date(simulator.start) };
    await client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [late] }));
    await passMinutes(2);
    expect(await history('queue')).toEqual(['Alarm "queue" created']);
  });

  it('on an expression watches what it gives', async () => {
    const { watch, publish, passMinutes, state } = await setup();
    const queue = {
      Id: 'm1',
      MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'queue' }, Period: 60, Stat: 'Maximum' },
      ReturnData: false,
    };
    await watch({
      Namespace: undefined,
      MetricName: undefined,
      Statistic: undefined,
      Period: undefined,
      EvaluationPeriods: 1,
      Threshold: 0.5,
      Metrics: [queue, { Id: 'e1', Expression: 'RATE(m1)' }],
    });
    await publish(10);
    await passMinutes(1);
    await publish(100);
    await passMinutes(1);
    expect(await state()).toMatchObject({
      StateValue: 'ALARM',
      StateReason: expect.stringContaining('[1.5 (13/10/26 12:01:00)]') as string,
    });
  });

  it('watches an application: the demonstration’s CPU is above nothing', async () => {
    const { watch, passMinutes, state, client } = await setup();
    const of = {
      Namespace: 'AWS/KinesisAnalytics',
      MetricName: 'cpuUtilization',
      Dimensions: [{ Name: 'Application', Value: 'orders-enrichment' }],
    };
    await watch({ ...of, AlarmName: 'cpu', Threshold: 0, Statistic: undefined, ExtendedStatistic: 'p90' });
    await passMinutes(1);
    expect((await state('cpu'))?.StateValue).toBe('ALARM');
    const { MetricAlarms } = await client.send(new DescribeAlarmsForMetricCommand({ ...of, ExtendedStatistic: 'p90' }));
    expect(MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['cpu']);
  });

  it('on a percentile of too few samples to be meaningful stays as it is, when it is to ignore those', async () => {
    const { watch, publish, passMinutes, state } = await setup();
    const p99 = { EvaluationPeriods: 1, Statistic: undefined, ExtendedStatistic: 'p99' } as const;
    await watch({ ...p99, AlarmName: 'eager' });
    await watch({ ...p99, AlarmName: 'careful', EvaluateLowSampleCountPercentile: 'ignore' });
    await publish(99);
    await passMinutes(1);
    expect([(await state('eager'))?.StateValue, (await state('careful'))?.StateValue]).toEqual(['ALARM', 'INSUFFICIENT_DATA']);
  });

  it('of five minutes looks at the last five, or at those of the clock', async () => {
    const { watch, publish, passMinutes, state } = await setup();
    const five = { Period: 300, EvaluationPeriods: 1 };
    await watch({ ...five, AlarmName: 'sliding' });
    await watch({ ...five, AlarmName: 'clock', EvaluationWindow: { WallClockWindow: { Timezone: 'UTC' } } });
    await passMinutes(1);
    await publish(99);
    await passMinutes(1);
    expect([(await state('sliding'))?.StateValue, (await state('clock'))?.StateValue]).toEqual(['ALARM', 'INSUFFICIENT_DATA']);
    await passMinutes(3);
    expect((await state('clock'))?.StateReason).toContain('[99.0 (13/10/26 12:00:00)]');
  });

  it('set by hand stays so until it is evaluated again; with its actions disabled it does nothing', async () => {
    const { client, watch, publish, passMinutes, state, history } = await setup();
    await watch({ EvaluationPeriods: 1 });
    await publish(1);
    await passMinutes(1);
    await client.send(new DisableAlarmActionsCommand({ AlarmNames: ['queue', 'nobody'] }));
    await client.send(new SetAlarmStateCommand({ AlarmName: 'queue', StateValue: 'ALARM', StateReason: 'testing' }));
    expect(await state()).toMatchObject({ StateValue: 'ALARM', StateReason: 'testing', ActionsEnabled: false });
    await passMinutes(1);
    expect((await state())?.StateValue).toBe('OK');
    expect(await history('queue')).not.toContain(`Successfully executed action ${TOPIC}`);
    await client.send(new EnableAlarmActionsCommand({ AlarmNames: ['queue'] }));
    expect((await state())?.ActionsEnabled).toBe(true);
  });
});

describe('a composite alarm', () => {
  it('follows its children, and tells which one it was', async () => {
    const { watch, combine, publish, passMinutes, state, client } = await setup();
    await watch({ EvaluationPeriods: 1 });
    await combine();
    expect(await state('shop')).toMatchObject({
      StateValue: 'OK',
      StateReason: expect.stringMatching(/alarm:shop was created and its alarm rule evaluates to OK$/) as string,
    });
    await publish(99);
    await passMinutes(1);
    expect(await state('shop')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: expect.stringMatching(/alarm:queue transitioned to ALARM at Tuesday 13 October, 2026 12:01:00 UTC$/) as string,
    });
    const relatives = async (input: object) => {
      const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(new DescribeAlarmsCommand(input));
      return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName);
    };
    expect(await relatives({ ChildrenOfAlarmName: 'shop' })).toEqual(['queue']);
    expect(await relatives({ ParentsOfAlarmName: 'queue' })).toEqual(['shop']);
    // Composite alarms have to be asked for.
    expect(await relatives({ AlarmNamePrefix: 'queue' })).toEqual(['queue']);
    expect(await relatives({})).not.toContain('shop');
    expect(await relatives({ AlarmTypes: ['CompositeAlarm'], StateValue: 'ALARM' })).toEqual(['shop']);
  });

  it('keeps its actions back while another alarm rings, and does them afterwards', async () => {
    const { watch, combine, publish, passMinutes, state, history, client } = await setup();
    await watch({ EvaluationPeriods: 1, TreatMissingData: 'ignore' });
    await watch({ EvaluationPeriods: 1, AlarmName: 'deployment', MetricName: 'deployments', TreatMissingData: 'ignore' });
    await client.send(new SetAlarmStateCommand({ AlarmName: 'deployment', StateValue: 'ALARM', StateReason: 'deploying' }));
    await combine({ ActionsSuppressor: 'deployment', ActionsSuppressorWaitPeriod: 60, ActionsSuppressorExtensionPeriod: 120 });
    await publish(99);
    await passMinutes(1);
    expect(await state('shop')).toMatchObject({ StateValue: 'ALARM', ActionsSuppressedBy: 'Alarm' });
    await client.send(new SetAlarmStateCommand({ AlarmName: 'deployment', StateValue: 'OK', StateReason: 'deployed' }));
    await passMinutes(1);
    expect(await state('shop')).toMatchObject({ ActionsSuppressedBy: 'ExtensionPeriod' });
    await passMinutes(2);
    expect((await history('shop')).slice(-2)).toEqual([
      'Alarm updated from OK to ALARM',
      `Successfully executed action ${TOPIC}`,
    ]);
    expect(await state('shop')).not.toHaveProperty('ActionsSuppressedBy');
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<PutMetricAlarmCommandInput>, RegExp]>([
    ['more to alarm than there are', { DatapointsToAlarm: 4 }, /DatapointsToAlarm must be less than or equal/],
    ['more than a day', { EvaluationPeriods: 1441 }, /Metrics cannot be checked across more than a day/],
    ['two statistics', { ExtendedStatistic: 'p90' }, /Exactly one of the parameters Statistic and ExtendedStatistic/],
    ['an odd period', { Period: 61 }, /multiple of 60/],
    ['an unknown treatment', { TreatMissingData: 'maybe' }, /\(maybe\) is not supported/],
    ['an action that is none', { AlarmActions: ['mail me'] }, /Invalid arn syntax: mail me/],
    ['anomaly detection', { ThresholdMetricId: 'e1', Threshold: undefined }, /no anomaly detection/],
    ['a search', { Metrics: [{ Id: 'e1', Expression: "SUM(SEARCH('{Shop}', 'Sum', 60))" }] }, /mutually exclusive/],
  ])('%s', async (_what, change, sentence) => {
    const { watch } = await setup();
    await expect(watch(change)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(sentence) as string,
    });
  });

  it('a composite alarm on what is not there, or on itself before it is', async () => {
    const { watch, combine } = await setup();
    await watch();
    await expect(combine({ AlarmRule: 'ALARM(queue) AND OK(shop) OR ALARM(nobody)' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Could not save the composite alarm as alarms [shop, nobody] in the alarm rule do not exist',
    });
  });

  it('to delete what a composite alarm looks at, unless both go', async () => {
    const { watch, combine, client, state } = await setup();
    await watch();
    await combine();
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['queue'] }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Cannot delete queue as there are composite alarm(s) depending on it.',
    });
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['queue', 'shop'] }));
    expect(await state()).toBeUndefined();
  });

  it('what is not there; and deleting is all or nothing', async () => {
    const { watch, client, state } = await setup();
    await watch({ Tags: [{ Key: 'team', Value: 'shop' }] });
    const arn = (await state())?.AlarmArn;
    expect((await client.send(new ListTagsForResourceCommand({ ResourceARN: arn }))).Tags).toEqual([
      { Key: 'team', Value: 'shop' },
    ]);
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['queue', 'nobody'] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
    expect(await state()).toBeDefined();
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['queue'] }));
    expect(await state()).toBeUndefined();
  });
});
