/**
 * Automatic scaling as the service does it (guide p. 57): it looks at nothing but `containerCPUUtilization`, at the highest of a minute.
 * Twice as many after 15 minutes in a row at 75 % or more, half as many after 360 in a row below 10 %.
 */
export interface CpuRun {
  /** Consecutive minutes so far that would have it grow, and shrink. */
  readonly up: number;
  readonly down: number;
  /** Highest of the minute so far; null without a sample. */
  readonly peak: number | null;
}

export const NO_RUN: CpuRun = { up: 0, down: 0, peak: null };

const BUSY = 75;
const BUSY_MINUTES = 15;
const QUIET = 10;
const QUIET_MINUTES = 360;

export const withSample = (run: CpuRun, cpu: number): CpuRun => ({ ...run, peak: Math.max(run.peak ?? cpu, cpu) });

/** After a minute: one without a sample breaks either run. */
export const afterMinute = ({ up, down, peak }: CpuRun): CpuRun => ({
  up: peak !== null && peak >= BUSY ? up + 1 : 0,
  down: peak !== null && peak < QUIET ? down + 1 : 0,
  peak: null,
});

/** It wants to grow, whether it may or not. */
export const wantsMore = ({ up }: CpuRun): boolean => up >= BUSY_MINUTES;

export interface ScalingLimits {
  readonly current: number;
  /** What the owner configured: it never goes below. */
  readonly configured: number;
  readonly ceiling: number;
}

/** The parallelism that it goes to now; null = it stays. */
export function nextParallelism({ up, down }: CpuRun, { current, configured, ceiling }: ScalingLimits): number | null {
  if (up >= BUSY_MINUTES && current < ceiling) return Math.min(current * 2, ceiling);
  if (down >= QUIET_MINUTES && current > configured) return Math.max(Math.ceil(current / 2), configured);
  return null;
}
