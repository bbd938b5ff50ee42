import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawPoint } from '#electron/clients/aws/cloudWatch.ts';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { SeriesService } from '#electron/engine/telemetry/readSeries.ts';
import { readSeries } from '#electron/engine/telemetry/readSeries.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { DERIVED, FLINK, NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { MetricsQuestion, SeriesName, SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';

const ref = { connection: 'prod', id: 'arn:aws:kinesisanalytics:eu-west-1:1:application/orders' };
const now = millis(1_000 * DAY + 20 * SECOND);
const FROM = millis(now - 20 * SECOND - HOUR);
const DOWN: SourceError = { kind: 'throttled', source: 'CloudWatch', message: 'Too fast.', remedy: 'Wait.' };

const named = (metric: string, namespace = NAMESPACE): SeriesName => ({
  namespace,
  metric,
  dimensions: { Application: 'orders' },
});
const selectorOf = (name: SeriesName, how: Partial<SeriesSelector> = {}): SeriesSelector => {
  const { statistic, transform } = listingOf(name);
  return { name, statistic, transform, period: null, ...how };
};
/** A point a minute from the start of the hour on; - is none. */
const minutes = (text: string, from: Millis = FROM): RawPoint[] =>
  text.split(' ').flatMap((each, i): RawPoint[] => (each === '-' ? [] : [[millis(from + i * MINUTE), Number(each)]]));

interface Scene {
  readonly history: History;
  readonly asked: { readonly names: string[]; readonly from: number; readonly to: number }[];
  service: (name: SeriesName, period: Millis) => readonly RawPoint[] | SourceError;
  readonly keep: (metric: string, points: readonly RawPoint[], period?: Millis) => void;
  readonly read: (
    selectors: readonly SeriesSelector[],
    how?: Partial<MetricsQuestion>,
    at?: Millis,
  ) => Promise<Result<SeriesWindow[]>>;
  readonly window: (selector: SeriesSelector, how?: Partial<MetricsQuestion>, at?: Millis) => Promise<SeriesWindow>;
}

function setup(): Scene {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const recorder = createRecorder(history);
  const service: SeriesService = {
    read(wanted, { from, to }) {
      scene.asked.push({ names: wanted.map(({ name }) => name.metric), from, to });
      const answers: (readonly RawPoint[])[] = [];
      for (const { name, period } of wanted) {
        const answer = scene.service(name, period);
        if (!Array.isArray(answer)) return Promise.resolve(failed(answer as SourceError));
        answers.push((answer as readonly RawPoint[]).filter(([at]) => at >= from && at < to));
      }
      return Promise.resolve(ok(answers));
    },
  };
  const scene: Scene = {
    history,
    asked: [],
    service: () => [],
    keep: (metric, points, period = MINUTE) =>
      recorder.points(ref, named(metric), { statistic: listingOf(named(metric)).statistic, period }, points),
    read: (selectors, how = {}, at = now) =>
      readSeries(
        { history, service, now: at },
        { ref, selectors: [...selectors], from: FROM, to: millis(FROM + HOUR), columns: 1_000, source: 'fill', ...how },
        new AbortController().signal,
      ),
    window: async (selector, how, at) => {
      const answer = await scene.read([selector], how, at);
      if (!answer.ok) throw new Error(answer.error.message);
      const [window] = answer.value;
      if (window === undefined) throw new Error('no window');
      return window;
    },
  };
  return scene;
}

const values = ({ points }: SeriesWindow) => points.map(([, value]) => value);
const full = (value: number) => minutes(Array.from({ length: 60 }, () => String(value)).join(' '));

describe('reading series', () => {
  it('asks nobody for what is kept, and the service only for the stretch that is missing, in one question', async () => {
    const { keep, window, read, asked } = setup();
    keep('cpuUtilization', full(50));
    expect(await window(selectorOf(named('cpuUtilization')))).toMatchObject({ source: 'history', present: 60, expected: 60 });
    expect(asked).toEqual([]);
    keep('heapMemoryUtilization', minutes('10 20'));
    keep('uptime', full(1).slice(30));
    const both = await read([selectorOf(named('heapMemoryUtilization')), selectorOf(named('uptime'))]);
    expect(both.ok).toBe(true);
    expect(asked).toEqual([{ names: ['heapMemoryUtilization', 'uptime'], from: FROM, to: FROM + HOUR }]);
  });

  it('keeps what the service answered, but what may still change', async () => {
    const scene = setup();
    scene.service = () => full(0.5);
    const selector = selectorOf(named('cpuUtilization'));
    expect(await scene.window(selector)).toMatchObject({ source: 'service', present: 60 });
    expect(await scene.window(selector, { source: 'history' })).toMatchObject({ source: 'history', present: 58 });
    // The newest minutes are asked for again, and nothing else.
    await scene.window(selector);
    expect(scene.asked.at(-1)).toEqual({ names: ['cpuUtilization'], from: FROM + 58 * MINUTE, to: FROM + HOUR });
  });

  it('does not pay twice for a stretch that the service has nothing of', async () => {
    const scene = setup();
    const selector = selectorOf(named('cpuUtilization'));
    const past = { from: millis(FROM - 5 * HOUR), to: millis(FROM - 4 * HOUR) };
    expect(await scene.window(selector, past)).toMatchObject({ source: 'none', present: 0, expected: 60 });
    expect(scene.asked).toHaveLength(1);
    await scene.window(selector, past);
    expect(scene.asked).toHaveLength(1);
    // After a while it may have come.
    await scene.window(selector, past, millis(now + HOUR));
    expect(scene.asked).toHaveLength(2);
  });

  it('gives what is kept, with the reason, where the service fails, and says nothing of what needed nothing', async () => {
    const scene = setup();
    scene.keep('cpuUtilization', full(50));
    scene.keep('uptime', full(1).slice(0, 30));
    scene.service = () => DOWN;
    const answer = await scene.read([selectorOf(named('cpuUtilization')), selectorOf(named('uptime'))]);
    const [whole, part] = answer.ok ? answer.value : [];
    expect(whole).toMatchObject({ present: 60 });
    expect(whole).not.toHaveProperty('unread');
    expect(part).toMatchObject({ present: 30, unread: DOWN });
    expect(await scene.read([selectorOf(named('threadCount'))])).toEqual(failed(DOWN));
  });

  it('waits for the service only so long', async () => {
    const { history, keep } = setup();
    keep('uptime', full(1).slice(0, 30));
    const service: SeriesService = {
      read: (_wanted, _range, signal) =>
        new Promise((resolve) => {
          const late: SourceError = { kind: 'timeout', source: 'CloudWatch', message: 'Too late.', remedy: '' };
          signal.addEventListener('abort', () => resolve(failed(late)));
        }),
    };
    const read = (metric: string) =>
      readSeries(
        { history, service, now, patience: millis(20) },
        {
          ref,
          selectors: [selectorOf(named(metric))],
          from: FROM,
          to: millis(FROM + HOUR),
          columns: 1_000,
          source: 'fill',
        },
        new AbortController().signal,
      );
    const unread = { kind: 'timeout', source: 'CloudWatch', message: expect.stringMatching(/^CloudWatch did not answer within/) };
    expect(await read('uptime')).toMatchObject({ ok: true, value: [{ present: 30, unread }] });
    expect(await read('threadCount')).toMatchObject({ ok: false, error: unread });
  });

  it('asks again for what was kept and is cleared', async () => {
    const scene = setup();
    scene.service = () => full(5);
    const selector = selectorOf(named('threadCount'));
    await scene.window(selector);
    scene.history.clear(null);
    expect(await scene.window(selector)).toMatchObject({ source: 'service', present: 60 });
  });

  it('merges what comes late, and the later word wins', async () => {
    const { keep, window } = setup();
    keep('threadCount', minutes('1 - 3'));
    keep('threadCount', minutes('- 2 4'));
    const short = { to: millis(FROM + 3 * MINUTE), source: 'history' } as const;
    expect(values(await window(selectorOf(named('threadCount')), short))).toEqual([1, 2, 4]);
  });

  it('is the same in whatever order and portions points come, and however often', async () => {
    const points = fc
      .uniqueArray(fc.nat(59), { minLength: 1 })
      .chain((ats) =>
        fc.tuple(fc.constant(ats), fc.shuffledSubarray(ats, { minLength: ats.length }), fc.integer({ min: 1, max: 9 })),
      );
    const short = { source: 'history' } as const;
    await fc.assert(
      fc.asyncProperty(points, async ([ats, shuffled, size]) => {
        const pointsOf = (minutesOf: readonly number[]) => minutesOf.map((at): RawPoint => [millis(FROM + at * MINUTE), at % 7]);
        const [once, late] = [setup(), setup()];
        once.keep('threadCount', pointsOf(ats.toSorted((a, b) => a - b)));
        for (let i = 0; i < shuffled.length; i += size) {
          late.keep(
            'threadCount',
            pointsOf(shuffled.slice(i, i + size)).map(([at]) => [at, 99]),
          );
          late.keep('threadCount', pointsOf(shuffled.slice(i, i + size)));
          late.keep('threadCount', pointsOf(shuffled.slice(0, size)));
          // Written to the archive between two portions, or not.
          if (i % 2 === 0) late.history.flush();
        }
        const selector = selectorOf(named('threadCount'));
        expect(await late.window(selector, short)).toEqual(await once.window(selector, short));
        for (const { history } of [once, late]) history.close();
      }),
      { numRuns: 60 },
    );
  });

  it('counts what is missing, and neither sentinels nor NaN as values', async () => {
    const { keep, window } = setup();
    keep('millisBehindLatest', [...minutes('0 -1 - 5'), [millis(FROM + 4 * MINUTE), Number.NaN]]);
    const range = { to: millis(FROM + 5 * MINUTE), source: 'history' } as const;
    const found = await window(selectorOf(named('millisBehindLatest')), range);
    expect(values(found)).toEqual([0, null, null, 5, null]);
    expect(found).toMatchObject({ expected: 5, present: 2, sentinels: 1, notNumbers: 1, latest: [FROM + 3 * MINUTE, 5] });
  });

  it('does not miss what may still come', async () => {
    const { keep, window } = setup();
    keep('threadCount', full(3).slice(0, 58));
    const found = await window(selectorOf(named('threadCount')), { source: 'history' });
    expect(found).toMatchObject({ expected: 58, present: 58 });
    expect(found.points.at(-1)).toEqual([FROM + 57 * MINUTE, 3]);
  });

  it('counts each record once, and repairs what a restart takes from a counter', async () => {
    const { keep, window } = setup();
    keep('numRecordsIn', minutes('400 800'));
    keep('numRestarts', minutes('5 7 0 1'));
    const range = { to: millis(FROM + 4 * MINUTE), source: 'history' } as const;
    expect(values(await window(selectorOf(named('numRecordsIn')), { ...range, to: millis(FROM + 2 * MINUTE) }))).toEqual([
      100, 200,
    ]);
    const plain = await window(selectorOf(named('numRestarts')), range);
    expect([values(plain), plain.resets]).toEqual([[5, 7, 0, 1], [FROM + 2 * MINUTE]]);
    const grown = await window(selectorOf(named('numRestarts'), { transform: 'increase' }), range);
    expect([values(grown), grown.resets, grown.unit]).toEqual([[null, 2, 0, 1], [FROM + 2 * MINUTE], 'Count']);
    const rate = await window(selectorOf(named('numRestarts'), { transform: 'rate' }), range);
    expect([values(rate)[1], rate.unit]).toEqual([2 / 60, 'RecordsPerSecond']);
  });

  it('computes derived series of what is kept, where all of it is there', async () => {
    const { keep, window } = setup();
    keep('managedMemoryUsed', minutes('30 - 60'));
    keep('managedMemoryTotal', minutes('120 120 120'));
    const range = { to: millis(FROM + 3 * MINUTE), source: 'history' } as const;
    const found = await window(selectorOf(named('managedMemoryShare', DERIVED)), range);
    expect(found).toMatchObject({ unit: 'Ratio', present: 2, expected: 3 });
    expect(values(found)).toEqual([0.25, null, 0.5]);
  });

  it('makes a longer period of shorter ones where they add up, and asks where they do not', async () => {
    const scene = setup();
    scene.keep('threadCount', full(3));
    scene.keep('bytes_consumed_rate', full(8));
    const five = { period: millis(5 * MINUTE) };
    expect(await scene.window(selectorOf(named('threadCount'), five))).toMatchObject({ source: 'history', present: 12 });
    expect(scene.asked).toEqual([]);
    scene.service = (_, period) => minutes('7', millis(FROM + HOUR - period));
    const mean = await scene.window(selectorOf(named('bytes_consumed_rate'), five));
    expect(scene.asked.map(({ names }) => names)).toEqual([['bytes_consumed_rate']]);
    expect(values(mean).at(-1)).toBe(7);
    expect(mean).toMatchObject({ source: 'both', period: 5 * MINUTE });
  });

  it('shows roll-ups side by side where only these are left, not as islands among gaps', async () => {
    const { history, window, keep } = setup();
    const old = millis(FROM - 10 * DAY);
    keep('threadCount', minutes(Array.from({ length: 60 }, (_, i) => String(i)).join(' '), old));
    keep('threadCount', full(1));
    history.flush();
    for (let i = 0; i < 20; i += 1)
      history.tidy(new Map([[ref.connection, now]]), { retention: millis(14 * DAY), mostBytes: 1e9 });
    const range = { from: old, to: millis(old + HOUR), source: 'history' } as const;
    const found = await window(selectorOf(named('threadCount')), range);
    expect(found.period).toBe(5 * MINUTE);
    expect(values(found)).toEqual([4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 54, 59]);
  });

  it('cuts to the columns and keeps the peak', async () => {
    const { keep, window } = setup();
    keep('threadCount', minutes(Array.from({ length: 60 }, (_, i) => (i === 31 ? '99' : '1')).join(' ')));
    const found = await window(selectorOf(named('threadCount')), { columns: 10, source: 'history' });
    expect(found.points.length).toBeLessThan(45);
    expect(found.points).toContainEqual([FROM + 31 * MINUTE, 99]);
    expect(found.present).toBe(60);
  });

  it('answers with what is kept when the service fails; with the error when there is nothing', async () => {
    const scene = setup();
    scene.service = () => DOWN;
    scene.keep('threadCount', minutes('4'));
    const both = [selectorOf(named('threadCount')), selectorOf(named('cpuUtilization'))];
    expect(await scene.read(both)).toMatchObject({ ok: true, value: [{ present: 1, source: 'history' }, { source: 'none' }] });
    expect(await scene.read([selectorOf(named('cpuUtilization'))])).toEqual({ ok: false, error: DOWN });
  });

  it('asks no service for what Flink itself told', async () => {
    const scene = setup();
    expect(await scene.window(selectorOf(named('busyTimeMsPerSecond', FLINK)))).toMatchObject({ source: 'none' });
    expect(scene.asked).toEqual([]);
  });

  it('takes the finest period that CloudWatch keeps of the range', async () => {
    const scene = setup();
    const periodOf = async (days: number, hours = 1) =>
      (
        await scene.window(selectorOf(named('threadCount')), {
          from: millis(now - days * DAY),
          to: millis(now - days * DAY + hours * HOUR),
        })
      ).period;
    expect([await periodOf(1), await periodOf(20), await periodOf(100)]).toEqual([MINUTE, 5 * MINUTE, HOUR]);
    expect(await periodOf(14, 14 * 24)).toBe(5 * MINUTE);
  });
});
