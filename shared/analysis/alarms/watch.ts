import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import { NAMESPACE } from '../../catalogue/metricEntry.ts';
import type { AlarmQuery } from '../../model/alarms/definition.ts';
import type { AlarmSubject } from '../../model/alarms/subject.ts';
import type { SeriesName } from '../../model/metric.ts';

/** The queries of a recommended alarm for an application, or why it has none. */
export type Watch =
  | {
      readonly kind: 'watched';
      readonly queries: readonly AlarmQuery[];
      /** How much of the application is beyond what one alarm can watch: a sentence; null: nothing is. */
      readonly partly: string | null;
    }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  /** Cannot be told before more is known. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Which series a recommended alarm compares for an application (guide pp. 444-453). */
export function watchOf(alarm: AlarmEntry, subject: AlarmSubject): Watch {
  if (subject.mode === null) return { kind: 'unknown', reason: 'The application is not described yet.' };
  if (subject.mode === 'INTERACTIVE')
    return { kind: 'not-applicable', reason: 'A Studio notebook has no job of its own that could be down or behind.' };
  const { watching } = alarm;
  switch (watching.kind) {
    case 'plain':
      if (watching.metric === OUTPUT && !isOfApplication(subject, OUTPUT)) return outputOf(alarm, subject);
      return watched([query('m1', ofApplication(subject, spelt(subject, watching.metric)), alarm, true)]);
    case 'rate':
      return watched([
        query('m1', ofApplication(subject, spelt(subject, watching.metric)), alarm, false),
        expression('e1', 'RATE(m1)'),
      ]);
    case 'shareOfMinute':
      return watched([
        query('m1', ofApplication(subject, spelt(subject, watching.metric)), alarm, false),
        expression('e1', '(m1 * 100) / 60000'),
      ]);
    case 'lag':
      return lagOf(alarm, watching.metric, subject);
    case 'difference':
      return differenceOf(alarm, watching, subject);
  }
}

const watched = (queries: readonly AlarmQuery[], partly: string | null = null): Watch => ({ kind: 'watched', queries, partly });

/** `of 12`: the others have to be watched by alarms of their own. */
const partlyOf = (watching: number, all: number, what: string): string | null =>
  watching >= all ? null : `Watches ${watching} of ${all} ${what}: one alarm takes ten metrics.`;

const ofApplication = ({ name }: AlarmSubject, metric: string): SeriesName => ({
  namespace: NAMESPACE,
  metric,
  dimensions: { Application: name },
});

/** Newer editions of the guide, and some runtimes, write `threadsCount`. */
const spelt = ({ series }: AlarmSubject, metric: string): string =>
  metric === 'threadCount' && series.some((each) => each.metric === 'threadsCount') ? 'threadsCount' : metric;

const query = (id: string, name: SeriesName, { statistic }: AlarmEntry, compared: boolean): AlarmQuery => ({
  id,
  series: { name, statistic },
  expression: null,
  compared,
});

const expression = (id: string, text: string): AlarmQuery => ({ id, series: null, expression: text, compared: true });

/** The guide means that of an operator (p. 446); of the application as a whole it comes at every level, and is what its sinks wrote. */
const OUTPUT = 'numRecordsOutPerSecond';

const ofOperators = ({ series }: AlarmSubject, metric: string): readonly SeriesName[] =>
  series.filter(
    ({ metric: own, dimensions }) =>
      own === metric && dimensions['Operator'] !== undefined && dimensions['Parallelism'] === undefined,
  );

/** Unless it is listed of operators alone. */
const isOfApplication = (subject: AlarmSubject, metric: string): boolean =>
  ofOperators(subject, metric).length === 0 ||
  subject.series.some((each) => each.metric === metric && Object.keys(each.dimensions).length === 1);

/** What all operators send on: when the application gets no further, none of them does. */
function outputOf(alarm: AlarmEntry, subject: AlarmSubject): Watch {
  const all = ofOperators(subject, OUTPUT);
  const some = all.slice(0, MOST_METRICS).map((name, i) => query(`m${i + 1}`, name, alarm, all.length === 1));
  return watched(
    some.length === 1 ? some : [...some, expression('e1', `SUM([${some.map(({ id }) => id).join(', ')}])`)],
    partlyOf(some.length, all.length, 'operators'),
  );
}

/** An alarm takes ten metrics in one expression. */
const MOST_METRICS = 10;

function lagOf(alarm: AlarmEntry, metric: string, subject: AlarmSubject): Watch {
  const lags = subject.lags.filter((each) => each.metric === metric);
  const source = metric === 'millisBehindLatest' ? 'Kinesis stream' : 'Kafka topic';
  if (lags.length === 0)
    return subject.listed
      ? { kind: 'not-applicable', reason: `It reads no ${source}: no series of ${metric} is published.` }
      : { kind: 'unknown', reason: 'The series of the application are not listed yet.' };
  const [only] = lags;
  if (lags.length === 1 && only !== undefined) return watched([query('m1', only, alarm, true)]);
  const some = lags.slice(0, MOST_METRICS).map((name, i) => query(`m${i + 1}`, name, alarm, false));
  return watched(
    [...some, expression('e1', `MAX([${some.map(({ id }) => id).join(', ')}])`)],
    partlyOf(some.length, lags.length, `series of ${metric}`),
  );
}

/** The gap of the operator that holds back most: each takes two of the ten metrics, so that five operators are what one alarm can watch. */
function differenceOf(
  alarm: AlarmEntry,
  { metric, minus }: { readonly metric: string; readonly minus: string },
  subject: AlarmSubject,
): Watch {
  const inputs = new Set(ofOperators(subject, minus).map(({ dimensions }) => dimensions['Operator']));
  const both = ofOperators(subject, metric).filter(({ dimensions }) => inputs.has(dimensions['Operator']));
  const pairs = both
    .slice(0, MOST_METRICS / 2)
    .flatMap((name, i) => [
      query(`m${2 * i + 1}`, name, alarm, false),
      query(`m${2 * i + 2}`, { ...name, metric: minus }, alarm, false),
    ]);
  if (both.length === 1) return watched([...pairs, expression('e1', 'm1 - m2')]);
  if (both.length > 1) {
    const gaps = Array.from({ length: pairs.length / 2 }, (_, i) => ({
      ...expression(`g${i + 1}`, `m${2 * i + 1} - m${2 * i + 2}`),
      compared: false,
    }));
    return watched(
      [...pairs, ...gaps, expression('e1', `MAX([${gaps.map(({ id }) => id).join(', ')}])`)],
      partlyOf(gaps.length, both.length, 'operators'),
    );
  }
  const { metricsLevel } = subject;
  if (metricsLevel === 'APPLICATION' || metricsLevel === 'TASK')
    return {
      kind: 'not-applicable',
      reason: `Its metrics level is ${metricsLevel}: watermarks of operators are published from OPERATOR on.`,
    };
  return subject.listed
    ? { kind: 'not-applicable', reason: 'No operator publishes both its input and its output watermark.' }
    : { kind: 'unknown', reason: 'The series of the application are not listed yet.' };
}
