import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { alarmFigure, firesAt } from '../figureWords.ts';
import type { Candidate } from './candidates.ts';
import type { Studied } from './chartModel.ts';

/** What the chart shows, in words. */
export function chartWords(
  alarm: AlarmEntry,
  { points, excluded, incidents, fired }: Studied,
  candidates: readonly Candidate[],
): string {
  const values = points.flatMap(([, value]) => value ?? []);
  const newest = values.at(-1);
  const words = (value: number): string => alarmFigure(value, alarm.unit);
  const [lowest, highest] = [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const figures =
    newest === undefined ? 'no figures' : `newest ${words(newest)}, lowest ${words(lowest)}, highest ${words(highest)}`;
  const parts = [
    `${alarm.title}: ${figures}`,
    ...candidates.map(({ name, threshold }) => `${name}: ${firesAt(threshold.value, alarm)}`),
    ...(excluded.length === 0 ? [] : [`${counted(excluded.length, 'stretch', 'stretches')} left out`]),
    ...(incidents.length === 0 ? [] : [counted(incidents.length, 'known incident', 'known incidents')]),
    ...fired.map(({ candidate, result }) => `${candidate.name} fires ${counted(result.firings.length, 'time', 'times')}`),
  ];
  return parts.join('; ');
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
