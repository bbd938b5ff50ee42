import { toCsv } from '#shared/analysis/csv.ts';
import type { MetricInventory, MetricListing } from '#shared/model/metric.ts';
import type { FoundApplication } from './findApplication.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';

/** `Task=Sink, Parallelism=3`: what it is of, beyond the application. */
export const dimensionWords = (dimensions: Readonly<Record<string, string>>): string =>
  Object.entries(dimensions)
    .filter(([name]) => name !== 'Application')
    .map((pair) => pair.join('='))
    .join(', ');

/** The series that there are, for a terminal. */
export const listTable = (series: readonly MetricListing[]): string =>
  table(
    [
      ['METRIC', 'LEVEL', 'STATISTIC', 'UNIT', 'CUSTOM', 'DIMENSIONS'],
      ...series.map(({ name, level, statistic, unit, custom }) => [
        printable(name.metric),
        level,
        statistic,
        unit,
        custom ? 'yes' : '',
        printable(dimensionWords(name.dimensions)),
      ]),
    ],
    [],
  );

export const listCsv = (series: readonly MetricListing[]): string =>
  toCsv([
    ['namespace', 'metric', 'level', 'statistic', 'unit', 'custom', 'dimensions'],
    ...series.map(({ name, level, statistic, unit, custom }) => [
      name.namespace,
      name.metric,
      level,
      statistic,
      unit,
      String(custom),
      dimensionWords(name.dimensions),
    ]),
  ]);

export const listJson = (
  { name, ref }: Pick<FoundApplication, 'name' | 'ref'>,
  { level }: Pick<MetricInventory, 'level'>,
  series: readonly MetricListing[],
): string => `${JSON.stringify({ application: name, id: ref.id, level, series })}\n`;
