import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptRecord } from '#electron/history/history.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { START, owner, seriesOf, setup, value } from '#test/support/histories.ts';

const record = (at: number, over: Partial<KeptRecord> = {}): KeptRecord => ({
  ...owner,
  kind: 'checkpoint',
  key: String(at),
  at: millis(at),
  until: null,
  value: { at },
  ...over,
});

describe('retention', () => {
  it('removes what is old and nothing that is young', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (days, ages) => {
          const { history, tidy } = setup();
          const now = START + 60 * DAY;
          const times = [...new Set(ages.map((age) => Math.floor((now - age * DAY) / MINUTE) * MINUTE))];
          const series = seriesOf();
          history.samples.put(
            series,
            times.map((at) => value(at, 1)),
          );
          history.lines.put(
            owner,
            times.map((at) => ({ at: millis(at), stream: 's', message: `line ${at}` })),
          );
          for (const at of times) history.records.put(record(at));
          tidy(now, { days });

          const young = times.filter((at) => at >= now - days * DAY);
          const [from, to] = [millis(now - days * DAY), millis(now + 1)];
          // Buckets that begin before the border hold young ones too.
          const kept = history.samples.read(series, millis(0), to, '1h').reduce((sum, { count }) => sum + count, 0);
          expect(kept).toBeGreaterThanOrEqual(young.length);
          // Whole slices go: of roll-ups of an hour, the largest, that is four days.
          expect(kept).toBeLessThanOrEqual(times.filter((at) => at >= now - (days + 4) * DAY).length);
          expect(history.lines.count(owner, millis(0), to)).toBe(young.length);
          expect(history.records.read({ ...owner, kinds: ['checkpoint'], from, to })).toHaveLength(young.length);
          const old = times.length - young.length;
          expect(history.status()).toMatchObject({
            samples: expect.any(Number),
            lines: young.length,
            records: young.length + Math.min(1, old),
          });
          history.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('leaves the newest record of each kind: how things were when what is kept began', () => {
    const { history, tidy } = setup();
    const now = START + 60 * DAY;
    for (const day of [0, 10, 20]) {
      history.records.put(record(START + day * DAY, { kind: 'state', value: day }));
      history.records.put(record(START + day * DAY, { kind: 'version', value: day }));
    }
    tidy(now, { days: 14 });
    expect(history.records.lastBefore(owner, 'state', millis(now))?.value).toBe(20);
    expect(history.records.lastBefore(owner, 'version', millis(now))?.value).toBe(20);
    expect(history.status().records).toBe(2);
    history.close();
  });

  it('forgets series of which nothing is left, and takes them again when they come back', () => {
    const { history, tidy } = setup();
    const [gone, stays] = [seriesOf({ metric: 'gone' }), seriesOf({ metric: 'stays' })];
    history.samples.put(gone, [value(START, 1)]);
    history.samples.put(stays, [value(START, 1), value(START + 30 * DAY, 2)]);
    tidy(START + 30 * DAY, { days: 14 });
    expect(history.samples.list(owner)).toEqual([stays]);
    history.samples.put(gone, [value(START + 30 * DAY, 3)]);
    expect(history.samples.read(gone, millis(START), millis(START + 31 * DAY), 'raw')).toHaveLength(1);
    history.close();
  });

  it('leaves a connection alone whose time is not told', () => {
    const { history, tidy } = setup();
    const other = seriesOf({ connection: 'staging' });
    history.samples.put(other, [value(START, 1)]);
    tidy(START + 300 * DAY, { days: 1 });
    expect(history.samples.read(other, millis(START), millis(START + HOUR), 'raw')).toHaveLength(1);
    history.close();
  });

  it('thins the records of jobs: each minute for six hours, then the newest of each quarter of an hour', () => {
    const { history, tidy } = setup();
    const minutes = 20 * 60;
    for (let i = 0; i < minutes; i++) history.records.put(record(START + i * MINUTE, { kind: 'job', key: String(i), value: i }));
    const now = START + minutes * MINUTE;
    tidy(now);
    const left = history.records
      .read({ ...owner, kinds: ['job'], from: millis(START), to: millis(now) })
      .map(({ value }) => value);
    const old = Array.from({ length: (14 * 60) / 15 }, (_, i) => i * 15 + 14);
    const young = Array.from({ length: 360 }, (_, i) => 14 * 60 + i);
    expect(left).toEqual([...old, ...young]);
    expect(history.status().records).toBe(left.length);
    // Other kinds are left whole.
    for (let i = 0; i < 30; i++) history.records.put(record(START + i * MINUTE, { key: `c${i}` }));
    tidy(now + DAY);
    expect(history.records.read({ ...owner, kinds: ['checkpoint'], from: millis(START), to: millis(now) })).toHaveLength(30);
    history.close();
  }, 60_000);

  it('keeps the size: the oldest goes first, of the connection that reaches back furthest', () => {
    const { history, tidy } = setup();
    const now = START + 10 * DAY;
    const text = (i: number) => `line ${i} ${Array.from({ length: 20 }, (_, k) => (i * 7919 * (k + 1)).toString(36)).join(' ')}`;
    const lines = Array.from({ length: 4_000 }, (_, i) => ({ at: millis(START + i * 200_000), stream: 's', message: text(i) }));
    history.lines.put(owner, lines);
    history.lines.put({ ...owner, connection: 'sim' }, lines.slice(-400));
    const full = (history.flush(), history.status().bytes);
    tidy(now, { days: 400, mostBytes: full / 2 });
    const kept = history.lines.search(owner, '', millis(0), millis(now), 20_000).lines;
    expect(kept.length).toBeGreaterThan(800);
    expect(kept.length).toBeLessThan(2_600);
    expect(kept).toEqual(lines.slice(-kept.length));
    expect(history.lines.count({ ...owner, connection: 'sim' }, millis(0), millis(now))).toBe(400);
    expect(history.status().bytes).toBeLessThanOrEqual(full / 2);
    history.close();
  }, 60_000);

  it('forgets a connection, or all', () => {
    const { history, tidy } = setup();
    for (const connection of ['prod', 'staging']) {
      history.samples.put(seriesOf({ connection }), [value(START, 1)]);
      history.records.put(record(START, { connection }));
      history.lines.put({ ...owner, connection }, [{ at: millis(START), stream: 's', message: 'secret word' }]);
      history.counts.add({ connection, service: 'cw', operation: 'op', hour: millis(START), requests: 1, units: 2 });
    }
    const seen = (connection: string) => [
      history.samples.read(seriesOf({ connection }), millis(0), millis(START + 1), 'raw').length,
      history.records.read({ connection, kinds: ['checkpoint'], from: millis(0), to: millis(START + 1) }).length,
      history.lines.search({ ...owner, connection }, 'secret', millis(0), millis(START + 1), 5).lines.length,
      history.counts.read(connection, millis(0), millis(START + 1)).length,
    ];
    expect(seen('prod')).toEqual([1, 1, 1, 1]);
    history.clear('prod');
    expect(seen('prod')).toEqual([0, 0, 0, 0]);
    expect(seen('staging')).toEqual([1, 1, 1, 1]);
    expect(history.status()).toMatchObject({ samples: 1, lines: 1, records: 1 });
    history.samples.put(seriesOf(), [value(START, 2)]);
    expect(seen('prod')).toEqual([1, 0, 0, 0]);
    tidy(START);
    history.clear(null);
    expect([...seen('prod'), ...seen('staging')]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(history.status()).toMatchObject({ samples: 0, lines: 0, records: 0, oldest: null });
    history.close();
  });
});
