import { describe, expect, it } from 'vitest';
import { quietReason } from '#shared/analysis/notices/quiet.ts';
import type { Notifications } from '#shared/contract/settings.ts';
import { Notifications as Schema } from '#shared/contract/settings.ts';
import { millis } from '#shared/units/units.ts';

const ref = { connection: 'acme', id: 'orders' };
const other = { connection: 'acme', id: 'clicks' };
const NIGHT = { from: '22:30', to: '07:00', exceptCritical: false };
const DAY = { from: '12:00', to: '13:00', exceptCritical: true };

const reason = (
  change: Partial<Notifications>,
  time = '12:30',
  {
    severity = 'warning',
    snoozed = null,
    speed = 1,
  }: { severity?: 'critical' | 'warning'; snoozed?: string | null; speed?: number } = {},
): string | null => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return quietReason(Schema.parse(change), {
    ref,
    severity,
    snoozed,
    at: millis(1000),
    minuteOfDay: hours * 60 + minutes,
    speed,
  });
};

describe('what is kept quiet', () => {
  it.each<[string, string | null, string | null]>([
    ['nothing by default', reason({}), null],
    ['not a simulator that is a little hurried', reason({}, '12:30', { speed: 100 }), null],
    [
      'one that is very hurried',
      reason({}, '12:30', { severity: 'critical', speed: 300 }),
      "The simulator's time runs 300 times as fast as real time.",
    ],
    ['a muted application', reason({ muted: [{ ref, until: null }] }), 'The application is muted.'],
    ['one that is muted for a while', reason({ muted: [{ ref, until: millis(1001) }] }), 'The application is muted.'],
    ['not once that has ended', reason({ muted: [{ ref, until: millis(1000) }] }), null],
    ['not another application', reason({ muted: [{ ref: other, until: null }] }), null],
    ['a snoozed alarm', reason({}, '12:30', { snoozed: 'known, ticket 7' }), 'Snoozed: known, ticket 7'],
    ['warnings where only the critical is wanted', reason({ least: 'critical' }), 'Only what is critical is told.'],
    ['not the critical then', reason({ least: 'critical' }, '12:30', { severity: 'critical' }), null],
    ['in quiet hours', reason({ quiet: DAY }, '12:00'), 'Quiet hours, 12:00 to 13:00.'],
    ['not at their end', reason({ quiet: DAY }, '13:00'), null],
    ['not before them', reason({ quiet: DAY }, '11:59'), null],
    ['not the critical, if so wanted', reason({ quiet: DAY }, '12:30', { severity: 'critical' }), null],
    ['the critical otherwise', reason({ quiet: NIGHT }, '23:00', { severity: 'critical' }), 'Quiet hours, 22:30 to 07:00.'],
    ['before midnight', reason({ quiet: NIGHT }, '22:30'), 'Quiet hours, 22:30 to 07:00.'],
    ['after midnight', reason({ quiet: NIGHT }, '06:59'), 'Quiet hours, 22:30 to 07:00.'],
    ['not in the morning', reason({ quiet: NIGHT }, '07:00'), null],
    ['the whole day', reason({ quiet: { ...NIGHT, to: '22:30' } }, '12:00'), 'Quiet hours, 22:30 to 22:30.'],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});
