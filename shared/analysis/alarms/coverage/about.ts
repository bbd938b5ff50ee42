import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import type { AlarmQuery } from '../../../model/alarms/definition.ts';
import type { AlarmSubject } from '../../../model/alarms/subject.ts';
import type { Comparison } from '../../../model/alarm.ts';
import type { SeriesName } from '../../../model/metric.ts';
import { seriesKey } from '../../../model/metric.ts';
import { SECOND } from '../../../units/units.ts';
import { meant, metricsOf } from './names.ts';
import type { ReadAlarm, Source } from './reading.ts';
import { cutOf, factorOf, shareOfSame } from './relation.ts';

/** A series of the recommended alarm that an alarm of the account looks at. */
export interface Watched extends Source {
  /** The catalogue's name of its metric. */
  readonly metric: string;
}

/** How an alarm's figure and the recommended one hang together. */
export type Relation =
  /** The same, in the unit of the recommended one: compared and with the threshold that this comes to. */
  | { readonly kind: 'same'; readonly comparison: Comparison | null; readonly threshold: number | null }
  /** The counter as it is, where its growth matters. */
  | { readonly kind: 'raw' }
  /** The same at some moments only. */
  | { readonly kind: 'conditional' }
  /** Of two operators, where the difference at one matters. */
  | { readonly kind: 'mixed' }
  | { readonly kind: 'other' };

/** An alarm of the account that means what a recommended one does. */
export interface About {
  readonly watched: readonly Watched[];
  readonly relation: Relation;
}

/** Whether an alarm of the account is meant as a recommended one; null: it is about something else. */
export function aboutOf(entry: AlarmEntry, subject: AlarmSubject, read: ReadAlarm): About | null {
  const wanted = metricsOf(entry);
  const watched = read.sources.flatMap((source): readonly Watched[] => {
    const metric = meant(source.name, subject, wanted);
    return metric === null ? [] : [{ ...source, metric }];
  });
  if (!wanted.every((metric) => watched.some((each) => each.metric === metric))) return null;
  const foreign = watched.length < read.sources.length;
  const relation = relationOf(entry, watched, read);
  // What looks at other figures as well and computes something else is an alarm of its own.
  return relation === null || (foreign && relation.kind === 'other') ? null : { watched, relation };
}

const query = (id: string, name: SeriesName): AlarmQuery => ({
  id,
  series: { name, statistic: '' },
  expression: null,
  compared: false,
});
const computed = (text: string): AlarmQuery => ({ id: 'e1', series: null, expression: text, compared: true });

/** What the recommended alarm would compare of these series. */
function wantedOf({ watching, comparison }: AlarmEntry, names: readonly SeriesName[]): readonly AlarmQuery[] {
  const queries = names.map((name, i) => query(`m${i + 1}`, name));
  const list = queries.map(({ id }) => id).join(', ');
  const furthest = `${comparison.startsWith('Less') ? 'MIN' : 'MAX'}([${list}])`;
  switch (watching.kind) {
    case 'plain':
    case 'lag':
      return [...queries, computed(furthest)];
    case 'rate':
      return [...queries, computed(`RATE(${furthest})`)];
    case 'shareOfMinute':
      return [...queries, computed(`${furthest} * 100 / 60000`)];
    case 'difference': {
      const gaps = queries.flatMap((_, i): AlarmQuery[] =>
        i % 2 === 0 ? [{ ...computed(`m${i + 1} - m${i + 2}`), id: `g${i + 1}`, compared: false }] : [],
      );
      return [...queries, ...gaps, computed(`MAX([${gaps.map(({ id }) => id).join(', ')}])`)];
    }
  }
}

/** Output and input of each operator, one after the other; an operator of which only one is there has no difference. */
function pairsOf(outputs: readonly SeriesName[], inputs: readonly SeriesName[]): readonly SeriesName[] {
  const operator = (name: SeriesName): string => seriesKey({ ...name, metric: '' });
  const byOperator = new Map(inputs.map((name) => [operator(name), name]));
  return outputs.flatMap((output) => {
    const input = byOperator.get(operator(output));
    return input === undefined ? [] : [output, input];
  });
}

function relationOf(entry: AlarmEntry, watched: readonly Watched[], read: ReadAlarm): Relation | null {
  const byKey = new Map(watched.map((each) => [seriesKey(each.name), each]));
  const { watching } = entry;
  const of = (metric: string): readonly SeriesName[] =>
    [...byKey.values()].filter((each) => each.metric === metric).map(({ name }) => name);
  if (watching.kind === 'difference') {
    if (pairsOf(of(watching.metric), of(watching.minus)).length !== byKey.size) return { kind: 'mixed' };
  }
  const names = watching.kind === 'difference' ? pairsOf(of(watching.metric), of(watching.minus)) : metricsOf(entry).flatMap(of);
  const wanted = wantedOf(entry, names);
  const { period, queries } = read;
  const factor = factorOf(queries, wanted, period);
  if (factor !== null) return scaled(read, factor);
  if (watching.kind === 'rate') {
    if (
      factorOf(
        queries,
        most(names, (of) => of),
        period,
      ) !== null
    )
      return { kind: 'raw' };
  } else if (
    watching.kind !== 'shareOfMinute' &&
    factorOf(
      queries,
      most(names, (of) => `RATE(${of})`),
      period,
    ) !== null
  ) {
    // How fast it grows is worth an alarm of its own, which the guide advises as well (p. 403).
    return null;
  }
  // With other figures in it, it does not decide by this one alone.
  const cut = watched.length < read.sources.length ? null : decidedAt(entry, names, wanted, read);
  if (cut !== null) return cut;
  return shareOfSame(queries, wanted, period) > 0.2 ? { kind: 'conditional' } : { kind: 'other' };
}

/** An expression over the most that any of these series has. */
function most(names: readonly SeriesName[], text: (of: string) => string): readonly AlarmQuery[] {
  const queries = names.map((name, i) => query(`m${i + 1}`, name));
  return [...queries, computed(text(`MAX([${queries.map(({ id }) => id).join(', ')}])`))];
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  GreaterThanThreshold: 'LessThanThreshold',
  GreaterThanOrEqualToThreshold: 'LessThanOrEqualToThreshold',
  LessThanThreshold: 'GreaterThanThreshold',
  LessThanOrEqualToThreshold: 'GreaterThanOrEqualToThreshold',
};

function scaled({ alarm, comparison }: ReadAlarm, factor: number): Relation {
  return {
    kind: 'same',
    comparison: comparison !== null && factor < 0 ? mirrored[comparison] : comparison,
    threshold: alarm.threshold === null ? null : alarm.threshold / factor,
  };
}

/** An expression that says yes or no decides by a threshold of its own. */
function decidedAt(
  { watching }: AlarmEntry,
  names: readonly SeriesName[],
  of: readonly AlarmQuery[],
  { alarm, comparison, queries, period }: ReadAlarm,
): Relation | null {
  if (comparison === null || alarm.threshold === null) return null;
  // Of a difference every other one is an output.
  const outputs = new Set(names.filter((_, i) => i % 2 === 0).map(seriesKey));
  const series = (level: number) => (key: string) =>
    Array.from({ length: 24 }, (_, i) => {
      switch (watching.kind) {
        case 'rate':
          return (level * i * period) / SECOND;
        case 'shareOfMinute':
          return level * 600;
        case 'difference':
          return outputs.has(key) ? level : 0;
        case 'plain':
        case 'lag':
          return level;
      }
    });
  const cut = cutOf(queries, { comparison, threshold: alarm.threshold }, { of, period, series });
  if (cut === null) return null;
  return { kind: 'same', comparison: cut.above ? 'GreaterThanThreshold' : 'LessThanThreshold', threshold: cut.at };
}
