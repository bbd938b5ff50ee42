import { formatRatio } from '#shared/units/format.ts';
import { ratio } from '#shared/units/units.ts';

/** How much of a stretch of time has figures, 0…1; what lacks nothing is not said to be nearly whole. */
export function completeWords(complete: number): string {
  if (complete >= 1) return 'There is a figure for every period of that time.';
  const share = complete > 0.99 ? 'More than 99 %' : formatRatio(ratio(complete));
  return complete <= 0 ? 'There are no figures of that time.' : `${share} of that time has figures; the rest is unknown.`;
}
