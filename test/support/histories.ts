import type { History, KeptSample, KeptSeries, Owner } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { standingClock } from '#test/support/standingClock.ts';

export const START = Date.UTC(2026, 9, 1);
export const owner: Owner = { connection: 'prod', application: 'arn:orders' };

export const seriesOf = (over: Partial<KeptSeries> = {}): KeptSeries => ({
  ...owner,
  namespace: 'AWS/KinesisAnalytics',
  metric: 'lastCheckpointDuration',
  dimensions: { Application: 'orders' },
  statistic: 'Average',
  unit: 'Millis',
  period: MINUTE,
  ...over,
});

export const value = (at: number, value: number): KeptSample => ({ at: millis(at), value, mark: 'value' });

/** A history in memory whose real time stands still, so that one call of `tidy` does all there is to do. */
export function setup(): {
  readonly history: History;
  readonly tidy: (now: number, limits?: { readonly days?: number; readonly mostBytes?: number }) => void;
} {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined, clock: standingClock(START) });
  return {
    history,
    tidy: (now, { days = 400, mostBytes = 1e9 } = {}) =>
      history.tidy(new Map<string, Millis>([[owner.connection, millis(now)]]), { retention: millis(days * DAY), mostBytes }),
  };
}
