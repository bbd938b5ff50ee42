import type { Dimension } from '#shared/simulation/types.ts';
import { flag, integer, list, oneOf, structure, text } from '../input.ts';
import type { Shape } from '../input.ts';

export const namespace = text({ min: 1, max: 255, pattern: '[^:].*' });
export const metricName = text({ min: 1, max: 255 });
export const dimensionName = text({ min: 1, max: 255 });
export const dimensionValue = text({ min: 1, max: 1024 });
export const statistic = oneOf(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);
export const scanBy = oneOf(['TimestampDescending', 'TimestampAscending']);

// prettier-ignore
export const unit = oneOf([
  'Seconds', 'Microseconds', 'Milliseconds', 'Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes', 'Bits', 'Kilobits', 'Megabits',
  'Gigabits', 'Terabits', 'Percent', 'Count', 'Bytes/Second', 'Kilobytes/Second', 'Megabytes/Second', 'Gigabytes/Second',
  'Terabytes/Second', 'Bits/Second', 'Kilobits/Second', 'Megabits/Second', 'Gigabits/Second', 'Terabits/Second', 'Count/Second', 'None',
]);

/** A dimension with its value, as requests and answers write it. */
export interface WrittenDimension {
  readonly Name: string;
  readonly Value: string;
}

/** Dimensions that name one metric. */
export const dimensions: Shape<readonly WrittenDimension[]> = list(
  structure({ Name: dimensionName, Value: dimensionValue }, {}),
  { max: 30 },
);

export const writeDimensions = (all: readonly Dimension[]): readonly WrittenDimension[] =>
  all.map(({ name, value }) => ({ Name: name, Value: value }));

export const readDimensions = (all: readonly WrittenDimension[] | undefined): readonly Dimension[] =>
  (all ?? []).map(({ Name: name, Value: value }) => ({ name, value }));

/** A metric or an expression that is asked for, or watched by an alarm. */
export const metricDataQuery = structure(
  { Id: text({ min: 1, max: 255 }) },
  {
    MetricStat: structure(
      {
        Metric: structure({}, { Namespace: namespace, MetricName: metricName, Dimensions: dimensions }),
        Period: integer({ min: 1 }),
        Stat: text(),
      },
      { Unit: unit },
    ),
    Expression: text({ min: 1, max: 2048 }),
    Label: text(),
    ReturnData: flag,
    Period: integer({ min: 1 }),
    AccountId: text({ min: 1, max: 255 }),
  },
);

export type MetricDataQuery = NonNullable<ReturnType<typeof metricDataQuery>>;
