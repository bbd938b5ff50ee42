import type { Millis } from '../../units/units.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import { applicationSamplers } from './applicationMetrics.ts';
import type { Samplers, SeriesMaker } from './samplers.ts';
import type { SeriesStore } from './seriesStore.ts';
import { sourceSamplers } from './sourceMetrics.ts';
import { streamSamplers } from './streamMetrics.ts';
import { taskSamplers } from './taskMetrics.ts';

/** Puts an application's figures into the store, at its metrics level. */
export interface Publisher {
  /** After the step that began at `from`. */
  publish(from: Millis): void;
}

const NAMESPACE = 'AWS/KinesisAnalytics';

export function createPublisher(application: ApplicationRuntime, store: SeriesStore): Publisher {
  const make: SeriesMaker = (metric, unit, dimensions) =>
    store.open(NAMESPACE, metric, unit, [
      { name: 'Application', value: application.name },
      ...Object.entries(dimensions).map(([name, value]) => ({ name, value })),
    ]);
  const streams = streamSamplers(application, store);
  let of: unknown = null;
  let samplers: readonly Samplers[] = [];
  return {
    publish(from) {
      const quarter = (from / STEP) % 4;
      if (of !== application.jobs) {
        of = application.jobs;
        samplers = application.jobs.length === 0 ? [] : jobSamplers(application, make);
      }
      run(streams, quarter, from);
      if (!application.jobs.some(({ state }) => state === 'RUNNING' || state === 'RESTARTING')) return;
      for (const each of samplers) run(each, quarter, from);
    },
  };
}

const jobSamplers = (application: ApplicationRuntime, make: SeriesMaker): Samplers[] => [
  applicationSamplers(application, make),
  ...(application.blueprint.mode === 'STREAMING' ? [sourceSamplers(application, make), taskSamplers(application, make)] : []),
];

function run({ always, twice, once }: Samplers, quarter: number, from: Millis): void {
  for (const sample of always) sample(from);
  if (quarter % 2 === 1) for (const sample of twice) sample(from);
  if (quarter === 3) for (const sample of once) sample(from);
}
