import type { AlarmWriter } from '../../alarms/alarmAccess.ts';
import { ALARMS_LOOP } from './alarms.ts';
import type { Parts } from './collector.ts';

/** Writes the alarms of a region. What is written is seen by the next poll, which can be asked for. */
export function alarmWriter({ services, loops }: Pick<Parts, 'services' | 'loops'>): AlarmWriter {
  const { writes } = services.metrics;
  return {
    describe: (names, signal) => writes.describeAlarms(names, signal),
    put: (request, signal) => writes.putAlarm(request, signal),
    remove: (names, signal) => writes.deleteAlarms(names, signal),
    reread: () => loops.poke(ALARMS_LOOP),
  };
}
