import { serviceFigure } from '#shared/analysis/alarms/words.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Series } from '#shared/model/series.ts';
import { alarmFigure, firesAt } from '../words/figure.ts';

export { alarmFigure, firesAt };

export type ServiceUnit = AlarmEntry['unit'];

/** How a chart draws figures of the service. */
export const chartUnits: Readonly<Record<ServiceUnit, Series['unit']>> = {
  Milliseconds: 'Millis',
  Count: 'Count',
  'Count/Second': 'RecordsPerSecond',
  Bytes: 'Bytes',
  Percent: 'Ratio',
};

/** A figure of the service in the chart's unit: charts know shares of one, the service percent. */
export const toChart = (value: number, unit: ServiceUnit): number => (unit === 'Percent' ? value / 100 : value);
export const fromChart = (value: number, unit: ServiceUnit): number => (unit === 'Percent' ? value * 100 : value);

/** With the service's own figure, where that says more: `1 min 30 s (90000 ms)`. */
export const exactFigure = (value: number, unit: ServiceUnit): string => withExact(alarmFigure(value, unit), value, unit);

/** `> 1 min 30 s (90000 ms)` */
export const exactlyFires = (value: number, alarm: AlarmEntry): string => withExact(firesAt(value, alarm), value, alarm.unit);

function withExact(said: string, value: number, unit: ServiceUnit): string {
  const exact = serviceFigure(value, unit);
  const short = exact.replace('per second', '/s');
  return said.endsWith(short) && !/[\d.]/.test(said.slice(0, -short.length)) ? said : `${said} (${exact})`;
}
