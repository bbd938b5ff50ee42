import type { AlarmAccess } from '../../alarms/alarmAccess.ts';
import type { Discovery } from '../discovery.ts';
import { alarmSubjects } from './alarmSubjects.ts';
import { alarmWriter } from './alarmWriter.ts';
import type { Parts } from './collector.ts';

/** What is known of a region's applications for their alarms, and who writes these. */
export function alarmAccess(parts: Parts, series: Discovery): AlarmAccess {
  return {
    subjects: () => alarmSubjects(parts, series),
    statuses() {
      const [listed, when] = [parts.inventory.listed(), parts.inventory.when()];
      return new Map(listed === null || when === null ? [] : listed.map(({ arn, status }) => [arn, { status, ...when }]));
    },
    writer: (region) => (region === parts.connection.region ? alarmWriter(parts) : null),
  };
}
