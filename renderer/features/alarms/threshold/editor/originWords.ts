import type { Zone } from '#renderer/charts/moments.ts';
import { formatDay } from '#renderer/charts/moments.ts';
import { isProvisional } from '#shared/analysis/alarms/words.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { formatCount } from '#shared/units/format.ts';

/** How a threshold was come by, with what it was learned from. */
export function originWords(threshold: Threshold, zone: Zone): string {
  const byHour = threshold.basis !== 'guide' && threshold.hours !== null ? ', by hour' : '';
  switch (threshold.basis) {
    case 'guide':
      return 'the guide’s own figure';
    case 'chosen':
      return `chosen${byHour}`;
    case 'learned': {
      const { from, to, percentile, margin, count, excluded } = threshold.learned;
      const without = excluded === 0 ? 'none left out' : `${formatCount(excluded)} left out`;
      const soon = isProvisional(threshold) ? '; provisional, of less than a day' : '';
      return `learned${byHour}: ${Number(margin.toFixed(2))} × the ${percentile} % level of ${formatCount(count)} figures from ${formatDay(from, zone)} to ${formatDay(to, zone)}, ${without}${soon}`;
    }
  }
}
