import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import { NAMESPACE } from '../../../catalogue/metricEntry.ts';
import { metricEntry } from '../../../catalogue/metrics.ts';
import type { AlarmSubject } from '../../../model/alarms/subject.ts';
import type { SeriesName } from '../../../model/metric.ts';

/** What a recommended alarm looks at, the one that it takes away last. */
export const metricsOf = ({ watching }: AlarmEntry): readonly string[] =>
  watching.kind === 'difference' ? [watching.metric, watching.minus] : [watching.metric];

/** Which of these metrics of an application a series means, in its own spelling or a wrong one; null: none. */
export function meant(
  { namespace, metric, dimensions }: SeriesName,
  subject: AlarmSubject,
  wanted: readonly string[],
): string | null {
  if (namespace !== NAMESPACE || dimensions['Application'] !== subject.name) return null;
  const known = metricEntry(NAMESPACE, metric);
  if (known !== null) return wanted.find((each) => each === known.name) ?? null;
  return wanted.find((each) => distance(letters(each), letters(metric)) <= MISSPELT) ?? null;
}

/** Two letters wrong, left out or added are a slip; more are another name. */
const MISSPELT = 2;
const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Levenshtein's: how many letters have to be changed, added or taken away. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MISSPELT) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The names under which the service publishes a metric for an application. */
export function published(metric: string, { series }: AlarmSubject): readonly string[] {
  if (metric !== 'threadCount') return [metric];
  // Two spellings are in use: where the service lists one, it is that one.
  const both = ['threadCount', 'threadsCount'];
  const listed = both.filter((each) => series.some((known) => known.metric === each));
  return listed.length === 0 ? both : listed;
}
