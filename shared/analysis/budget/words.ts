import type { ConnectionBudget } from '../../model/budget.ts';
import { formatMillis } from '../../units/format.ts';
import { MINUTE, millis } from '../../units/units.ts';
import { MOST_SLOWDOWN } from './keepCap.ts';

/** `$0`, `under $0.0001`, `$0.0042`, `$0.25`, `$4.30`, `$50`, `$1,234`. */
export function formatDollars(dollars: number): string {
  if (Number.isInteger(dollars)) return `$${dollars.toLocaleString('en-US')}`;
  if (dollars < 0.0001) return 'under $0.0001';
  // Two digits that count, and cents at least.
  const digits = dollars < 1 ? Math.max(2, 1 - Math.floor(Math.log10(dollars))) : dollars < 1000 ? 2 : 0;
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: Math.min(digits, 2), maximumFractionDigits: digits })}`;
}

export interface CapWords {
  readonly kind: 'within' | 'slowed' | 'exceeded';
  readonly sentence: string;
}

/** What the cap does now, in a sentence; null without a cap. */
export function capWords({ cap, forecast, slowdown, metricsEvery }: ConnectionBudget): CapWords | null {
  if (cap === null) return null;
  const to = `${formatDollars(cap)} a month`;
  const pace =
    metricsEvery === null
      ? `${times(slowdown)} less often than natively`
      : `every ${durationWords(metricsEvery)} instead of every ${durationWords(metricsEvery / slowdown)}`;
  // The forecast nears the cap from above while the slowdown finds its place.
  if (forecast > cap * 1.05)
    return slowdown >= MOST_SLOWDOWN
      ? {
          kind: 'exceeded',
          sentence: `Figures come ${pace}, as seldom as they can, and still cost more than ${to}. Raise the cap.`,
        }
      : { kind: 'exceeded', sentence: `More than ${to} is forecast: figures are being asked for less often until it is met.` };
  if (slowdown > 1) return { kind: 'slowed', sentence: `Figures come ${pace}, to stay below ${to}.` };
  return { kind: 'within', sentence: `Figures come at their native rate: they stay below ${to}.` };
}

/** After “every” and “the last”: `minute` for one of them. */
export const durationWords = (length: number): string => {
  const shown = formatMillis(
    millis(length < 10 * MINUTE ? Math.round(length / 1000) * 1000 : Math.round(length / MINUTE) * MINUTE),
  );
  return shown === '1 min' ? 'minute' : shown === '1 h' ? 'hour' : shown;
};

const times = (slowdown: number): string => `${slowdown < 10 ? slowdown.toFixed(1) : slowdown.toFixed(0)} times`;
