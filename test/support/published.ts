import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { createPublisher } from '#shared/simulation/metrics/publish.ts';
import { createSeriesStore } from '#shared/simulation/metrics/seriesStore.ts';
import type { SeriesStore } from '#shared/simulation/metrics/seriesStore.ts';
import { stepApplication } from '#shared/simulation/runtime/application.ts';
import { buildApplication } from '#shared/simulation/runtime/buildApplication.ts';
import type { Dimension, MetricSeries } from '#shared/simulation/types.ts';
import { STEP } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { NOON } from './worlds.ts';

/** What applications of any blueprint publish in so many minutes, into one store. */
export function published(blueprints: readonly Blueprint[], minutes = 3): SeriesStore {
  const store = createSeriesStore();
  let now = NOON;
  const place = { region: 'us-east-1', accountId: '123456789012', now: () => now };
  const all = blueprints.map((blueprint, i) => {
    const application = buildApplication(`app-${i}`, blueprint, { seed: 7, begin: NOON, running: true }, place);
    return { application, publisher: createPublisher(application, store) };
  });
  for (let minute = 0; minute < minutes; minute++) {
    for (let quarter = 0; quarter < 4; quarter++) {
      for (const { application, publisher } of all) {
        stepApplication(application, now, place);
        publisher.publish(now);
      }
      now = millis(now + STEP);
    }
    store.close(millis(NOON + minute * MINUTE));
  }
  return store;
}

export const kindsOf = ({ dimensions }: { readonly dimensions: readonly Dimension[] }): string =>
  dimensions.map(({ name }) => name).join('+');

/** Its minutes, all of them. */
export const minutesOf = (series: MetricSeries | undefined) => series?.read(millis(0), millis(2 * NOON)) ?? [];
