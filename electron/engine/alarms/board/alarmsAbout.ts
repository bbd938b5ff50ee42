import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';

/** The account's alarms by the application that they are about. */
export interface AlarmsAbout {
  /** Why they are not known. */
  readonly unknown: string;
  /** Null: not known. */
  of(subject: Pick<AlarmSubject, 'name' | 'region'>): readonly Alarm[] | null;
}

/** `arn:aws:cloudwatch:REGION:…` */
const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

export function alarmsAbout(snapshot: Snapshot<Alarm[]>): AlarmsAbout {
  const list = valueOf(snapshot);
  if (list === undefined) {
    const unknown =
      snapshot.state === 'failed'
        ? `The account’s alarms cannot be read: ${snapshot.error.message}`
        : 'The account’s alarms are not read yet.';
    return { unknown, of: () => null };
  }
  const byName = new Map<string, Alarm[]>();
  for (const alarm of list)
    for (const name of alarm.applications) {
      const own = byName.get(name);
      if (own === undefined) byName.set(name, [alarm]);
      else own.push(alarm);
    }
  return {
    unknown: '',
    // Two regions may have applications of the same name.
    of: ({ name, region }) => (byName.get(name) ?? []).filter(({ arn }) => ['', region].includes(regionOf(arn))),
  };
}
