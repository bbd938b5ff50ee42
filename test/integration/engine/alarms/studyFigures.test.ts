import { afterEach, describe, expect, it } from 'vitest';
import type { RawPoint } from '#electron/clients/aws/cloudWatch.ts';
import type { AlarmFigures } from '#electron/engine/alarms/figures.ts';
import { readFigures } from '#electron/engine/alarms/figures.ts';
import type { SeriesService } from '#electron/engine/telemetry/readSeries.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

const ref = { connection: 'prod', id: 'arn:orders' };
const NOW = millis(Date.UTC(2026, 9, 20));
const FROM = millis(NOW - HOUR);
const DOWN: SourceError = { kind: 'throttled', source: 'CloudWatch', message: 'Too fast.', remedy: 'Wait.' };

const named = (metric: string): SeriesName => ({ namespace: NAMESPACE, metric, dimensions: { Application: 'orders' } });
const query = (id: string, metric: string, statistic: Statistic, compared = true): AlarmQuery => ({
  id,
  series: { name: named(metric), statistic },
  expression: null,
  compared,
});
const expression = (text: string): AlarmQuery => ({ id: 'e1', series: null, expression: text, compared: true });
const minutes = (values: readonly (number | null)[], from: Millis = FROM): RawPoint[] =>
  values.flatMap((value, i): RawPoint[] => (value === null ? [] : [[millis(from + i * MINUTE), value]]));

interface Asked {
  readonly from: Millis;
  readonly to: Millis;
  readonly series: readonly string[];
}

let open: History | null = null;
afterEach(() => open?.close());

/** A real history, and a service that says what the test wants. */
function setup(
  answer: (name: SeriesName, range: { from: Millis; to: Millis; period: Millis }) => readonly RawPoint[] | SourceError = () => [],
) {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  open = history;
  const recorder = createRecorder(history);
  const asked: Asked[] = [];
  const service: SeriesService = {
    async read(wanted, { from, to }, signal) {
      if (signal.aborted) return failed({ ...DOWN, kind: 'timeout' });
      asked.push({
        from,
        to,
        series: wanted.map(({ name, statistic, period }) => `${name.metric} ${statistic} ${period / MINUTE}`),
      });
      const answers: (readonly RawPoint[])[] = [];
      for (const { name, period } of wanted) {
        const points = answer(name, { from, to, period });
        if ('kind' in points) return failed(points);
        answers.push(points.filter(([at]) => at >= from && at < to));
      }
      return ok(answers);
    },
  };
  // Of a watcher only its service is asked for.
  const watched = new Map([['prod', { watcher: { series: () => service } }]]) as never;
  const read = (
    queries: readonly AlarmQuery[],
    change: Partial<Parameters<typeof readFigures>[1]> = {},
    signal = new AbortController().signal,
  ) =>
    readFigures(
      { history, watched, now: () => NOW },
      { ref, queries, from: FROM, to: NOW, period: MINUTE, source: 'fill', ...change },
      signal,
    );
  return {
    history,
    asked,
    read,
    keep: (metric: string, statistic: Statistic, points: readonly RawPoint[], period = MINUTE) =>
      recorder.points(ref, named(metric), { statistic, period }, points),
  };
}

const valueOf = (answer: Result<AlarmFigures>): AlarmFigures => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};
const shown = (answer: Result<AlarmFigures>, count = 6) =>
  valueOf(answer)
    .points.slice(0, count)
    .map(([, value]) => value);

describe('the figures of an alarm', () => {
  it('are in the service’s unit, whatever ours is', async () => {
    const { keep, read } = setup();
    keep('cpuUtilization', 'Maximum', minutes([7, 80, 29, 57.5]));
    expect(shown(await read([query('m1', 'cpuUtilization', 'Maximum')], { source: 'history' }))).toEqual([
      7,
      80,
      29,
      57.5,
      null,
      null,
    ]);
  });

  it('have no datapoint where the metric says that there is none: a job that is over, what is no number', async () => {
    const { keep, read } = setup();
    keep('downtime', 'Average', minutes([0, -1, Number.NaN, 5000, null, 0]));
    expect(shown(await read([query('m1', 'downtime', 'Average')], { source: 'history' }))).toEqual([
      0,
      null,
      null,
      5000,
      null,
      0,
    ]);
  });

  it('are those of the kept statistic where it tells the same, of downtime and failed checkpoints only', async () => {
    const { keep, read, asked } = setup();
    for (const metric of ['downtime', 'numberOfFailedCheckpoints', 'cpuUtilization'])
      keep(metric, 'Maximum', minutes(Array(60).fill(3) as number[]));
    expect(shown(await read([query('m1', 'downtime', 'Average')], { source: 'history' }), 2)).toEqual([3, 3]);
    expect(shown(await read([query('m1', 'numberOfFailedCheckpoints', 'Average')], { source: 'history' }), 2)).toEqual([3, 3]);
    expect(shown(await read([query('m1', 'cpuUtilization', 'Average')], { source: 'history' }), 2)).toEqual([null, null]);
    await read([query('m1', 'downtime', 'Average')], { from: millis(FROM + MINUTE) });
    expect(asked).toEqual([]);
  });

  it('are computed by metric math, a rate from the figure before the range on', async () => {
    const { keep, read } = setup();
    keep('oldGenerationGCCount', 'Maximum', minutes([0, 60, 180, 180], millis(FROM - MINUTE)));
    keep('oldGenerationGCTime', 'Maximum', minutes([600, 6000]));
    const rate = [query('m1', 'oldGenerationGCCount', 'Maximum', false), expression('RATE(m1)')];
    expect(shown(await read(rate, { source: 'history' }), 4)).toEqual([1, 2, 0, null]);
    const share = [query('m1', 'oldGenerationGCTime', 'Maximum', false), expression('(m1 * 100) / 60000')];
    expect(shown(await read(share, { source: 'history' }), 3)).toEqual([1, 10, null]);
  });

  it('come of the service where they are not kept, in one question, and are kept then', async () => {
    const { keep, read, asked } = setup((name) =>
      minutes(
        Array.from({ length: 61 }, (_, i) => (name.metric === 'a' ? i : 100)),
        millis(FROM - MINUTE),
      ),
    );
    keep('a', 'Maximum', minutes([null, 7]));
    const queries = [query('m1', 'a', 'Maximum', false), query('m2', 'b', 'Maximum', false), expression('MAX([m1, m2])')];
    const first = await read(queries, { to: millis(NOW - 5 * MINUTE) });
    expect(asked.map(({ series }) => series)).toEqual([['a Maximum 1', 'b Maximum 1']]);
    expect(shown(first)).toEqual([100, 100, 100, 100, 100, 100]);
    const again = await read(queries, { to: millis(NOW - 5 * MINUTE) });
    const kept = await read(queries, { to: millis(NOW - 5 * MINUTE), source: 'history' });
    expect(asked).toHaveLength(1);
    expect([again, kept]).toEqual([first, first]);
  });

  it('are those that are kept while the service fails, with the reason; without any the reason alone', async () => {
    const { keep, read } = setup(() => DOWN);
    keep('downtime', 'Average', minutes([0, 10]));
    const answer = valueOf(await read([query('m1', 'downtime', 'Average')]));
    expect(answer.unread).toEqual(DOWN);
    expect(answer.points.slice(0, 3).map(([, value]) => value)).toEqual([0, 10, null]);
    expect(await read([query('m1', 'cpuUtilization', 'Maximum')])).toEqual(failed(DOWN));
  });

  it('are not waited for by who has gone', async () => {
    const { keep, read, asked } = setup();
    keep('downtime', 'Average', minutes([0, 10]));
    for (const source of ['fill', 'history'] as const)
      expect(await read([query('m1', 'downtime', 'Average')], { source }, AbortSignal.abort())).toMatchObject({
        ok: false,
        error: { kind: 'timeout' },
      });
    expect(asked).toEqual([]);
  });

  it('are two weeks of minutes, uncut', async () => {
    const { read } = setup((_, { from, to }) =>
      minutes(
        Array.from({ length: (to - from) / MINUTE }, (_each, i) => i),
        from,
      ),
    );
    const { points, period } = valueOf(
      await read([query('m1', 'lastCheckpointSize', 'Maximum')], { from: millis(NOW - 14 * DAY) }),
    );
    expect([points.length, period]).toEqual([14 * 1440, MINUTE]);
    expect(points.every(([, value]) => value !== null)).toBe(true);
  });

  it('are five minutes apart where nothing finer is left, and say so; a rate of them is right', async () => {
    const { history, keep, read } = setup();
    const old = millis(NOW - 6 * DAY);
    keep(
      'numberOfFailedCheckpoints',
      'Maximum',
      minutes(
        Array.from({ length: 60 }, (_, i) => i * 6),
        old,
      ),
    );
    history.flush();
    for (let turn = 0; turn < 50; turn += 1)
      history.tidy(new Map([['prod', NOW]]), { retention: millis(31 * DAY), mostBytes: 1e9 });
    const rate = [query('m1', 'numberOfFailedCheckpoints', 'Average', false), expression('RATE(m1)')];
    const { points, period } = valueOf(await read(rate, { from: old, to: millis(old + HOUR), source: 'history' }));
    expect(period).toBe(5 * MINUTE);
    expect(points.map(([, value]) => value)).toEqual([null, ...(Array(11).fill(0.1) as number[])]);
  });

  it('are not coarsened by a coarse one that is left over beside fine ones', async () => {
    const { keep, read } = setup();
    keep('lastCheckpointSize', 'Maximum', [[millis(FROM), 9]], millis(5 * MINUTE));
    keep('lastCheckpointSize', 'Maximum', minutes([null, 1, 2, 3]));
    const { points, period } = valueOf(await read([query('m1', 'lastCheckpointSize', 'Maximum')], { source: 'history' }));
    expect(period).toBe(MINUTE);
    expect(points.slice(0, 5).map(([, value]) => value)).toEqual([null, 1, 2, 3, null]);
  });

  it('are asked of the service in the finest period that it still keeps', async () => {
    const { read, asked } = setup((_, { from, period }) =>
      Array.from({ length: 10 }, (_each, i): RawPoint => [millis(from + i * period), i]),
    );
    const { period } = valueOf(await read([query('m1', 'lastCheckpointSize', 'Maximum')], { from: millis(NOW - 20 * DAY) }));
    expect(period).toBe(5 * MINUTE);
    expect(asked.map(({ series }) => series)).toEqual([['lastCheckpointSize Maximum 5']]);
  });
});
