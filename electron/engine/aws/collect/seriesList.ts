import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import { derivedOf } from '#shared/catalogue/derived.ts';
import { FLINK, KAFKA, KINESIS, NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { MetricInventory, SeriesName } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { cadences } from '../../cadence.ts';
import type { Collector, Parts } from './collector.ts';
import { refIn } from './collector.ts';
import type { CollectorLoop } from './collectorLoops.ts';
import { followedApplications } from './followed.ts';
import { sourcesOf } from './sourcesOf.ts';

type MetricsTopic = Extract<Topic, { kind: 'metrics' }>;

/** More series of one application than a screen can search through. */
const MOST = 5_000;
/** Of each stream and topic that it reads or writes. */
const MOST_OF_SOURCE = 200;

/**
 * Every series of the applications whose metrics somebody looks at: at all levels, with those of its streams and topics. Until the service
 * has told them, those of which something is kept.
 */
export function seriesList(parts: Parts): Collector {
  const { loops, time, context } = parts;
  const showKept = (topic: MetricsTopic): void => {
    const kept = keptSeries(parts, topic.ref.id);
    if (kept !== null) context.store.put(topic, { state: 'live', value: kept, at: time.now() });
  };
  return {
    settle() {
      const followed = followedApplications(parts, 'metrics');
      for (const { topic } of followed) if (context.store.get(topic).state === 'waiting') showKept(topic);
      loops.keep(
        'metrics|',
        followed.map(({ topic, listed }): CollectorLoop<MetricInventory> => ({
          key: topicKey(topic),
          name: `Series of ${listed.name}`,
          cadence: cadences.seriesList,
          attended: () => true,
          paid: true,
          detail: true,
          poll: (signal) => listSeries(parts, listed, signal),
          take(result) {
            if (!result.ok && valueOf(context.store.get(topic)) === undefined) showKept(topic);
            context.store.report(topic, result, time.now());
            return result;
          },
        })),
      );
    },
  };
}

/** What is collected all the time, and what was looked at before; null: nothing yet. */
function keptSeries(parts: Parts, arn: string): MetricInventory | null {
  const { connection, context, inventory } = parts;
  const found = new Map<string, SeriesName>();
  for (const { namespace, metric, dimensions } of context.history.samples.list({ connection: connection.id, application: arn })) {
    const name = { namespace, metric, dimensions };
    // What Flink itself tells is not of this list.
    if (namespace !== FLINK) found.set(seriesKey(name), name);
  }
  if (found.size === 0) return null;
  const names = [...found.values()];
  return {
    ref: refIn(parts, arn),
    level: inventory.described(arn)?.metricsLevel ?? null,
    series: [...names, ...derivedOf(names)].map(listingOf),
    truncated: false,
    kept: true,
  };
}

async function listSeries(parts: Parts, { name, arn }: ListedApplication, signal: AbortSignal): Promise<Result<MetricInventory>> {
  const { services, inventory } = parts;
  const own = await services.metrics.listAll({ namespace: NAMESPACE, dimensions: { Application: name } }, MOST, signal);
  if (!own.ok) return own;
  const described = inventory.described(arn);
  const { streams, topics } = sourcesOf(own.value.names, described);
  const wanted = [
    ...streams.map((stream) => ({ namespace: KINESIS, dimensions: { StreamName: stream } })),
    ...topics.map((topic) => ({ namespace: KAFKA, dimensions: { Topic: topic } })),
  ];
  // What the streams tell is beside the matter: without it the application's own is still there.
  const others = await Promise.all(wanted.map((filter) => services.metrics.listAll(filter, MOST_OF_SOURCE, signal)));
  const names: SeriesName[] = [...own.value.names, ...others.flatMap((each) => (each.ok ? each.value.names : []))];
  return ok({
    ref: refIn(parts, arn),
    level: described?.metricsLevel ?? null,
    series: [...names, ...derivedOf(names)].map(listingOf),
    truncated: own.value.truncated || others.some((each) => each.ok && each.value.truncated),
  });
}
