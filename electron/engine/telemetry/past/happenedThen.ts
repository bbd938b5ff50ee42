import { groupsOf, keptLines } from '../../aws/collect/logGroups.ts';
import { derivedOf } from '#shared/catalogue/derived.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import { Activity } from '#shared/model/activity.ts';
import { Alarm } from '#shared/model/alarm.ts';
import type { LogGroups, LogTail } from '#shared/model/logs.ts';
import type { MetricInventory, SeriesName } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { CONNECTION, shaped } from '../keptShapes.ts';
import { descriptionThen } from './managedThen.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn } from './pastParts.ts';

const TAIL = { lines: 500, within: HOUR } as const;

/** Every alarm as it was, by name. */
export function alarmsThen(then: Then): Snapshot<Alarm[]> {
  const { history, connection, moment } = then;
  const arns = history.records.applications(connection.id, 'alarm', moment);
  if (!arns.includes(CONNECTION)) return missing('The alarms of that time are not kept.');
  const alarms = arns.flatMap((arn): Alarm[] => {
    const record = history.records.lastBefore(ownerIn(then, arn), 'alarm', moment);
    const alarm = record === null ? null : shaped(Alarm, record.value);
    return alarm === null ? [] : [{ ...alarm, history: alarm.history.filter(({ at }) => at <= moment) }];
  });
  return live(
    alarms.sort((a, b) => a.name.localeCompare(b.name)),
    moment,
  );
}

/** What had been done to an application, as it was told last before the moment. */
export function activityThen(then: Then, application: string): Snapshot<Activity> {
  const record = then.history.records.lastBefore(ownerIn(then, application), 'activity', then.moment);
  const activity = record === null ? null : shaped(Activity, record.value);
  return activity === null
    ? missing('What had been done to this application by that time is not kept.')
    : live(activity, then.moment);
}

export function logGroupsThen(then: Then, application: string, minutes: number): Snapshot<LogGroups> {
  const from = millis(then.moment - minutes * MINUTE);
  const owner = ownerIn(then, application);
  const lines = keptLines(then.history, owner, from, then.moment);
  return live(groupsOf(then.history, owner, lines, { from, to: then.moment }), then.moment);
}

export function logTailThen(then: Then, application: string): Snapshot<LogTail> {
  const { moment, history } = then;
  const found = history.lines.search(
    ownerIn(then, application),
    '',
    millis(moment - TAIL.within),
    millis(moment + 1),
    TAIL.lines,
  );
  return live({ records: [...found.lines], dropped: 0, readTo: moment }, moment);
}

/** Every series that is kept of an application, whenever it was. */
export function metricsThen(then: Then, application: string): Snapshot<MetricInventory> {
  const { moment, history, connection } = then;
  const names = new Map<string, SeriesName>();
  for (const { namespace, metric, dimensions } of history.samples.list(ownerIn(then, application))) {
    const name = { namespace, metric, dimensions };
    names.set(seriesKey(name), name);
  }
  const series = [...names.values(), ...derivedOf([...names.values()])].map(listingOf);
  const level = descriptionThen(then, application)?.metricsLevel ?? null;
  return live({ ref: { connection: connection.id, id: application }, level, series, truncated: false }, moment);
}
