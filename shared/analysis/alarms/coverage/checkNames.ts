import { metricEntry } from '../../../catalogue/metrics.ts';
import type { FoundFault } from '../../../model/alarms/status.ts';
import type { AlarmSubject } from '../../../model/alarms/subject.ts';
import { seriesKey } from '../../../model/metric.ts';
import type { Watched } from './about.ts';
import type { Check } from './judged.ts';
import { published } from './names.ts';

/** Whether its metrics and dimensions were ever published: CloudWatch takes any, and waits for ever. */
export const checkNames: Check = ({ subject, about }) => [
  ...metricFaults(about.watched, subject),
  ...dimensionFaults(about.watched, subject),
];

function metricFaults(watched: readonly Watched[], subject: AlarmSubject): readonly FoundFault[] {
  const wrong = watched.find(({ metric, name }) => !published(metric, subject).includes(name.metric));
  if (wrong === undefined) return [];
  const right = published(wrong.metric, subject).join(' or ');
  return [
    {
      fault: 'no-such-metric',
      text: `It waits for ${wrong.name.metric}, which is never published: the metric is named ${right}.`,
      remedy: `Name the metric ${right}; capitals count.`,
    },
  ];
}

function dimensionFaults(watched: readonly Watched[], subject: AlarmSubject): readonly FoundFault[] {
  const wrong = watched.find((each) => !isKnown(each, subject));
  if (wrong === undefined) return [];
  const named = namedOf(wrong.name.dimensions);
  const listed = seriesOf(wrong, subject);
  const has = listed === null || listed.length === 0 ? null : [...new Set(listed.map(finer))].slice(0, 4).join('; ');
  return [
    {
      fault: 'no-such-dimension',
      text: `No series of ${wrong.metric} is published with ${
        Object.keys(named).length === 0 ? 'the application as its only dimension' : wordsOf(named)
      }${has === null ? '' : `; there is ${has}`}.`,
      remedy: has === null ? noneRemedy(wrong, subject) : 'Take the dimensions from the list of metrics in CloudWatch.',
    },
  ];
}

const wordsOf = (dimensions: Readonly<Record<string, string>>): string =>
  Object.entries(dimensions)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

function finer({ dimensions }: Watched['name']): string {
  const named = namedOf(dimensions);
  return Object.keys(named).length === 0 ? 'one of the application' : wordsOf(named);
}

/** The dimensions beside the application's. */
const namedOf = (dimensions: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(dimensions).filter(([name]) => name !== 'Application'));

function noneRemedy({ name }: Watched, { metricsLevel }: AlarmSubject): string {
  const isFine = name.dimensions['Operator'] !== undefined || name.dimensions['Task'] !== undefined;
  return isFine && metricsLevel !== null
    ? `Set the metrics level, which is ${metricsLevel}, to OPERATOR, or remove the alarm.`
    : 'Remove the alarm, or name what the application has.';
}

/** Series of the same metric that the service lists; null: not known. */
function seriesOf({ metric }: Watched, { listed, lags, series }: AlarmSubject): readonly Watched['name'][] | null {
  if (!listed) return null;
  return [...lags, ...series].filter((each) => metricEntry(each.namespace, each.metric)?.name === metric);
}

function isKnown({ metric, name }: Watched, subject: AlarmSubject): boolean {
  const { metricsLevel } = subject;
  const named = Object.keys(name.dimensions).filter((each) => each !== 'Application');
  const levels = metricEntry(name.namespace, metric)?.levels ?? [];
  const isLag = metric === 'millisBehindLatest' || metric === 'records_lag_max';
  // Of what is told of the application alone, nothing finer is there.
  if (!isLag && !levels.some((level) => level !== 'APPLICATION')) return named.length === 0;
  // What is told of the application at every level is known without a list.
  if (!isLag && named.length === 0 && levels.includes('APPLICATION')) return true;
  if (metricsLevel === 'APPLICATION' && (named.includes('Operator') || named.includes('Task'))) return false;
  const listed = seriesOf({ metric, name, statistic: null, period: null }, subject);
  return listed === null || listed.some((each) => seriesKey(each) === seriesKey({ ...name, metric: each.metric }));
}
