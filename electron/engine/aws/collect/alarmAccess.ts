import type { AlarmAccess } from '../../alarms/alarmAccess.ts';
import type { Discovery } from '../discovery.ts';
import { alarmWriter } from './alarmWriter.ts';
import type { Parts } from './collector.ts';

/** What is known of a region's applications for their alarms, and who writes these. */
export function alarmAccess(parts: Parts, _series: Discovery): AlarmAccess {
  return { subjects: () => [], writer: (region) => (region === parts.connection.region ? alarmWriter(parts) : null) };
}
