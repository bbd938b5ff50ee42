import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { integer, list, structure, text, timestamp } from '../../input.ts';
import { operation } from '../../service.ts';
import { dimensions, metricName, namespace, readDimensions, statistic, unit } from '../shapes.ts';
import { catalogueOf, isPeriod, keptSince } from './metricSource.ts';
import { findStatistic, inPeriods } from './statistics.ts';

const MOST_DATAPOINTS = 1440;

export const getMetricStatistics = operation(
  'GetMetricStatistics',
  structure(
    { Namespace: namespace, MetricName: metricName, StartTime: timestamp, EndTime: timestamp, Period: integer({ min: 1 }) },
    {
      Dimensions: dimensions,
      Statistics: list(statistic, { min: 1, max: 5 }),
      ExtendedStatistics: list(text(), { min: 1, max: 10 }),
      Unit: unit,
    },
  ),
  (request, { region, state, now }) => {
    const { Namespace, MetricName, StartTime, EndTime, Period, Statistics = [], ExtendedStatistics = [], Unit = null } = request;
    if (Statistics.length + ExtendedStatistics.length === 0)
      return refused(
        'MissingRequiredParameterException',
        'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
      );
    if (Statistics.length > 0 && ExtendedStatistics.length > 0)
      return clash('The parameters Statistics and ExtendedStatistics are mutually exclusive.');
    if (StartTime >= EndTime)
      return refused('InvalidParameterValueException', 'The parameter StartTime must be less than the parameter EndTime.');
    if (!isPeriod(Period))
      return refused('InvalidParameterValueException', 'The parameter Period must be a multiple of 60, or 1, 5, 10, 20 or 30.');
    const wanted = [...Statistics, ...ExtendedStatistics].map((name) => ({ name, statistic: findStatistic(name) }));
    const unknown = wanted.find((each) => each.statistic === null);
    if (unknown !== undefined)
      return refused(
        'InvalidParameterValueException',
        `The value ${unknown.name} for parameter ExtendedStatistics is not supported.`,
      );
    const period = millis(Period * 1000);
    const points = Math.ceil((EndTime - StartTime) / period);
    if (points > MOST_DATAPOINTS)
      return clash(
        `You have requested up to ${points} datapoints, which exceeds the limit of ${MOST_DATAPOINTS}. ` +
          'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
      );

    // Unlike GetMetricData's, these periods are counted from where the range begins.
    const from = begin(StartTime, period, now);
    const source = catalogueOf(region, state.cloudWatch.metrics).find(Namespace, MetricName, readDimensions(request.Dimensions));
    const units = (source?.units() ?? []).filter((each) => Unit === null || each === Unit);
    const kept = millis(Math.max(from, keptSince(period, now)));
    const datapoints = units.flatMap((each) => {
      const rows = new Map<number, { readonly plain: Record<string, number>; readonly extended: Map<string, number> }>();
      for (const { name, statistic: of } of wanted) {
        if (of === null || source === undefined) continue;
        const { times, values } = inPeriods(of, source, { period, origin: from, from: kept, to: EndTime, unit: each });
        for (const [i, at] of times.entries()) {
          const row = rows.get(at) ?? { plain: {}, extended: new Map<string, number>() };
          rows.set(at, row);
          if (of.kind === 'set') row.plain[name] = values[i] ?? 0;
          else row.extended.set(name, values[i] ?? 0);
        }
      }
      return [...rows].map(([at, { plain, extended }]) => ({
        Timestamp: new Date(at),
        ...plain,
        Unit: each,
        ...(extended.size > 0 ? { ExtendedStatistics: extended } : {}),
      }));
    });
    return ok({ Label: MetricName, Datapoints: datapoints });
  },
);

const clash = (message: string) => refused('InvalidParameterCombinationException', message);

/** A start is rounded down: to the period's own grain below a minute; to minutes, five minutes or hours, the older it is. */
function begin(start: Millis, period: Millis, now: Millis): Millis {
  const age = now - start;
  const grain = period < MINUTE ? period : age < 15 * DAY ? MINUTE : age < 63 * DAY ? 5 * MINUTE : HOUR;
  return millis(Math.floor(start / grain) * grain);
}
