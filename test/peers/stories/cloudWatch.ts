import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { Protocol } from '../support/boto3.ts';
import type { Conversation } from '../support/conversation.ts';

const CLOUDWATCH = 'cloudwatch';
const Namespace = 'Peers';
/** In each protocol that clients of CloudWatch speak, under names of its own. */
const protocols: readonly Protocol[] = ['json', 'query', 'smithy-rpc-v2-cbor'];

/** Custom metrics, figures, alarms and dashboards, from their making to their end. */
export function cloudWatch(talk: Conversation): void {
  describe.each(protocols)('CloudWatch in %s', (protocol) => {
    const good = (operation: string, input: object = {}) => talk.good(CLOUDWATCH, operation, input, { protocol });
    const refused = (operation: string, input: object, code: string) =>
      talk.refused(CLOUDWATCH, operation, input, code, { protocol });
    const Dimensions = [{ Name: 'Protocol', Value: protocol }];
    const metric = { Namespace, MetricName: 'latency', Dimensions };
    const stat = { Id: 'm1', MetricStat: { Metric: metric, Period: 60, Stat: 'Average' } };
    const range = async () => {
      const { now } = await talk.simulator.state();
      const end = Math.floor(now / MINUTE) * MINUTE;
      return { StartTime: new Date(end - HOUR).toISOString(), EndTime: new Date(end + MINUTE).toISOString() };
    };

    it('takes figures and gives them back', async () => {
      const { now } = await talk.simulator.state();
      const Timestamp = new Date(Math.floor(now / MINUTE) * MINUTE - 5 * MINUTE).toISOString();
      const datum = { MetricName: 'latency', Dimensions, Timestamp, Unit: 'Milliseconds' };
      await good('PutMetricData', { Namespace, MetricData: [{ ...datum, Values: [10, 20, 60], Counts: [1, 1, 1] }] });
      await refused('PutMetricData', { Namespace: 'AWS/Peers', MetricData: [{ ...datum, Value: 1 }] }, 'InvalidParameterValue');
      await talk.simulator.advance(MINUTE);
      expect((await good('ListMetrics', { Namespace, Dimensions }))['Metrics']).toEqual([metric]);
      await refused('ListMetrics', { NextToken: 'made up' }, 'InvalidParameterValue');
      const MetricDataQueries = [
        stat,
        { Id: 'e1', Expression: 'm1 * 2' },
        { ...stat, Id: 'p', MetricStat: { ...stat.MetricStat, Stat: 'p50' } },
      ];
      const { MetricDataResults } = await good('GetMetricData', { MetricDataQueries, ...(await range()) });
      expect(MetricDataResults).toMatchObject([{ Values: [30] }, { Values: [60] }, { Id: 'p', Values: [expect.any(Number)] }]);
      await refused(
        'GetMetricData',
        { MetricDataQueries: [{ Id: 'Upper', Expression: '1' }], ...(await range()) },
        'ValidationError',
      );
      await refused('GetMetricData', { MetricDataQueries, StartTime: 2, EndTime: 1 }, 'ValidationError');
      await refused('GetMetricData', { MetricDataQueries, ...(await range()), NextToken: 'made up' }, 'InvalidNextToken');
      const { Datapoints } = await good('GetMetricStatistics', {
        ...metric,
        ...(await range()),
        Period: 60,
        Statistics: ['Maximum', 'SampleCount'],
      });
      expect(Datapoints).toMatchObject([{ Maximum: 60, SampleCount: 3 }]);
      await refused(
        'GetMetricStatistics',
        { ...metric, ...(await range()), Period: 7, Statistics: ['Sum'] },
        'InvalidParameterValue',
      );
    });

    const AlarmName = `latency-${protocol}`;
    const alarm = {
      AlarmName,
      ...metric,
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
    };

    it('watches them with alarms', async () => {
      await good('PutMetricAlarm', { ...alarm, Tags: [{ Key: 'team', Value: 'peers' }] });
      await refused('PutMetricAlarm', { ...alarm, EvaluationPeriods: 0 }, 'ValidationError');
      const { MetricAlarms } = await good('DescribeAlarms', { AlarmNames: [AlarmName] });
      expect(MetricAlarms).toMatchObject([{ AlarmName, Threshold: 50 }]);
      await refused('DescribeAlarms', { MaxRecords: 101 }, 'ValidationError');
      const { AlarmName: _name, ...asked } = { AlarmName, ...metric };
      expect((await good('DescribeAlarmsForMetric', asked))['MetricAlarms']).toHaveLength(1);
      const state = { AlarmName, StateValue: 'ALARM', StateReason: 'a peer says so' };
      await good('SetAlarmState', state);
      await refused('SetAlarmState', { ...state, AlarmName: 'none' }, 'ResourceNotFound');
      await refused('SetAlarmState', { ...state, StateReasonData: '{' }, 'InvalidFormat');
      expect((await good('DescribeAlarmHistory', { AlarmName }))['AlarmHistoryItems']).not.toEqual([]);
      await refused('DescribeAlarmHistory', { NextToken: 'made up' }, 'InvalidNextToken');
      await refused('DescribeAlarmsForMetric', {}, 'ValidationError');
      for (const operation of ['DisableAlarmActions', 'EnableAlarmActions']) await refused(operation, {}, 'ValidationError');
      await good('DisableAlarmActions', { AlarmNames: [AlarmName] });
      await good('EnableAlarmActions', { AlarmNames: [AlarmName] });
      const composite = { AlarmName: `any-${protocol}`, AlarmRule: `ALARM("${AlarmName}")` };
      await good('PutCompositeAlarm', composite);
      await refused('PutCompositeAlarm', { ...composite, AlarmRule: 'ALARM(' }, 'ValidationError');

      const [described] = MetricAlarms as readonly { readonly AlarmArn: string }[];
      const ResourceARN = described?.AlarmArn;
      await good('TagResource', { ResourceARN, Tags: [{ Key: 'stage', Value: 'test' }] });
      await good('UntagResource', { ResourceARN, TagKeys: ['team'] });
      expect((await good('ListTagsForResource', { ResourceARN }))['Tags']).toEqual([{ Key: 'stage', Value: 'test' }]);
      const unknown = { ResourceARN: `${ResourceARN}-none` };
      await refused('ListTagsForResource', unknown, 'ResourceNotFoundException');
      await refused('TagResource', { ...unknown, Tags: [{ Key: 'a', Value: 'b' }] }, 'ResourceNotFoundException');
      await refused('UntagResource', { ...unknown, TagKeys: ['a'] }, 'ResourceNotFoundException');

      await good('DeleteAlarms', { AlarmNames: [composite.AlarmName] });
      await good('DeleteAlarms', { AlarmNames: [AlarmName] });
      await refused('DeleteAlarms', { AlarmNames: ['none'] }, 'ResourceNotFound');
    });

    it('shows them on dashboards', async () => {
      const DashboardName = `peers-${protocol}`;
      const widget = {
        type: 'metric',
        x: 0,
        y: 0,
        width: 6,
        height: 6,
        properties: { metrics: [[Namespace, 'latency']], region: 'us-east-1', title: 'Latency' },
      };
      const DashboardBody = JSON.stringify({ widgets: [widget] });
      await good('PutDashboard', { DashboardName, DashboardBody });
      await refused('PutDashboard', { DashboardName, DashboardBody: '{' }, 'InvalidParameterInput');
      expect(await good('GetDashboard', { DashboardName })).toMatchObject({ DashboardName, DashboardBody });
      await refused('GetDashboard', { DashboardName: 'none' }, 'ResourceNotFound');
      expect((await good('ListDashboards', { DashboardNamePrefix: DashboardName }))['DashboardEntries']).toHaveLength(1);
      await refused('ListDashboards', { NextToken: 'made up' }, 'InvalidParameterValue');
      await good('DeleteDashboards', { DashboardNames: [DashboardName] });
      await refused('DeleteDashboards', {}, 'ValidationError');
    });
  });
}
