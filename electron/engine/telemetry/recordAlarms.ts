import type { RecordArchive } from '../../history/history.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Changes } from './changes.ts';
import { CONNECTION } from './keptShapes.ts';

/** `arn:aws:cloudwatch:REGION:ACCOUNT:alarm:NAME` */
const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/**
 * Keeps each alarm at each change, under its ARN in the place of an application's. One that the list of its region does not have any
 * more is kept as gone; a connection may watch several regions, each with a list of its own.
 */
export function recordAlarms(
  { kept, records }: { readonly kept: Changes; readonly records: RecordArchive },
  connection: string,
  at: Millis,
  alarms: readonly Alarm[],
): void {
  // That there was none is known, too.
  kept.put({ connection, application: CONNECTION, kind: 'alarm', at, value: null });
  const there = new Set(alarms.map(({ arn }) => arn));
  const regions = new Set(alarms.map(({ arn }) => regionOf(arn)));
  for (const alarm of alarms) kept.put({ connection, application: alarm.arn, kind: 'alarm', at, value: alarm });
  for (const arn of records.applications(connection, 'alarm', at))
    if (!there.has(arn) && regions.has(regionOf(arn))) kept.put({ connection, application: arn, kind: 'alarm', at, value: null });
}
