import type { Topic } from '#shared/contract/topics.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { AwsWatch, WatchAwsOptions } from '../aws/watchAws.ts';
import { watchAws } from '../aws/watchAws.ts';
import type { ConnectionMonitor } from '../connectionMonitor.ts';
import { mergedTopics } from './mergedTopics.ts';

export interface WatchRegionsOptions extends Omit<WatchAwsOptions, 'connection' | 'services'> {
  readonly connection: { readonly id: string; readonly name: string };
  /** The first takes what names none of them. */
  readonly regions: readonly string[];
  readonly servicesOf: (region: string) => AwsServices;
}

/** Watches one account in several regions as one fleet. */
export function watchRegions({ connection, regions, servicesOf, context, monitor, ...options }: WatchRegionsOptions): AwsWatch {
  const storeOf = mergedTopics(context.store, connection.id, regions);
  const watches = new Map(
    regions.map((region) => {
      const collectors = ofRegion(monitor, region);
      const watch = watchAws({
        ...options,
        connection: { ...connection, region },
        services: servicesOf(region),
        monitor: collectors,
        context: { ...context, store: storeOf(region) },
      });
      return [region, { watch, collectors }] as const;
    }),
  );
  const [home] = regions;
  const placeOf = ({ id }: ApplicationRef): string | undefined => {
    const [, , , region = ''] = id.split(':');
    return watches.has(region) ? region : home;
  };
  const each = [...watches.values()];
  const of = (ref: ApplicationRef): AwsWatch => {
    const found = watches.get(placeOf(ref) ?? '');
    if (found === undefined) throw new Error('A simulator has at least one region.');
    return found.watch;
  };

  /** Which region runs a query of Logs Insights. */
  const queries = new Map<string, AwsWatch>();

  return {
    attend(topics: readonly Topic[]) {
      for (const [region, { watch }] of watches)
        watch.attend(topics.filter((topic) => !('ref' in topic) || placeOf(topic.ref) === region));
    },
    logs: {
      search: (search) => of(search.ref).logs.search(search),
      async insights(question) {
        const watch = of(question.ref);
        const started = await watch.logs.insights(question);
        if (started.ok) queries.set(started.value.id, watch);
        return started;
      },
      stopInsights: (id) => (queries.get(id) ?? of({ connection: connection.id, id })).logs.stopInsights(id),
    },
    series: (ref) => of(ref).series(ref),
    alarms: {
      subjects: () => each.flatMap(({ watch }) => watch.alarms.subjects()),
      statuses: () => new Map(each.flatMap(({ watch }) => [...watch.alarms.statuses()])),
      writer: (region) => watches.get(region)?.watch.alarms.writer(region) ?? null,
    },
    insight: {
      log: (question) => of(question.ref).insight.log(question),
      threads: (question) => of(question.ref).insight.threads(question),
      flame: (question) => of(question.ref).insight.flame(question),
    },
    poke() {
      for (const { watch } of each) watch.poke();
    },
    lost(error) {
      for (const { watch } of each) watch.lost(error);
    },
    async close() {
      await Promise.all(each.map(({ watch }) => watch.close()));
      for (const { collectors } of each) collectors.retireAll();
    },
  };
}

/** The same collectors run in every region: their reports are kept apart by its name. */
function ofRegion(monitor: ConnectionMonitor, region: string): ConnectionMonitor & { retireAll(): void } {
  const known = new Set<string>();
  const nameOf = (collector: string) => `${region} ${collector}`;
  return {
    ...monitor,
    expect(collector, about) {
      known.add(collector);
      monitor.expect(nameOf(collector), { name: collector, place: region, ...about });
    },
    report(collector, result, next, essential, about) {
      known.add(collector);
      monitor.report(nameOf(collector), result, next, essential, { name: collector, place: region, ...about });
    },
    idle(collector, next, about) {
      known.add(collector);
      monitor.idle(nameOf(collector), next, { name: collector, place: region, ...about });
    },
    retire(collector) {
      known.delete(collector);
      monitor.retire(nameOf(collector));
    },
    retireAll() {
      for (const collector of known) monitor.retire(nameOf(collector));
    },
  };
}
