import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { BacktestRange, Candidate } from '#shared/analysis/alarms/evaluation/backtest.ts';
import { backtest } from '#shared/analysis/alarms/evaluation/backtest.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { START, generator } from './learnFigures.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Whatever the catalogue is tuned to. */
const ofSix = { evaluationPeriods: 6, datapointsToAlarm: 5 };
const lag = { ...alarmEntry('source-lag-kinesis'), ...ofSix };
const output = { ...alarmEntry('records-out-rate-low'), ...ofSix };

const minute = (n: number) => millis(START + n * MINUTE);
const candidate = (value: number, change: Partial<Candidate> = {}): Candidate => ({
  threshold: { basis: 'chosen', value, hours: null },
  evaluationPeriods: null,
  datapointsToAlarm: null,
  ...change,
});
const incident = (from: number, to: number): Stretch => ({ from: minute(from), to: minute(to), text: 'Down' });

/** Figures of so many minutes: 1, and 100 in the given stretches; without those that are gaps. */
function figures(
  length: number,
  high: readonly (readonly [number, number])[],
  gaps: readonly (readonly [number, number])[] = [],
) {
  const isIn = (stretches: readonly (readonly [number, number])[], at: number) =>
    stretches.some(([from, to]) => at >= from && at < to);
  const known = Array.from({ length }, (_, i) => i).filter((i) => !isIn(gaps, i));
  return { times: known.map((i) => minute(i)), values: known.map((i) => (isIn(high, i) ? 100 : 1)) };
}
const range = (minutes: number, incidents: readonly Stretch[] = [], change: Partial<BacktestRange> = {}): BacktestRange => ({
  from: minute(0),
  to: minute(minutes),
  period: MINUTE,
  incidents,
  gapsAreKnown: true,
  ...change,
});
/** As numbers of minutes. */
const told = (result: ReturnType<typeof backtest>[number] | undefined) => ({
  firings: result?.firings.map(({ from, to, incident: of }) => [
    (from - START) / MINUTE,
    to === null ? null : (to - START) / MINUTE,
    of,
  ]),
  leads: result?.leads.map((lead) => (lead === null ? null : lead / MINUTE)),
});

describe('a threshold that is tried on the past', () => {
  it('fires when CloudWatch would have: at the end of the fifth of six minutes, until two are good', () => {
    const [result] = backtest(lag, [candidate(50)], figures(300, [[100, 120]]), range(300));
    expect(told(result)).toEqual({ firings: [[105, 122, null]], leads: [] });
    expect(result?.share).toBeCloseTo(17 / 300, 6);
  });

  it('goes on to the end where nothing ends it', () => {
    const [result] = backtest(lag, [candidate(50)], figures(300, [[200, 300]]), range(300));
    expect(told(result).firings).toEqual([[205, null, null]]);
    expect(result?.share).toBeCloseTo(95 / 300, 6);
  });

  it('belongs to the incident that it foretells or tells of, and tells how much before or after its beginning', () => {
    const incidents = [incident(200, 220), incident(500, 530), incident(700, 700), incident(900, 910)];
    const [result] = backtest(
      lag,
      [candidate(50)],
      figures(1200, [
        [150, 170],
        [510, 520],
        [702, 712],
        [1100, 1110],
      ]),
      range(1200, incidents),
    );
    expect(told(result)).toEqual({
      firings: [
        [155, 172, 0],
        [515, 522, 1],
        [707, 714, 2],
        // Nothing is known that it could be about.
        [1105, 1112, null],
      ],
      leads: [45, -15, -7, null],
    });
  });

  it('that was in ALARM for long before an incident has not foretold it', () => {
    const [result] = backtest(lag, [candidate(50)], figures(600, [[20, 600]]), range(600, [incident(400, 420)]));
    expect(told(result)).toEqual({ firings: [[25, null, null]], leads: [null] });
  });

  it('has no lead on an incident that nobody saw begin, though it fired because of it', () => {
    const begun = { ...incident(130, 200), beganUnseen: true };
    const [result] = backtest(lag, [candidate(50)], figures(600, [[95, 220]]), range(600, [begun]));
    expect(told(result)).toEqual({ firings: [[100, 222, 0]], leads: [null] });
  });

  it('was in ALARM for a share of the time that has figures', () => {
    const late = figures(1000, [[900, 940]], [[0, 800]]);
    const [known] = backtest(lag, [candidate(50)], late, range(1000));
    expect([(known?.evaluated ?? 0) / MINUTE, known?.share]).toEqual([200, (942 - 905) / 200]);
    // A gap that says nothing is no time that it was good in.
    const gap = figures(300, [[100, 120]], [[150, 250]]);
    const [unknown] = backtest(lag, [candidate(50)], gap, range(300, [], { gapsAreKnown: false }));
    expect([(unknown?.evaluated ?? 0) / MINUTE, unknown?.share]).toEqual([200, 17 / 200]);
    const [none] = backtest(lag, [candidate(50)], figures(0, []), range(300));
    expect([none?.evaluated, none?.share]).toEqual([0, 0]);
  });

  it('flaps when it fires again within an hour', () => {
    const [result] = backtest(
      lag,
      [candidate(50)],
      figures(600, [
        [100, 110],
        [130, 140],
        [350, 360],
        [380, 390],
      ]),
      range(600),
    );
    expect(result?.firings).toHaveLength(4);
    expect(result?.flaps).toBe(2);
  });

  it('is compared with others, each with its own M of N', () => {
    const results = backtest(
      lag,
      [
        candidate(50),
        candidate(150),
        candidate(50, { evaluationPeriods: 1, datapointsToAlarm: 1 }),
        candidate(50, { evaluationPeriods: 2 }),
      ],
      figures(300, [
        [100, 103],
        [200, 230],
      ]),
      range(300),
    );
    expect(results.map((each) => told(each).firings)).toEqual([
      [[205, 232, null]],
      [],
      [
        [101, 104, null],
        [201, 231, null],
      ],
      // The alarm's five cannot be had of two.
      [
        [102, 104, null],
        [202, 231, null],
      ],
    ]);
  });

  it('goes by the hour where it has one for each', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 2 ? 200 : 50));
    const [result] = backtest(
      lag,
      [candidate(0, { threshold: { basis: 'chosen', value: 200, hours } })],
      figures(300, [
        [125, 170],
        [185, 200],
      ]),
      range(300),
    );
    expect(told(result).firings).toEqual([[190, 202, null]]);
  });

  it('fires of missing figures only where they are known to be missing', () => {
    const gap = figures(300, [[0, 300]], [[100, 130]]);
    const [known] = backtest(output, [candidate(50)], gap, range(300));
    expect(told(known).firings).toEqual([[107, 132, null]]);
    const [unknown] = backtest(output, [candidate(50)], gap, range(300, [], { gapsAreKnown: false }));
    expect(unknown?.firings).toEqual([]);
    // Nor of what was before the range.
    const [late] = backtest(output, [candidate(50)], figures(300, [[0, 300]]), range(300));
    expect(late?.firings).toEqual([]);
  });

  it('takes as much time where there are figures of five minutes only', () => {
    const of = figures(600, [[100, 130]]);
    const fives = { times: of.times.filter((_, i) => i % 5 === 0), values: of.values.filter((_, i) => i % 5 === 0) };
    const [result] = backtest(lag, [candidate(50)], fives, range(600, [], { period: millis(5 * MINUTE) }));
    expect(told(result).firings).toEqual([[105, 140, null]]);
  });
});

describe('whatever the figures', () => {
  /** Up and down, more or less restless. */
  const walked = fc.record({ seed: fc.integer({ min: 1, max: 1e6 }), restless: fc.double({ min: 0.5, max: 20, noNaN: true }) });
  const walk = ({ seed, restless }: { seed: number; restless: number }) => {
    const random = generator(seed);
    let level = 50;
    const times = Array.from({ length: DAY / MINUTE }, (_, i) => minute(i));
    return { times, values: times.map(() => (level = Math.min(100, Math.max(0, level + restless * (random() - 0.5))))) };
  };

  it('firings follow each other, last as long as their share, and a looser threshold fires for less of the time', () => {
    fc.assert(
      fc.property(
        walked,
        fc.double({ min: 1, max: 99, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (how, value, more) => {
          const [near, far] = backtest(lag, [candidate(value), candidate(value + more)], walk(how), range(24 * 60));
          if (near === undefined || far === undefined) throw new Error('no result');
          expect(far.share).toBeLessThanOrEqual(near.share);
          for (const { firings, share } of [near, far]) {
            const ends = firings.map(({ to }) => to ?? minute(24 * 60));
            firings.forEach(({ from }, i) => {
              // One may begin as the range ends.
              expect(ends[i]).toBeGreaterThanOrEqual(from);
              if (i > 0) expect(from).toBeGreaterThan(ends[i - 1] ?? 0);
            });
            const lasted = firings.reduce((sum, { from }, i) => sum + (ends[i] ?? 0) - from, 0);
            expect(share).toBeCloseTo(lasted / DAY, 9);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('each known incident has at most one lead, which is that of the first firing about it', () => {
    fc.assert(
      fc.property(walked, fc.array(fc.integer({ min: 10, max: 22 }), { maxLength: 4 }), (how, hours) => {
        const incidents = [...new Set(hours)].sort((a, b) => a - b).map((hour) => incident(hour * 60, hour * 60 + 10));
        const [result] = backtest(lag, [candidate(60)], walk(how), range(24 * 60, incidents));
        expect(result?.leads).toHaveLength(incidents.length);
        result?.leads.forEach((lead, i) => {
          if (lead === null) return;
          expect(lead).toBeLessThanOrEqual(2 * HOUR);
          expect(result.firings.map(({ from }) => from)).toContain((incidents[i]?.from ?? 0) - lead);
        });
      }),
      { numRuns: 40 },
    );
  });
});
