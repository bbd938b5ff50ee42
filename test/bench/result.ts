/** What a benchmark found out; the form of `.cache/bench.json`. */
export interface BenchResult {
  readonly name: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly peer: (Spread & { readonly name: string; readonly version: string }) | null;
  /** Ours as a multiple of the peer's median; null without a peer. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Results of one benchmark, and sentences about how they came about. */
export interface Benched {
  readonly results: readonly BenchResult[];
  readonly notes: readonly string[];
}

export interface Benchmark {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  run(log: (line: string) => void): Promise<Benched>;
}

export function spreadOf(values: readonly number[], digits = 1): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const round = (value: number): number => Number(value.toFixed(digits));
  return { median: round(quantile(sorted, 0.5)), min: round(sorted[0] ?? NaN), max: round(sorted.at(-1) ?? NaN) };
}

/** Of values in ascending order. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return low + (high - low) * (at - Math.floor(at));
}
