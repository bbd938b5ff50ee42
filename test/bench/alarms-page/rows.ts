import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import { missing, none, row } from '../../e2e/alarmsScript.ts';

/** Applications by thirteen alarms, of which the account has so many; some are wrong, a few fire, others in each `turn`. */
export const manyAlarms = (applications: number, alarms: number, turn: number): AlarmRow[] =>
  Array.from({ length: applications }, (_, i) => {
    const change = recommendedAlarms.map(({ id }, at) => {
      const place = i * recommendedAlarms.length + at;
      // Spread evenly over all cells.
      const has =
        Math.floor(((place + 1) * alarms) / (applications * recommendedAlarms.length)) >
        Math.floor((place * alarms) / (applications * recommendedAlarms.length));
      if (id === 'source-lag-kafka' && i % 3 > 0 && !has) return [id, none('It reads no Kafka topic.')] as const;
      if (!has) return [id, (place + turn) % 37 === 0 ? { ...missing, own: 'ALARM' as const } : missing] as const;
      if (place % 5 === 0)
        return [id, { coverage: 'wrong' as const, faults: [alarmFaults[place % alarmFaults.length] ?? 'period'] }] as const;
      return [id, (place + turn) % 23 === 0 ? { state: 'ALARM' as const } : {}] as const;
    });
    return row(`application-${String(i).padStart(3, '0')}`, Object.fromEntries(change), i % 4);
  });
