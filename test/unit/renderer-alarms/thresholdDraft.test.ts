import { describe, expect, it } from 'vitest';
import { candidatesOf, freePlace } from '#renderer/features/alarms/threshold/candidatesOf.ts';
import { chosenDraft, draftThreshold, firstDraft, takenOver, withHour } from '#renderer/features/alarms/threshold/draft.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { millis } from '#shared/units/units.ts';

const lag = alarmEntry('source-lag-kinesis');
const output = alarmEntry('records-out-rate-low');
const cpu = alarmEntry('cpu-high');
const hours = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 40_000 : 80_000));
const learned = (change: Partial<Extract<Threshold, { basis: 'learned' }>> = {}): Threshold => ({
  basis: 'learned',
  value: 73_412.77,
  hours: null,
  learned: { from: millis(0), to: millis(1), percentile: 99.9, margin: 1.5, count: 10, excluded: 0, at: millis(1) },
  ...change,
});

describe('the draft of a threshold', () => {
  it('begins with what holds', () => {
    expect(firstDraft(cpu, { basis: 'guide', value: 80 })).toEqual({ basis: 'guide', text: '80 %', hours: null });
    expect(firstDraft(lag, null)).toEqual({ basis: 'learned', text: '', hours: null });
    expect(firstDraft(lag, { basis: 'chosen', value: 80_000, hours }).hours).toEqual(hours);
  });

  it('means the guide’s figure only where there is one, and what was learned only where something was', () => {
    expect(draftThreshold(cpu, { basis: 'guide', text: '', hours: null }, null)).toEqual({
      ok: true,
      value: { basis: 'guide', value: 80 },
    });
    expect(draftThreshold(lag, { basis: 'guide', text: '', hours: null }, null).ok).toBe(false);
    expect(draftThreshold(lag, { basis: 'learned', text: '', hours: null }, null).ok).toBe(false);
    expect(draftThreshold(lag, { basis: 'learned', text: '', hours: null }, learned())).toEqual({ ok: true, value: learned() });
  });

  it('takes a learned figure over roundly, and hours as they are', () => {
    expect(takenOver(lag, learned())).toEqual({ basis: 'chosen', text: '73.4 s', hours: null });
    expect(takenOver(lag, learned({ value: 80_000, hours }))).toEqual({ basis: 'chosen', text: '80 s', hours });
  });

  it('moves all hours in proportion when their loosest is moved', () => {
    const moved = chosenDraft(lag, { basis: 'chosen', text: '80 s', hours }, '160 s');
    expect(moved.hours).toEqual(hours.map((each) => each * 2));
    expect(draftThreshold(lag, moved, null)).toMatchObject({ ok: true, value: { basis: 'chosen', value: 160_000 } });
  });

  it('gives CloudWatch the highest of the hours; of an alarm that fires below, the lowest', () => {
    const draft = withHour(lag, { basis: 'chosen', text: '80 s', hours }, 3, 200_000);
    expect(draftThreshold(lag, draft, null)).toMatchObject({ value: { value: 200_000 } });
    const low = withHour(output, { basis: 'chosen', text: '40000 /s', hours }, 3, 100);
    expect(draftThreshold(output, low, null)).toMatchObject({ value: { value: 100 } });
  });

  it('keeps hours while what is typed is no figure', () => {
    const typed = chosenDraft(lag, { basis: 'chosen', text: '80 s', hours }, '80 parsecs');
    expect(typed).toEqual({ basis: 'chosen', text: '80 parsecs', hours });
    expect(draftThreshold(lag, typed, null).ok).toBe(false);
  });
});

describe('what is compared', () => {
  const now: Threshold = { basis: 'guide', value: 80 };
  const draft: Threshold = { basis: 'chosen', value: 70, hours: null };

  it('is what holds, and the draft where it is another one', () => {
    const names = (of: Threshold | null, other: Threshold | null) =>
      candidatesOf(cpu, { threshold: of, definition: null }, other, [], {}).map(({ name }) => name);
    expect(names(now, now)).toEqual(['Now']);
    expect(names(now, draft)).toEqual(['Now', 'Draft']);
    expect(names(null, draft)).toEqual(['Draft']);
    expect(names(null, null)).toEqual([]);
  });

  it('has the alarm’s M of N until another is given, and the first free colour when it is kept', () => {
    const kept = [{ place: 1, threshold: draft }];
    const [first, last] = candidatesOf(cpu, { threshold: now, definition: null }, null, kept, {
      'kept-1': { datapointsToAlarm: 1, evaluationPeriods: 2 },
    });
    expect(first).toMatchObject({ datapointsToAlarm: cpu.datapointsToAlarm, evaluationPeriods: cpu.evaluationPeriods });
    expect(last).toMatchObject({ name: 'Kept 2', datapointsToAlarm: 1, evaluationPeriods: 2 });
    expect(freePlace(kept)).toBe(0);
    expect(freePlace([...kept, { place: 0, threshold: now }])).toBeNull();
  });
});
