import { formatMoment } from '#renderer/charts/moments.ts';
import { clockTime } from '#shared/analysis/notices/wallClock.ts';
import type { Notice } from '#shared/model/notice.ts';
import type { Millis } from '#shared/units/units.ts';

/** `since 14:05`, with the day where it is another one than today here. */
export function sinceWords(since: Millis, now: Millis): string {
  const isToday = new Date(since).toDateString() === new Date(now).toDateString();
  return `since ${isToday ? clockTime(since) : formatMoment(since, 'local')}`;
}

export const toldWords = ({ told }: Pick<Notice, 'told'>): string =>
  told === 0 ? 'not told' : told === 1 ? 'told once' : `told ${told} times`;
