import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatByteRate,
  formatBytes,
  formatCount,
  formatMillis,
  formatRate,
  formatRatio,
  orUnknown,
} from '#shared/units/format.ts';
import { bytes, bytesPerSecond, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [999.6, '1 s'],
    [4_240, '4.2 s'],
    [9_990, '10 s'],
    [59_600, '1 min'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [86_400_000, '1 d'],
    [273_600_000, '3 d 4 h'],
    [-4_000, '−4 s'],
  ])('%d ms reads %s', (value, text) => expect(formatMillis(millis(value))).toBe(text));

  it('never carries a part that belongs to the next larger one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 86_400_000 }), (value) => {
        expect(formatMillis(millis(value))).not.toMatch(/\b(60 s|60 min|24 h|1000 ms)\b/);
      }),
    );
  });

  it.each([
    [-5_000, 'now'],
    [400, 'now'],
    [12_900, '12 s'],
    [260_000, '4 min'],
    [3 * 3_600_000, '3 h'],
    [50 * 3_600_000, '2 d'],
  ])('an age of %d ms reads %s', (value, text) => expect(formatAge(millis(value))).toBe(text));
});

describe('quantities', () => {
  it.each([
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [1_048_575, '1 MiB'],
    [24_117_248, '23 MiB'],
  ])('%d bytes read %s', (value, text) => expect(formatBytes(bytes(value))).toBe(text));

  it('of each second say so', () => {
    expect([0, 512, 1_536].map((rate) => formatByteRate(bytesPerSecond(rate)))).toEqual(['0 B/s', '512 B/s', '1.5 KiB/s']);
  });

  it.each([
    [0, '0'],
    [7.04, '7'],
    [950, '950'],
    [999.7, '1k'],
    [1_240, '1.2k'],
    [34_400, '34k'],
    [5_600_000, '5.6M'],
  ])('a count of %d reads %s', (value, text) => expect(formatCount(value)).toBe(text));

  it.each([
    [0, '0 /s'],
    [0.25, '0.25 /s'],
    [1_240, '1.2k /s'],
  ])('a rate of %d reads %s', (value, text) => expect(formatRate(recordsPerSecond(value))).toBe(text));

  it.each([
    [0, '0 %'],
    [0.034, '3.4 %'],
    [0.0999, '10 %'],
    [0.874, '87 %'],
    [1, '100 %'],
  ])('a ratio of %d reads %s', (value, text) => expect(formatRatio(ratio(value))).toBe(text));

  it('shows a dash for what is not known, and a zero for zero', () => {
    expect(orUnknown(null, formatCount)).toBe('–');
    expect(orUnknown(0, formatCount)).toBe('0');
  });
});
