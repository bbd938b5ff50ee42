import { groupsOf, keptLines } from '../../aws/collect/logGroups.ts';
import { derivedOf } from '#shared/catalogue/derived.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import { Activity } from '#shared/model/activity.ts';
import { Alarm } from '#shared/model/alarm.ts';
import type { LogGroups, LogTail } from '#shared/model/logs.ts';
import type { MetricInventory, SeriesName } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { z } from '#shared/model/schema.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { shaped } from '../keptShapes.ts';
import { descriptionThen } from './managedThen.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn, recordsThen } from './pastParts.ts';

/** So many of each list are shown. */
const MOST = 500;
const TAIL = { lines: 500, within: HOUR } as const;

/** Every alarm as it was, by name. */
export function alarmsThen(then: Then): Snapshot<Alarm[]> {
  const { history, connection, moment } = then;
  const arns = history.records.applications(connection.id, 'alarm', moment);
  if (arns.length === 0) return missing('No alarm is kept from that time.');
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

/** What had been done to an application by then; what was under way then has no end yet. */
export function activityThen(then: Then, application: string): Snapshot<Activity> {
  const read = <S extends z.ZodType>(kind: 'version' | 'operation' | 'snapshot' | 'trail', shape: S): z.infer<S>[] =>
    recordsThen(then, application, kind, millis(0), MOST)
      .flatMap(({ value }) => shaped(shape, value) ?? [])
      .reverse();
  const { versions, operations, snapshots, trail } = Activity.shape;
  const events = read('trail', trail.unwrap().element);
  return live(
    {
      versions: read('version', versions.element),
      operations: read('operation', operations.element).map((each) =>
        each.to === null || each.to <= then.moment ? each : { ...each, to: null, status: 'IN_PROGRESS', failure: null },
      ),
      snapshots: read('snapshot', snapshots.element),
      tags: [],
      trail: events.length === 0 ? null : events,
      missing: ['Tags are not kept over time.'],
    },
    then.moment,
  );
}

export function logGroupsThen(then: Then, application: string, minutes: number): Snapshot<LogGroups> {
  const from = millis(then.moment - minutes * MINUTE);
  const owner = ownerIn(then, application);
  const lines = keptLines(then.history, owner, from, then.moment);
  return live(groupsOf(then.history, owner, lines, { from, to: then.moment, sick: null }), then.moment);
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
