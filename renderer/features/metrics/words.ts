import type { Marker } from '#shared/model/history.ts';
import type { MetricLevel, SeriesWindow, Statistic, Transform } from '#shared/model/metric.ts';
import { metricEntry } from '#shared/catalogue/metrics.ts';
import { formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { Comparison } from './spans.ts';

export const levelWords: Readonly<Record<MetricLevel, string>> = {
  APPLICATION: 'Application',
  TASK: 'Task',
  OPERATOR: 'Operator',
  PARALLELISM: 'Parallelism',
  OTHER: 'Other services',
};

export const statisticWords: Readonly<Record<Statistic, string>> = {
  Average: 'Average',
  Minimum: 'Minimum',
  Maximum: 'Maximum',
  Sum: 'Sum',
  SampleCount: 'Sample count',
  p50: 'Median (p50)',
  p90: '90th percentile (p90)',
  p99: '99th percentile (p99)',
  Gauge: 'Gauge',
};

export const transformWords: Readonly<Record<Transform, string>> = {
  none: 'As reported',
  quarter: 'A quarter (counted four times a minute)',
  increase: 'Increase',
  rate: 'Rate per second',
};

const shortTransforms: Readonly<Record<Transform, string>> = {
  none: '',
  quarter: ' / 4',
  increase: ', increase',
  rate: ', per second',
};

export const unitWords: Readonly<Record<SeriesWindow['unit'], string>> = {
  Millis: 'milliseconds',
  Bytes: 'bytes',
  BytesPerSecond: 'bytes per second',
  Ratio: 'ratio',
  RecordsPerSecond: 'per second',
  Count: 'count',
};

export const comparisonWords: Readonly<Record<Comparison, string>> = {
  none: 'No comparison',
  day: 'The day before',
  week: 'The week before',
};

export const markerWords: Readonly<Record<Marker['kind'], string>> = {
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  deploy: 'Deployment',
  scale: 'Scaling',
  maintenance: 'Maintenance',
  failure: 'Failure',
  snapshot: 'Snapshot',
  alarm: 'Alarm',
};

/** `Sum / 4 · 1 min · count`: how the points of a chart were made. Of several ways each is said once. */
export function readingWords(windows: readonly SeriesWindow[]): string {
  const ways = windows.map(({ selector: { statistic, transform }, period, unit }) =>
    [`${statistic}${shortTransforms[transform]}`, statistic === 'Gauge' ? '' : formatMillis(period), unitWords[unit]]
      .filter((part) => part !== '')
      .join(' · '),
  );
  return [...new Set(ways)].join('; ');
}

/** How complete a chart is, worst series first in mind: `57 of 60 minutes`. Null when every period has its value. */
export function missingWords(windows: readonly SeriesWindow[]): string | null {
  const [worst] = windows
    .filter(({ present, expected }) => present < expected)
    .sort((a, b) => a.present / a.expected - b.present / b.expected);
  if (worst === undefined) return null;
  const said = `${worst.present} of ${worst.expected} ${periodWords(worst.period)}`;
  return windows.length === 1 ? said : `${said} in the least complete series`;
}

const periodWords = (period: Millis): string => (period === MINUTE ? 'minutes' : `periods of ${formatMillis(period)}`);

/** What stands in the place of figures, and what was repaired. */
export function oddWords(windows: readonly SeriesWindow[]): readonly string[] {
  const total = (count: (window: SeriesWindow) => number): number => windows.reduce((sum, window) => sum + count(window), 0);
  const [sentinels, notNumbers, resets] = [
    total((window) => window.sentinels),
    total((window) => window.notNumbers),
    total((window) => window.resets.length),
  ];
  return [
    sentinels > 0 ? `${sentinels} × −1: no figure` : '',
    notNumbers > 0 ? `${notNumbers} × not a number` : '',
    resets > 0 ? `${resets} × counter began anew` : '',
  ].filter((part) => part !== '');
}

/** Whether the axis starts near the lowest value: for what only ever grows. */
export const isCumulative = (namespace: string, metric: string, transform: Transform): boolean =>
  transform === 'none' && metricEntry(namespace, metric)?.cumulative === true;
