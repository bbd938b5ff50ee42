import type { Millis } from '../../units/units.ts';
import { formatMillis } from '../../units/format.ts';
import { thresholds } from '../thresholds.ts';

/** Whether a checkpoint takes nearly as long as the interval, in a sentence; null: it does not, or it is not known. */
export function outgrowsInterval(interval: Millis | null, took: Millis | null): string | null {
  if (interval === null || took === null || took < thresholds.checkpoint.warning * interval) return null;
  return `The last checkpoint took ${formatMillis(took)} of a ${formatMillis(interval)} interval.`;
}
