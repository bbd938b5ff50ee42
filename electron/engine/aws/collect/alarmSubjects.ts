import type { ListedApplication, ManagedApplication } from '../../../clients/aws/describeManaged.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import { levelOf } from '#shared/catalogue/metrics.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import { metricLevels, seriesKey } from '#shared/model/metric.ts';
import type { Discovery } from '../discovery.ts';
import { OPERATORS, RESPELT, SOURCES } from '../discovery.ts';
import type { DiscoveredSeries } from '../fleetMetrics.ts';
import type { Parts } from './collector.ts';
import { refIn } from './collector.ts';

type Known = Pick<Parts, 'connection' | 'inventory'>;
type Lists = Pick<Discovery, 'listed'>;

/** What is known of every listed application for its alarms, from the lists that there are: nothing is asked for it. */
export function alarmSubjects({ connection, inventory }: Known, lists: Lists): AlarmSubject[] {
  const sources = SOURCES.map((metric) => lists.listed(metric));
  const others = [...Object.keys(RESPELT), ...OPERATORS].map((metric) => lists.listed(metric));
  const lags = byApplication(sources);
  const series = byApplication(others);
  const areListed = [...sources, lists.listed(Object.keys(RESPELT)[0] ?? '')].every((list) => list !== null);
  const operatorsListed = OPERATORS.every((metric) => lists.listed(metric) !== null);
  return (inventory.listed() ?? []).map((listed) => {
    const described = inventory.described(listed.arn);
    return subjectOf({
      ref: refIn({ connection }, listed.arn),
      region: connection.region,
      listed,
      described,
      lags: lags.get(listed.name) ?? [],
      series: series.get(listed.name) ?? [],
      isListed: described !== null && areListed && (operatorsListed || !isFine(described)),
    });
  });
}

/** What an application's listing and description say of its alarms, beside its series. */
export const subjectOf = ({
  ref,
  region,
  listed,
  described,
  lags,
  series,
  isListed,
}: {
  readonly ref: ApplicationRef;
  readonly region: string;
  readonly listed: Pick<ListedApplication, 'name' | 'mode' | 'runtime'>;
  readonly described: Pick<ManagedApplication, 'mode' | 'runtime' | 'metricsLevel'> | null;
  readonly lags: AlarmSubject['lags'];
  readonly series: AlarmSubject['series'];
  readonly isListed: boolean;
}): AlarmSubject => ({
  ref,
  name: listed.name,
  region,
  mode: described?.mode ?? listed.mode,
  flink: flinkOf(described?.runtime ?? listed.runtime),
  metricsLevel: levelIn(described),
  lags,
  listed: isListed,
  series,
});

/** Is anything published of single operators? */
export const isFine = (described: Pick<ManagedApplication, 'metricsLevel'> | null): boolean => {
  const level = levelIn(described);
  return level === 'OPERATOR' || level === 'PARALLELISM';
};

/** Series of operators that recommended alarms compare; of the applications as a whole the fleet's poll asks anyway. */
export const alarmedSeries = (subjects: readonly AlarmSubject[]): DiscoveredSeries[] =>
  subjects.flatMap((subject) =>
    recommendedAlarms.flatMap((alarm) => {
      const watch = watchOf(alarm, subject);
      const names = watch.kind === 'watched' ? watch.queries.map(({ series }) => series?.name) : [];
      return names.flatMap((name) => (name !== undefined && levelOf(name) === 'OPERATOR' ? [name] : []));
    }),
  );

const levelIn = (described: Pick<ManagedApplication, 'metricsLevel'> | null): AlarmSubject['metricsLevel'] =>
  metricLevels.find((level) => level === described?.metricsLevel) ?? null;

/** `FLINK-1_20` is `1.20`; the oldest are `SQL-1_0`, and a notebook is `ZEPPELIN-FLINK-3_0`. */
const flinkOf = (runtime: ListedApplication['runtime']): string | null => {
  const [, major, minor] = /^FLINK-(\d+)_(\d+)/.exec(runtime) ?? [];
  return major === undefined || minor === undefined ? null : `${major}.${minor}`;
};

/** In the same order, however the service lists them. */
function byApplication(lists: readonly (readonly DiscoveredSeries[] | null)[]): ReadonlyMap<string, SeriesName[]> {
  const found = new Map<string, SeriesName[]>();
  const all = lists.flatMap((list) => list ?? []).map((each) => ({ ...each, dimensions: { ...each.dimensions } }));
  const keyed = all.map((name) => ({ name, key: seriesKey(name) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { name } of keyed) {
    const application = name.dimensions['Application'] ?? '';
    const own = found.get(application);
    if (own === undefined) found.set(application, [name]);
    else own.push(name);
  }
  return found;
}
