import { expect, it } from 'vitest';
import { faultsWords } from '#shared/analysis/alarms/faultWords.ts';
import { thresholdEvidence } from '#shared/analysis/alarms/words.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';

const TO = millis(Date.UTC(2026, 10, 30, 22, 57));
const learned = (value: number, lasted: number, excluded = 0): Threshold => ({
  basis: 'learned',
  value,
  hours: null,
  learned: { from: millis(TO - lasted), to: TO, percentile: 99.9, margin: 1.5, count: 62, excluded, at: TO },
});
const told = (id: Parameters<typeof alarmEntry>[0], threshold: Threshold) => thresholdEvidence(alarmEntry(id), threshold);

it('says that a threshold is the least that is taken where what was learned would be less', () => {
  expect(told('source-lag-kafka', learned(1000, 7 * DAY))).toBe(
    'Threshold 1000, the least that is taken: 1.5 times the 99.9 % level of 62 figures of 2026-11-23 to 2026-11-30 would be less.',
  );
  expect(told('source-lag-kafka', learned(1001, 7 * DAY))).toBe(
    'Threshold 1001, learned: 1.5 times the 99.9 % level of 62 figures of 2026-11-23 to 2026-11-30.',
  );
  // Nothing is less than none at all.
  expect(told('records-out-rate-low', learned(0, 7 * DAY))).toContain('Threshold 0 per second, learned: what 99.9 % are above');
});

it('says at what times a short range begins and ends, and that a threshold of less than a day is provisional', () => {
  expect(told('source-lag-kinesis', learned(2_700_000, 4 * HOUR, 8))).toBe(
    'Threshold 2700000 ms (45 min), learned: 1.5 times the 99.9 % level of 62 figures of 2026-11-30 18:57 to 2026-11-30 22:57 UTC, without 8 figures of incidents and deploys. Provisional: learned of less than a day.',
  );
  expect(told('source-lag-kafka', learned(1000, 4 * HOUR))).toMatch(/would be less\. Provisional: learned of less than a day\.$/);
});

it('names what is wrong in words that stand for themselves', () => {
  expect(faultsWords(['raw-counter', 'statistic', 'threshold'])).toBe(
    'raw counter instead of its rate, another statistic, threshold far off',
  );
  for (const fault of alarmFaults) expect(faultsWords([fault])).toMatch(/ /);
});
