import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  PutMetricAlarmCommand,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import type { StateThen } from '#shared/analysis/alarms/evaluation/replay.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import { requestOf } from '#shared/analysis/alarms/writing/request.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { alarmStates, missingData } from '#shared/model/alarm.ts';
import type { Comparison } from '#shared/model/alarm.ts';
import type { AlarmDefinition, AlarmQuery } from '#shared/model/alarms/definition.ts';
import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';

/** It reads two topics. */
const NAME = 'orders-enrichment';
/** An owner's change that makes gaps, restarts that alternate with running, and long collections. */
const TROUBLES = ['checkpoints-disabled', 'dependency-outage', 'checkpoint-memory-gc-pressure'] as const;

const metric = (id: string, name: string, statistic: string, further: Readonly<Record<string, string>> = {}): AlarmQuery => ({
  id,
  series: { name: { namespace: NAMESPACE, metric: name, dimensions: { Application: NAME, ...further } }, statistic },
  expression: null,
  compared: false,
});
const expression = (id: string, text: string): AlarmQuery => ({ id, series: null, expression: text, compared: true });
const lagOf = (id: string, Topic: string) => metric(id, 'records_lag_max', 'Maximum', { Flow: 'Input', Topic });

interface Kind {
  readonly kind: string;
  readonly queries: readonly AlarmQuery[];
  readonly comparison: Comparison;
  readonly threshold: number;
}

const kinds: readonly Kind[] = [
  {
    kind: 'plain',
    queries: [{ ...metric('m1', 'downtime', 'Average'), compared: true }],
    comparison: 'GreaterThanThreshold',
    threshold: 0,
  },
  {
    kind: 'below',
    queries: [{ ...metric('m1', 'numRecordsOutPerSecond', 'Average'), compared: true }],
    comparison: 'LessThanOrEqualToThreshold',
    threshold: 1900,
  },
  {
    kind: 'rate',
    queries: [metric('m1', 'numberOfFailedCheckpoints', 'Average'), expression('e1', 'RATE(m1)')],
    comparison: 'GreaterThanThreshold',
    threshold: 0,
  },
  {
    kind: 'share',
    queries: [metric('m1', 'oldGenerationGCTime', 'Maximum'), expression('e1', '(m1 * 100) / 60000')],
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 0.15,
  },
  {
    kind: 'lags',
    queries: [lagOf('m1', 'orders.v2'), lagOf('m2', 'customers.changes'), expression('e1', 'MAX([m1, m2])')],
    comparison: 'GreaterThanThreshold',
    threshold: 1000,
  },
];

const MANY = [
  [1, 1],
  [2, 3],
  [3, 3],
  [4, 6],
] as const;

const alarms: readonly AlarmDefinition[] = kinds.flatMap(({ kind, queries, comparison, threshold }) =>
  missingData.flatMap((missing) =>
    MANY.map(([datapointsToAlarm, evaluationPeriods]) => ({
      name: `${kind} ${missing} ${datapointsToAlarm} of ${evaluationPeriods}`,
      description: '',
      queries: [...queries],
      comparison,
      threshold,
      period: MINUTE,
      evaluationPeriods,
      datapointsToAlarm,
      missing,
      actions: [],
    })),
  ),
);

const Told = z.object({ newState: z.object({ stateValue: z.enum(alarmStates) }) });

/** A simulator with one application, and what is asked of its alarms. */
async function setup() {
  const simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours: 0.5 });
  const client = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
  onTestFinished(async () => {
    client.destroy();
    await simulator.close();
  });
  return {
    simulator,
    put: async (alarm: AlarmDefinition) => client.send(new PutMetricAlarmCommand(requestOf(alarm))),
    history: async (name: string): Promise<StateThen[]> => {
      const { AlarmHistoryItems = [] } = await client.send(
        new DescribeAlarmHistoryCommand({
          AlarmName: name,
          HistoryItemType: 'StateUpdate',
          ScanBy: 'TimestampAscending',
          MaxRecords: 100,
        }),
      );
      return AlarmHistoryItems.map(({ Timestamp, HistoryData = '' }) => ({
        at: millis(Timestamp?.getTime() ?? NaN),
        state: Told.parse(JSON.parse(HistoryData)).newState.stateValue,
      }));
    },
    /** What GetMetricData tells of every series of an alarm. */
    read: async ({ queries }: AlarmDefinition, from: Millis, to: Millis): Promise<ReadonlyMap<string, Points>> => {
      const asked = queries.flatMap(({ id, series }) =>
        series === null
          ? []
          : [
              {
                Id: id,
                MetricStat: {
                  Metric: {
                    Namespace: series.name.namespace,
                    MetricName: series.name.metric,
                    Dimensions: Object.entries(series.name.dimensions).map(([Name, Value]) => ({ Name, Value })),
                  },
                  Period: 60,
                  Stat: series.statistic,
                },
              },
            ],
      );
      const points = new Map<string, { times: number[]; values: number[] }>();
      const pages = paginateGetMetricData(
        { client },
        { MetricDataQueries: asked, StartTime: new Date(from), EndTime: new Date(to), ScanBy: 'TimestampAscending' },
      );
      for await (const { MetricDataResults = [] } of pages)
        for (const { Id = '', Timestamps = [], Values = [] } of MetricDataResults) {
          const known = points.get(Id) ?? { times: [], values: [] };
          known.times.push(...Timestamps.map((time) => time.getTime()));
          known.values.push(...Values);
          points.set(Id, known);
        }
      return points;
    },
  };
}

/**
 * The simulator is what evaluates alarms here: it reads metrics, computes expressions and keeps a history on its own path. Moto evaluates
 * none (`test/peers/motoEvaluation.test.ts`), so there is no state of its to compare with.
 */
describe('our evaluation of figures that CloudWatch tells', () => {
  it('has the states of CloudWatch’s own history at the same times', { timeout: 240_000 }, async () => {
    const { simulator, put, history, read } = await setup();
    for (const alarm of alarms) await put(alarm);
    const begun = millis(simulator.start);
    for (const kind of TROUBLES) {
      await simulator.advance(12 * MINUTE);
      await simulator.setFault({ change: 'on', id: kind, kind, application: NAME, severity: 'severe' });
      await simulator.advance(20 * MINUTE);
      await simulator.setFault({ change: 'off', id: kind });
    }
    const { now } = await simulator.advance(10 * MINUTE);
    const changed = new Map<string, number>();
    for (const alarm of alarms) {
      const [kind = ''] = alarm.name.split(' ');
      const told = await history(alarm.name);
      changed.set(kind, (changed.get(kind) ?? 0) + told.length);
      const points = await read(alarm, millis(begun - 20 * MINUTE), millis(now));
      const figures = figuresOf(alarm.queries, (id) => points.get(id) ?? { times: [], values: [] }, {
        from: millis(begun - 20 * MINUTE),
        to: millis(now),
        period: alarm.period,
      });
      const own = replay({ ...alarm, threshold: { basis: 'guide', value: alarm.threshold } }, figures, {
        from: begun,
        to: millis(now),
        before: 'INSUFFICIENT_DATA',
      });
      expect({ alarm: alarm.name, changes: own }).toEqual({ alarm: alarm.name, changes: told });
    }
    // They were not quiet: each kind changed its states, most of them again and again.
    for (const { kind } of kinds)
      expect({ kind, many: (changed.get(kind) ?? 0) > alarms.length / kinds.length }).toEqual({ kind, many: true });
  });
});
