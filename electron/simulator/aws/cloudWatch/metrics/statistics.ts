import type { Points } from '#shared/analysis/metricMath/values.ts';
import type { TellMinute } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { clamp, distributionOf, percentile, total, trim } from './distribution.ts';
import type { Distribution, Range } from './distribution.ts';
import type { MetricSource } from './metricSource.ts';
import { inSpans, spanOf } from './samples.ts';
import type { Spans } from './samples.ts';

/** What is made of the samples of a period: of their statistic set, or of how they are distributed. */
export type Statistic =
  | { readonly kind: 'set'; readonly name: string; readonly value: OfSet }
  | { readonly kind: 'distribution'; readonly name: string; readonly value: (samples: Distribution) => number };

type OfSet = (count: number, sum: number, minimum: number, maximum: number) => number;

const sets: Readonly<Record<string, OfSet>> = {
  SampleCount: (count) => count,
  Average: (count, sum) => sum / count,
  Sum: (_count, sum) => sum,
  Minimum: (_count, _sum, minimum) => minimum,
  Maximum: (_count, _sum, _minimum, maximum) => maximum,
};

/** By the name of a range's statistic. */
const ranged: Readonly<Record<string, (samples: Distribution, range: Range) => number>> = {
  tm: (samples, range) => mean(trim(samples, range)),
  tc: (samples, range) => trim(samples, range).count,
  ts: (samples, range) => total(trim(samples, range)),
  wm: (samples, range) => mean(clamp(samples, range)),
  pr: (samples, range) => (100 * trim(samples, range).count) / samples.count,
};

const mean = (samples: Distribution): number => total(samples) / samples.count;

/**
 * The statistic of a name: `Average`, `p99.9`, `tm90`, `TM(10%:90%)`, `PR(:300)`, `IQM` and the like.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function findStatistic(name: string): Statistic | null {
  const set = Object.hasOwn(sets, name) ? sets[name] : undefined;
  if (set !== undefined) return { kind: 'set', name, value: set };
  if (name.toUpperCase() === 'IQM')
    return { kind: 'distribution', name, value: (samples) => mean(trim(samples, { unit: 'percent', low: 25, high: 75 })) };

  const [, short = '', number = ''] = /^(p|tm|tc|ts|wm)(\d{1,3}(?:\.\d{1,10})?)$/i.exec(name) ?? [];
  const percent = Number(number);
  if (short !== '' && percent <= 100) {
    if (short.toLowerCase() === 'p') return { kind: 'distribution', name, value: (samples) => percentile(samples, percent) };
    const of = ranged[short.toLowerCase()];
    return of === undefined
      ? null
      : { kind: 'distribution', name, value: (samples) => of(samples, { unit: 'percent', low: null, high: percent }) };
  }
  const [, long = '', from = '', to = ''] = /^(tm|tc|ts|wm|pr)\(([^:]*):([^:]*)\)$/i.exec(name) ?? [];
  const of = ranged[long.toLowerCase()];
  const range = of === undefined ? null : readRange(from, to);
  // How many percent of the samples lie between two percentages is no question.
  if (of === undefined || range === null || (long.toLowerCase() === 'pr' && range.unit === 'percent')) return null;
  return { kind: 'distribution', name, value: (samples) => of(samples, range) };
}

const PERCENT = /^\d{1,3}(?:\.\d{1,10})?%$/;
const VALUE = /^-?\d{1,15}(?:\.\d{1,10})?$/;

function readRange(from: string, to: string): Range | null {
  const bounds = [from, to].filter((bound) => bound !== '');
  if (bounds.length === 0) return null;
  const [low, high] = [from, to].map((bound) => (bound === '' ? null : Number.parseFloat(bound))) as [
    number | null,
    number | null,
  ];
  if (low !== null && high !== null && low >= high) return null;
  if (bounds.every((bound) => VALUE.test(bound))) return { unit: 'value', low, high };
  return bounds.every((bound) => PERCENT.test(bound)) && (low ?? 0) <= 100 && (high ?? 0) <= 100
    ? { unit: 'percent', low, high }
    : null;
}

/**
 * One point for each span in [from, to) that has a sample, at the span's beginning. Most metrics have their points when others have
 * theirs: where that is when `like` says, it is those very times that come back.
 */
export function inPeriods(
  statistic: Statistic,
  source: Pick<MetricSource, 'read' | 'visit'>,
  wanted: Wanted,
  like: readonly number[] = [],
): Points {
  let times: number[] | null = null;
  const values: number[] = [];
  const add = (at: number, value: number): void => {
    if (!Number.isFinite(value)) return;
    if (times === null && like[values.length] !== at) times = like.slice(0, values.length);
    times?.push(at);
    values.push(value);
  };
  const { from, to, unit } = wanted;
  if (statistic.kind === 'set') visitSpans(source, wanted, (at, ...set) => add(at, statistic.value(...set)));
  else
    for (const group of inSpans(source.read(from, to, unit), wanted))
      add(spanOf(group[0]?.at ?? 0, wanted), statistic.value(distributionOf(group)));
  return { times: times ?? (like.length === values.length ? like : like.slice(0, values.length)), values };
}

/** Which samples, and the spans that they are put together for. */
export interface Wanted extends Spans {
  readonly from: Millis;
  readonly to: Millis;
  readonly unit: string | null;
}

/** Tells the one statistic set of each span. */
function visitSpans({ visit }: Pick<MetricSource, 'visit'>, { from, to, unit, ...spans }: Wanted, tell: TellMinute): void {
  let span = Number.NaN;
  let end = -Infinity;
  let [count, sum, minimum, maximum] = [0, 0, 0, 0];
  const close = (): void => {
    if (count > 0) tell(millis(span), count, sum, minimum, maximum);
  };
  visit(from, to, unit, (at, more, added, least, most) => {
    if (at < end) {
      count += more;
      sum += added;
      if (least < minimum) minimum = least;
      if (most > maximum) maximum = most;
      return;
    }
    close();
    span = spanOf(at, spans);
    end = span + spans.period;
    count = more;
    sum = added;
    minimum = least;
    maximum = most;
  });
  close();
}
