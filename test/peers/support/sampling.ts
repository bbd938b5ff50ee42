import { setTimeout } from 'node:timers/promises';
import { formatRate, formatRatio } from '#shared/units/format.ts';
import { ratio, recordsPerSecond } from '#shared/units/units.ts';
import type { RawAggregate, RawBackpressure, RawJob } from './flinkAnswers.ts';
import type { FlinkCluster } from './flinkCluster.ts';

/** What a cluster says of a vertex, as the app writes such figures. */
export interface Figures {
  readonly busy: string;
  readonly backpressured: string;
  readonly recordsIn: string;
  readonly recordsOut: string;
}
type Figure = keyof Figures;

/** The app looks every five seconds at what it shows, and a look takes a moment. */
const AROUND = 15_000;
/** The cluster's own figures change twice a second at most. */
const PAUSE = 200;

/** Asks a cluster all the time, so that what a page shows can be found among what the cluster said around that moment. */
export interface Sampling {
  /** What the cluster said of a vertex within the last seconds; each figure as often as it changed. */
  said(vertex: string, figure: Figure): ReadonlySet<string>;
  stop(): Promise<void>;
}

export function startSampling(flink: FlinkCluster, job: string): Sampling {
  let samples: { readonly at: number; readonly figures: ReadonlyMap<string, Figures> }[] = [];
  const stopped = new AbortController();
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      // A cluster that is gone for a while says nothing: the page must then show what it said last.
      const figures = await sample(flink, job).catch(() => null);
      const at = Date.now();
      if (figures !== null) samples = [...samples.filter((each) => at - each.at <= AROUND), { at, figures }];
      await setTimeout(PAUSE);
    }
  })();
  return {
    said: (vertex, figure) => new Set(samples.map(({ figures }) => figures.get(vertex)?.[figure] ?? '')),
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

async function sample(flink: FlinkCluster, id: string): Promise<ReadonlyMap<string, Figures>> {
  const { vertices } = await flink.ask<RawJob>(`jobs/${id}`);
  const figures = await Promise.all(
    vertices.map(async ({ id: vertex, name }) => {
      const path = `jobs/${id}/vertices/${vertex}`;
      const [pressure, rates] = await Promise.all([
        flink.ask<RawBackpressure>(`${path}/backpressure`),
        flink.ask<RawAggregate[]>(`${path}/subtasks/metrics?get=numRecordsInPerSecond,numRecordsOutPerSecond`),
      ]);
      const worst = (key: 'busyRatio' | 'ratio') =>
        formatRatio(ratio(Math.min(1, Math.max(...(pressure.subtasks ?? []).map((each) => each[key])))));
      const rate = (metric: string) => formatRate(recordsPerSecond(rates.find((each) => each.id === metric)?.sum ?? Number.NaN));
      return [
        name,
        {
          busy: worst('busyRatio'),
          backpressured: worst('ratio'),
          recordsIn: rate('numRecordsInPerSecond'),
          recordsOut: rate('numRecordsOutPerSecond'),
        },
      ] as const;
    }),
  );
  return new Map(figures);
}
