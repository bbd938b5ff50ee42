import type { Sampler, SeriesMaker } from './samplers.ts';
import { sampler } from './samplers.ts';

/** Bytes of a KPU's native memory that Flink manages: what RocksDB reserves. */
export const MANAGED = 1024 ** 3 * 0.9;

/** A state backend reserves all that it may have when it opens. */
export const managedSamplers = (
  make: SeriesMaker,
  of: Readonly<Record<string, string>>,
  used: () => number,
  total: () => number,
): Sampler[] => [
  sampler(make('managedMemoryTotal', 'Bytes', of), total),
  sampler(make('managedMemoryUsed', 'Bytes', of), used),
  sampler(make('managedMemoryUtilization', 'Percent', of), () => Math.min(100, (100 * used()) / Math.max(1, total()))),
];
