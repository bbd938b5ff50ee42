import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import { NAMESPACE } from '../../catalogue/metricEntry.ts';
import type { AlarmQuery } from '../../model/alarms/definition.ts';
import type { AlarmSubject } from '../../model/alarms/subject.ts';
import type { SeriesName } from '../../model/metric.ts';

/** The queries of a recommended alarm for an application, or why it has none. */
export type Watch =
  | { readonly kind: 'watched'; readonly queries: readonly AlarmQuery[] }
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

const watched = (queries: readonly AlarmQuery[]): Watch => ({ kind: 'watched', queries });

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

/** An alarm takes ten metrics in one expression. */
const MOST_LAGS = 10;

function lagOf(alarm: AlarmEntry, metric: string, subject: AlarmSubject): Watch {
  const lags = subject.lags.filter((each) => each.metric === metric);
  const source = metric === 'millisBehindLatest' ? 'Kinesis stream' : 'Kafka topic';
  if (lags.length === 0)
    return subject.listed
      ? { kind: 'not-applicable', reason: `It reads no ${source}: no series of ${metric} is published.` }
      : { kind: 'unknown', reason: 'The series of the application are not listed yet.' };
  const [only] = lags;
  if (lags.length === 1 && only !== undefined) return watched([query('m1', only, alarm, true)]);
  const some = lags.slice(0, MOST_LAGS).map((name, i) => query(`m${i + 1}`, name, alarm, false));
  return watched([...some, expression('e1', `MAX([${some.map(({ id }) => id).join(', ')}])`)]);
}

function differenceOf(
  alarm: AlarmEntry,
  { metric, minus }: { readonly metric: string; readonly minus: string },
  subject: AlarmSubject,
): Watch {
  const operators = (of: string) =>
    subject.series.filter(
      (each) => each.metric === of && each.dimensions['Operator'] !== undefined && each.dimensions['Parallelism'] === undefined,
    );
  const inputs = new Set(operators(minus).map(({ dimensions }) => dimensions['Operator']));
  const both = operators(metric).find(({ dimensions }) => inputs.has(dimensions['Operator']));
  if (both !== undefined)
    return watched([
      query('m1', both, alarm, false),
      query('m2', { ...both, metric: minus }, alarm, false),
      expression('e1', 'm1 - m2'),
    ]);
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
