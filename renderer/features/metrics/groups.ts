import type { MetricLevel, MetricListing } from '#shared/model/metric.ts';
import { metricLevels } from '#shared/model/metric.ts';
import { derivedEntry } from '#shared/catalogue/derived.ts';
import { metricEntry } from '#shared/catalogue/metrics.ts';

/** The series that one chart draws: of one metric at one level; of threads, those of one task. */
export interface MetricGroup {
  /** Names the group in addresses and what is kept. */
  readonly id: string;
  readonly metric: string;
  /** As the catalogue calls it; the metric's own name where it has none. */
  readonly title: string;
  readonly namespace: string;
  readonly level: MetricLevel;
  readonly custom: boolean;
  /** What all its series have in common beside the application: a task whose threads they are. */
  readonly of: string;
  readonly lines: readonly GroupLine[];
}

export interface GroupLine {
  readonly name: string;
  readonly listing: MetricListing;
}

/** The dimension that every series of the service has, and that says nothing here. */
const APPLICATION = 'Application';
/** What the lines of a chart at the finest level may differ in; other dimensions make another chart. */
const FINEST = ['Parallelism', 'ShardId', 'PartitionId', 'Partition'];
const NAMES = ['Task', 'Operator'];

/** CloudWatch’s names of tasks and operators carry underscores for blanks, and `->` between the operators of a chain. */
export const dimensionText = (dimension: string, value: string): string =>
  NAMES.includes(dimension) ? value.replaceAll('_', ' ').replaceAll(' -> ', ' → ') : value;

/** By level, coarsest first; within it by name. A series is in exactly one group. */
export function groupSeries(series: readonly MetricListing[]): readonly MetricGroup[] {
  const groups = new Map<string, { readonly listing: MetricListing; readonly members: MetricListing[] }>();
  for (const listing of series) {
    const id = idOf(listing);
    const group = groups.get(id) ?? { listing, members: [] };
    groups.set(id, group);
    group.members.push(listing);
  }
  return [...groups].map(([id, { listing, members }]) => groupOf(id, listing, members)).sort(inOrder);
}

function idOf({ name, level }: MetricListing): string {
  const common =
    level === 'PARALLELISM' ? dimensionsOf(name.dimensions).filter(([dimension]) => !FINEST.includes(dimension)) : [];
  return [level, name.namespace, name.metric, ...common.map(([dimension, value]) => `${dimension}=${value}`)].join('|');
}

const dimensionsOf = (dimensions: Readonly<Record<string, string>>) =>
  Object.entries(dimensions)
    .filter(([dimension]) => dimension !== APPLICATION)
    .sort(([a], [b]) => (a < b ? -1 : 1));

function groupOf(id: string, { name, level, custom }: MetricListing, members: readonly MetricListing[]): MetricGroup {
  const all = members.map((listing) => dimensionsOf(listing.name.dimensions));
  const first = all[0] ?? [];
  const isShared = ([dimension, value]: readonly [string, string]): boolean =>
    all.every((each) => each.some(([other, same]) => other === dimension && same === value));
  const alone = members.length === 1;
  const shared = first.filter((each) => isShared(each) && (!alone || !FINEST.includes(each[0])));
  const lines = members.map((listing, i): GroupLine => {
    const own = (all[i] ?? []).filter(([dimension]) => !shared.some(([other]) => other === dimension));
    return { name: own.map(lineText).join(', ') || name.metric, listing };
  });
  return {
    id,
    metric: name.metric,
    title: titleOf(name),
    namespace: name.namespace,
    level,
    custom,
    of: shared.map(([dimension, value]) => dimensionText(dimension, value)).join(', '),
    lines: lines.sort((a, b) => byName.compare(a.name, b.name)),
  };
}

const lineText = ([dimension, value]: readonly [string, string]): string =>
  dimension === 'Parallelism' ? `Subtask ${value}` : dimensionText(dimension, value);

const titleOf = (name: MetricListing['name']): string =>
  (derivedEntry(name) ?? metricEntry(name.namespace, name.metric))?.title ?? name.metric;

/** `Subtask 2` before `Subtask 10`. */
const byName = new Intl.Collator('en', { numeric: true });

const inOrder = (a: MetricGroup, b: MetricGroup): number =>
  metricLevels.indexOf(a.level) - metricLevels.indexOf(b.level) ||
  Number(a.custom) - Number(b.custom) ||
  byName.compare(a.title, b.title) ||
  byName.compare(a.of, b.of);
