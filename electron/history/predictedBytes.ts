import type { Bytes } from '#shared/units/units.ts';
import { bytes } from '#shared/units/units.ts';

/**
 * Bytes that one of each takes in the file, as measured by `npm run bench -- --only historySize`. A log line of some 430 characters; records are
 * mostly checkpoints, which are small, and jobs with their graph, which are not.
 */
const each = { samples: 27, fiveMinutes: 59, hours: 59, lines: 370, records: 500 } as const;

/** What so many entries will take on disk. */
export const predictedBytes = (counts: Partial<Record<keyof typeof each, number>>): Bytes =>
  bytes(
    (counts.samples ?? 0) * each.samples +
      (counts.fiveMinutes ?? 0) * each.fiveMinutes +
      (counts.hours ?? 0) * each.hours +
      (counts.lines ?? 0) * each.lines +
      (counts.records ?? 0) * each.records,
  );
