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
