import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { AwsContext } from '../../../service.ts';
import { catalogueOf } from '../../metrics/metricSource.ts';
import type { MetricCatalogue } from '../../metrics/metricSource.ts';
import type { AlarmBook } from '../alarmBook.ts';
import { evaluateComposites, releaseActions } from './composites.ts';
import { evaluateMetricAlarm } from './metricAlarms.ts';

/**
 * Evaluates every alarm for each minute that has passed since the last time, with what was known in that minute: whoever looks, and
 * however often, finds the same. Whatever changes an alarm or puts data has to come here first.
 */
export function catchUpAlarms({ region, state, now }: AwsContext): void {
  const book = state.cloudWatch.alarms;
  const last = millis(Math.floor(now / MINUTE) * MINUTE);
  const next = book.evaluated === null ? last : millis(book.evaluated + MINUTE);
  if (book.all().length > 0) {
    const catalogue = catalogueOf(region, state.cloudWatch.metrics);
    for (let minute = next; minute <= last; minute = millis(minute + MINUTE)) evaluateMinute(book, catalogue, minute);
  }
  book.evaluated = last;
}

function evaluateMinute(book: AlarmBook, catalogue: MetricCatalogue, minute: Millis): void {
  for (const alarm of book.all()) {
    const state = alarm.kind === 'metric' ? evaluateMetricAlarm(alarm, catalogue, minute) : null;
    if (state === null || !book.change(alarm, state)) continue;
    const changed = book.find(alarm.name);
    if (changed === undefined) continue;
    book.act(changed, minute);
    evaluateComposites(book, changed, minute);
  }
  releaseActions(book, minute);
}
