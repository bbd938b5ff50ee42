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
  let streams = streamSamplers(application, store);
  let { sources } = application;
  let jobs: unknown = null;
  let settings: unknown = null;
  let samplers: readonly Samplers[] = [];
  return {
    publish(from) {
      const quarter = (from / STEP) % 4;
      if (sources !== application.sources) {
        ({ sources } = application);
        streams = streamSamplers(application, store);
      }
      // Another job, or another metrics level, has other series.
      if (jobs !== application.jobs || settings !== application.settings) {
        ({ jobs, settings } = application);
        samplers = application.status === 'READY' ? [] : jobSamplers(application, make);
      }
      run(streams, quarter, from);
      if (!reports(application)) return;
      for (const each of samplers) run(each, quarter, from);
    },
  };
}

/** A notebook that runs reports of itself, whether or not a paragraph does. */
const reports = ({ mode, status, jobs }: ApplicationRuntime): boolean =>
  jobs.some(({ state }) => state === 'RUNNING' || state === 'RESTARTING') || (mode === 'INTERACTIVE' && status === 'RUNNING');

const jobSamplers = (application: ApplicationRuntime, make: SeriesMaker): Samplers[] => [
  applicationSamplers(application, make),
  ...(application.mode === 'STREAMING' ? [sourceSamplers(application, make), taskSamplers(application, make)] : []),
];

function run({ always, twice, once }: Samplers, quarter: number, from: Millis): void {
  for (const sample of always) sample(from);
  if (quarter % 2 === 1) for (const sample of twice) sample(from);
  if (quarter === 3) for (const sample of once) sample(from);
}
