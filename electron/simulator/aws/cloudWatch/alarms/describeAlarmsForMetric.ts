import { ok } from '#shared/model/sourceError.ts';
import { integer, structure, text } from '../../input.ts';
import { dimensions, metricName, namespace, readDimensions, statistic, unit } from '../shapes.ts';
import { alarmOperation } from './alarmOperation.ts';
import { writeAlarm } from './writeAlarm.ts';

export const describeAlarmsForMetric = alarmOperation(
  'DescribeAlarmsForMetric',
  structure(
    { MetricName: metricName, Namespace: namespace },
    { Statistic: statistic, ExtendedStatistic: text(), Dimensions: dimensions, Period: integer({ min: 1 }), Unit: unit },
  ),
  ({ MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions, Period, Unit }, { state }) => {
    const wanted = readDimensions(Dimensions);
    const wantedStatistic = Statistic ?? ExtendedStatistic;
    const found = state.cloudWatch.alarms.all().filter((alarm) => {
      if (alarm.kind !== 'metric' || alarm.watched.kind !== 'metric') return false;
      const { watched, period } = alarm;
      return (
        watched.metric === MetricName &&
        watched.namespace === Namespace &&
        watched.dimensions.length === wanted.length &&
        wanted.every(({ name, value }) => watched.dimensions.some((each) => each.name === name && each.value === value)) &&
        (wantedStatistic === undefined || watched.statistic.name === wantedStatistic) &&
        (Period === undefined || period === Period * 1000) &&
        (Unit === undefined || watched.unit === Unit)
      );
    });
    return ok({ MetricAlarms: found.map(writeAlarm) });
  },
);
