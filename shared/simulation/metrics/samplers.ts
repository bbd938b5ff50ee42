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

/** The records of the last minute, and how many that is in a second. */
export const counted =
  (count: OpenSeries, rate: OpenSeries, records: () => number): Sampler =>
  () => {
    const value = records();
    count.sample(Math.round(value));
    rate.sample(value / 60);
  };

export const join = (...all: readonly Samplers[]): Samplers => ({
  always: all.flatMap(({ always }) => always),
  twice: all.flatMap(({ twice }) => twice),
  once: all.flatMap(({ once }) => once),
});
