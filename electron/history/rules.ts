import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';

/**
 * How long what is kept, in one table; `docs/history.md` tells it to the user. Beyond these the user's retention holds, and when the
 * file has reached its size the oldest goes first, whatever it is.
 */
export const rules = {
  /** Samples as they came; then they are rolled up. */
  raw: millis(3 * DAY),
  /** Roll-ups of 5 minutes; then they become roll-ups of an hour. */
  fiveMinutes: millis(31 * DAY),
  /** A record of a job each minute so long; then the newest of each stretch. */
  jobs: { whole: millis(6 * HOUR), stretch: millis(15 * MINUTE) },
  /** Counts of requests, by real time: enough for this month and the one before. */
  counts: millis(62 * DAY),
  /** What waits in memory is written so often. */
  writeEvery: SECOND,
  /** How long one call of `tidy` may take; real time. */
  tidySlice: millis(50),
  /** What waits because the disk takes nothing: so much, then the oldest is let go. */
  mostWaitingBytes: 64_000_000,
  /** A history in memory alone is no larger than this, whatever the user allows a file. */
  mostBytesInMemory: 256_000_000,
  /** A file up to this size is checked wholly when it is opened; of a larger one the small tables are. */
  checkedWhollyBytes: 64_000_000,
  /** Below the cap by so much, so that not every line that comes makes another go. */
  capSlack: 0.03,
} as const;
