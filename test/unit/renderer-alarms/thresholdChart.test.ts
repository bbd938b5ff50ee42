import { describe, expect, it } from 'vitest';
import type { Candidate } from '#renderer/features/alarms/threshold/chart/candidates.ts';
import type { Studied } from '#renderer/features/alarms/threshold/chart/chartModel.ts';
import { chartModel, momentNotes, shadesOf, thresholdPoints } from '#renderer/features/alarms/threshold/chart/chartModel.ts';
import { chartWords } from '#renderer/features/alarms/threshold/chart/chartWords.ts';
import {
  askedCandidates,
  leadWords,
  shareWords,
  trialWords,
  triedCandidates,
} from '#renderer/features/alarms/threshold/backtest/tried.ts';
import { valueScale } from '#renderer/charts/dense/createPlot.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Point } from '#shared/model/application.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const cpu = alarmEntry('cpu-high');
const START = Date.UTC(2026, 2, 3, 10, 30);
const range = { from: millis(START), to: millis(START + 3 * HOUR) };
const at = (minutes: number) => millis(START + minutes * MINUTE);
const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  id: 'current',
  name: 'Now',
  colour: 'chart-reference',
  isCurrent: true,
  threshold: { basis: 'guide', value: 80 },
  datapointsToAlarm: 8,
  evaluationPeriods: 10,
  ...change,
});
const studied: Studied = {
  range,
  points: Array.from({ length: 180 }, (_, i): Point => [at(i), i >= 60 && i < 90 ? null : 50]),
  excluded: [{ from: at(10), to: at(20), text: 'deployment of version 12' }],
  incidents: [{ from: at(100), to: at(120), text: 'job failed' }],
  fired: [
    {
      candidate: candidate(),
      result: { firings: [{ from: at(105), to: null, incident: 0 }], share: 0.1, flaps: 0, leads: [millis(-5 * MINUTE)] },
    },
  ],
};

describe('the chart of a threshold', () => {
  it('draws an hour’s figure from its beginning to its end, on UTC’s hours', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const points = thresholdPoints({ basis: 'chosen', value: 23, hours }, range);
    expect(points.map(([moment, value]) => [new Date(moment).toISOString().slice(11, 16), value])).toEqual([
      ['10:30', 10],
      ['10:59', 10],
      ['11:00', 11],
      ['11:59', 11],
      ['12:00', 12],
      ['12:59', 12],
      ['13:00', 13],
      ['13:30', 13],
    ]);
  });

  it('draws percent as shares, breaks the current line, and leaves gaps as gaps', () => {
    const { columns, strokes } = chartModel(cpu, studied, range, [candidate(), candidate({ id: 'draft', isCurrent: false })]);
    expect(strokes).toEqual([
      { kind: 'line', number: 0, before: false },
      { kind: 'line', number: 1, before: true },
      { kind: 'line', number: 2, before: false },
    ]);
    const [figure, now] = columns.values;
    expect(figure?.[0]).toBe(0.5);
    expect(figure?.filter((value) => value === null)).toHaveLength(30);
    expect(now?.filter((value) => typeof value === 'number')).toEqual([0.8, 0.8]);
  });

  it('shades what was left out, incidents, and each candidate’s firings in a strip of its own', () => {
    expect(shadesOf(studied)).toEqual([
      { from: at(10), to: at(20), colour: 'chart-reference', place: 'hatch' },
      { from: at(100), to: at(120), colour: 'marker-failure', place: 'tint' },
      { from: at(105), to: range.to, colour: 'chart-reference', place: 0 },
    ]);
  });

  it('says in words what a moment lies in', () => {
    expect(momentNotes(studied, at(15))).toEqual(['Left out: deployment of version 12']);
    expect(momentNotes(studied, at(110))).toEqual(['Incident: job failed', 'Now fires']);
    expect(momentNotes(studied, at(50))).toEqual([]);
    expect(chartWords(cpu, studied, [candidate()])).toBe(
      'CPU nearly exhausted: newest 50 %, lowest 50 %, highest 50 %; Now: > 80 %; 1 stretch left out; 1 known incident; Now fires 1 time',
    );
  });

  it('knows where a value stands, and what stands where', () => {
    const model = chartModel(cpu, studied, range, [candidate()]);
    const scale = valueScale({ model, range, unit: 'Ratio', fit: false }, 230);
    expect(scale.place(1)).toBe(scale.top);
    expect(scale.place(0)).toBe(scale.bottom);
    expect(scale.value(scale.place(0.8))).toBeCloseTo(0.8);
  });
});

describe('a back-test in words', () => {
  it('tells a lead by what is usual to say', () => {
    expect([12 * MINUTE, -3 * MINUTE, 0, null].map(leadWords)).toEqual([
      '12 min before',
      '3 min after',
      'at its beginning',
      'not at all',
    ]);
  });

  it('gives no figures to a candidate that is another one by now', () => {
    const value = {
      incidents: studied.incidents.slice(),
      results: studied.fired.map(({ result }) => result),
      points: [],
      complete: 1,
    };
    const question = { ref: { connection: 'c', id: 'i' }, alarm: cpu.id, ...range, candidates: [] };
    const answer = { question: { question, candidates: [candidate()] }, value };
    const of = (now: Candidate) => triedCandidates([now], answer).map((each) => trialWords(each, value.incidents));
    expect(of(candidate())).toEqual(['Now: fires once, for 1 of 1 known incident.']);
    expect(of(candidate({ threshold: { basis: 'chosen', value: 70, hours: null } }))).toEqual(['Now: not tried as it is.']);
    expect(of(candidate({ datapointsToAlarm: 1 }))).toEqual(['Now: not tried as it is.']);
    // A draft that was saved has been tried.
    expect(of(candidate({ id: 'other', name: 'Other' }))).toEqual(['Other: fires once, for 1 of 1 known incident.']);
  });

  it('names what was tried by its threshold, and says where it is an earlier one', () => {
    const labels = (now: readonly Candidate[], asked: readonly Candidate[]) =>
      askedCandidates(cpu, now, asked).map(({ label, isEarlier }) => [label, isEarlier]);
    const chosen = (value: number, change: Partial<Candidate> = {}) =>
      candidate({ threshold: { basis: 'chosen', value, hours: null }, datapointsToAlarm: 3, evaluationPeriods: 5, ...change });
    const draft = chosen(60, { id: 'draft', name: 'Draft' });
    expect(labels([chosen(80), draft], [chosen(80), draft])).toEqual([
      ['Now > 80 %', false],
      ['Draft > 60 %', false],
    ]);
    expect(labels([chosen(60)], [chosen(80), draft])).toEqual([
      ['Earlier: > 80 %, 3 of 5', true],
      ['Now > 60 %', false],
    ]);
  });

  it('says of how much time it was in ALARM, and that it fired for an incident that nobody saw begin', () => {
    const result = {
      firings: [{ from: millis(0), to: millis(40 * MINUTE), incident: 0 }],
      share: 0.11,
      evaluated: millis(6 * HOUR),
      flaps: 0,
      leads: [null],
    };
    expect(shareWords(result)).toBe('11 % of 6 h');
    const incidents = [{ from: millis(0), to: millis(MINUTE), text: 'Critical or in warning', beganUnseen: true }];
    expect(trialWords({ candidate: candidate(), result }, incidents)).toBe('Now: fires once, for 1 of 1 known incident.');
  });
});
