import type { Millis } from '../../units/units.ts';
import type { OpenSeries } from './seriesStore.ts';

/** Takes one step's figure; `from` is when the step began. */
export type Sampler = (from: Millis) => void;

/** How often in a minute figures are taken: four times, twice (containers), once. */
export interface Samplers {
  readonly always: readonly Sampler[];
  readonly twice: readonly Sampler[];
  readonly once: readonly Sampler[];
}

/** A series of an application, with the dimensions beside `Application`. */
export type SeriesMaker = (metric: string, unit: string, dimensions: Readonly<Record<string, string>>) => OpenSeries;

export const sampler =
  (series: { sample(value: number): void }, value: (from: Millis) => number): Sampler =>
  (from) =>
    series.sample(value(from));

/** What rounding leaves of nothing is nothing. */
const undusted = (rate: number): number => (rate < 1e-6 ? 0 : rate);

/** Records of the last minute, in and out, and how many that is in a second. */
export function countedSampler(
  make: SeriesMaker,
  of: Readonly<Record<string, string>>,
  into: () => number,
  out: () => number,
): () => void {
  const [recordsIn, rateIn] = [make('numRecordsIn', 'Count', of), make('numRecordsInPerSecond', 'Count/Second', of)];
  const [recordsOut, rateOut] = [make('numRecordsOut', 'Count', of), make('numRecordsOutPerSecond', 'Count/Second', of)];
  return () => {
    const came = into();
    const went = out();
    recordsIn.sample(Math.round(came));
    rateIn.sample(undusted(came / 60));
    recordsOut.sample(Math.round(went));
    rateOut.sample(undusted(went / 60));
  };
}

export const join = (...all: readonly Samplers[]): Samplers => ({
  always: all.flatMap(({ always }) => always),
  twice: all.flatMap(({ twice }) => twice),
  once: all.flatMap(({ once }) => once),
});
