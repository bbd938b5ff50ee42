import { serviceFigure } from '../../analysis/alarms/words.ts';
import { firesAbove } from '../../catalogue/alarms/alarms.ts';
import type { RecommendedAlarmId } from '../../model/alarms/recommended.ts';
import type { SeriesName } from '../../model/metric.ts';
import { MINUTE, SECOND } from '../../units/units.ts';
import type { CodedAlarm } from '../coded.ts';
import type { Value } from '../texts.ts';
import type { Widget } from './layout.ts';

/** What a chart draws: a series, or metric math over some that are not drawn. */
export interface Line {
  readonly label: string;
  readonly statistic: string;
  readonly names: readonly SeriesName[];
  /** Over the ids of the series; absent: each as it is. */
  readonly math?: (...ids: readonly string[]) => string;
}

export interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Whose thresholds are drawn. */
  readonly of?: readonly RecommendedAlarmId[];
}

export const heading = (markdown: string): Widget => ({ type: 'text', width: 24, height: 1, properties: { markdown } });

export const states = (arns: readonly string[]): readonly Widget[] =>
  arns.length === 0
    ? []
    : [{ type: 'alarm', width: 24, height: 3, properties: { title: 'Alarms', alarms: arns.slice(0, MOST_STATES) } }];

/** What an alarm widget shows at most. */
const MOST_STATES = 100;

/** Null: there is nothing to draw. */
export function chart(
  { title, lines, of = [] }: Chart,
  { region, alarms }: { readonly region: string; readonly alarms: readonly CodedAlarm[] },
): Widget | null {
  const metrics = lines.flatMap(drawn);
  if (metrics.length === 0) return null;
  const horizontal = alarms.filter(({ entry }) => of.includes(entry.id)).map(annotation);
  return {
    type: 'metric',
    width: 8,
    height: 6,
    properties: {
      title,
      region,
      view: 'timeSeries',
      stacked: false,
      period: MINUTE / SECOND,
      yAxis: { left: { min: 0, showUnits: false } },
      metrics,
      ...(horizontal.length === 0 ? {} : { annotations: { horizontal } }),
    },
  };
}

/** Entries of a chart's `metrics`; every id in a chart is there once. */
function drawn({ label, statistic, names, math }: Line, index: number): readonly Value[] {
  const entry = ({ namespace, metric, dimensions }: SeriesName, options: { readonly [name: string]: Value }): Value => [
    namespace,
    metric,
    ...Object.entries(dimensions).flat(),
    { stat: statistic, ...options },
  ];
  if (names.length === 0) return [];
  if (math === undefined) return names.map((name) => entry(name, { label }));
  const ids = names.map((_, i) => `m${index + 1}_${i + 1}`);
  return [
    [{ expression: math(...ids), label, id: `e${index + 1}` }],
    ...names.map((name, i) => entry(name, { id: ids[i] ?? '', visible: false })),
  ];
}

const annotation = ({ entry, definition: { threshold } }: CodedAlarm): Value => ({
  label: `${entry.title}: ${firesAbove(entry) ? 'above' : 'below'} ${serviceFigure(threshold, entry.unit)}`,
  value: threshold,
  fill: firesAbove(entry) ? 'above' : 'below',
});
