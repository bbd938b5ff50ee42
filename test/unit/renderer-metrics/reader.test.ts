import { describe, expect, it } from 'vitest';
import type { ChartState } from '#renderer/features/metrics/createReader.ts';
import { createReader } from '#renderer/features/metrics/createReader.ts';
import { exportCsv } from '#renderer/features/metrics/exportCsv.ts';
import { groupSeries } from '#renderer/features/metrics/groups.ts';
import { HostError } from '#renderer/host/hostError.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { Host, Input } from '#shared/contract/contract.ts';
import type { SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

type Question = Input<'metrics.read'>;
const ref = { connection: 'a', id: 'b' };
const range = { from: millis(0), to: HOUR };
const later = { from: MINUTE, to: millis(HOUR + MINUTE) };
const throttled: SourceError = { kind: 'throttled', source: 'CloudWatch', message: 'Too many requests.', remedy: 'Wait.' };

const selectors = (metric: string, count = 1): readonly SeriesSelector[] =>
  Array.from({ length: count }, (_, i) => ({
    name: { namespace: 'n', metric, dimensions: { i: String(i) } },
    statistic: 'Average',
    transform: 'none',
    period: null,
  }));

const windowOf = (selector: SeriesSelector, { from }: Question): SeriesWindow => ({
  selector,
  unit: 'Count',
  period: MINUTE,
  points: [[from, 1]],
  expected: 1,
  present: 1,
  sentinels: 0,
  notNumbers: 0,
  resets: [],
  latest: [from, 1],
  source: 'history',
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A reader on a host that answers when the test says so. */
function setup() {
  const pending: {
    readonly question: Question;
    readonly answer: (value: unknown) => void;
    readonly refuse: (error: Error) => void;
  }[] = [];
  const asked: Question[] = [];
  /** What is asked of what is kept, newest last; it is not answered unless the test does. */
  const kept: { readonly question: Question; readonly answer: (value: unknown) => void }[] = [];
  const host: Pick<Host, 'call'> = {
    call: (_name, input) =>
      new Promise<never>((resolve, reject) => {
        const question = input as Question;
        if (question.source === 'history') {
          kept.push({ question, answer: resolve as (value: unknown) => void });
          return;
        }
        asked.push(question);
        pending.push({ question, answer: resolve as (value: unknown) => void, refuse: reject });
      }),
  };
  const reader = createReader({ host, ref });
  const next = () => {
    const one = pending.shift();
    if (one === undefined) throw new Error('Nothing was asked.');
    return one;
  };
  return {
    reader,
    host,
    asked,
    kept,
    waits: () => pending.length,
    show: async (shown = range, shift: number | null = null) => {
      reader.show({ range: shown, shift: shift === null ? null : millis(shift), columns: 600 });
      await settled();
    },
    want: async (chart: string, count = 1) => {
      const end = reader.want(chart, selectors(chart, count));
      await settled();
      return end;
    },
    answer: async () => {
      const { question, answer } = next();
      answer({ ok: true, value: question.selectors.map((selector) => windowOf(selector, question)) });
      await settled();
    },
    /** Answers the newest question for what is kept. */
    answerKept: async (change: Partial<SeriesWindow> = {}) => {
      const { question, answer } = kept.at(-1) ?? next();
      answer({ ok: true, value: question.selectors.map((selector) => ({ ...windowOf(selector, question), ...change })) });
      await settled();
    },
    answerUnread: async (change: Partial<SeriesWindow> = {}) => {
      const { question, answer } = next();
      answer({
        ok: true,
        value: question.selectors.map((selector) => ({ ...windowOf(selector, question), unread: throttled, ...change })),
      });
      await settled();
    },
    fail: async () => {
      next().answer({ ok: false, error: throttled });
      await settled();
    },
    lose: async () => {
      next().refuse(new HostError('The engine does not answer.'));
      await settled();
    },
    metrics: (question: Question | undefined) => [...new Set(question?.selectors.map(({ name }) => name.metric))],
  };
}

describe('reading of charts', () => {
  it('puts those that come on screen together into one call, in two at a time where they are many', async () => {
    const { reader, asked, show, answer, waits, metrics } = setup();
    await show();
    for (let i = 0; i < 30; i += 1) reader.want(`m${i}`, selectors(`m${i}`, 10));
    await settled();
    expect(waits()).toBe(2);
    expect(asked.map((question) => question.selectors.length)).toEqual([100, 100]);
    expect(reader.progress()).toEqual({ done: 0, of: 30 });
    await answer();
    expect(reader.progress()).toEqual({ done: 10, of: 30 });
    await answer();
    await answer();
    expect(reader.progress()).toBeNull();
    expect(asked.flatMap(metrics)).toHaveLength(30);
  });

  it('splits a chart of more series than a call takes, and puts their answers together in order', async () => {
    const { reader, show, want, answer, asked } = setup();
    await show();
    await want('busy', 250);
    await answer();
    await answer();
    expect(reader.state('busy')).toMatchObject({ reading: true, snapshot: { state: 'waiting' } });
    await answer();
    const { snapshot } = reader.state('busy');
    const windows = snapshot.state === 'live' ? snapshot.value.windows : [];
    expect(windows.map(({ selector }) => selector.name.dimensions['i'])).toEqual(
      Array.from({ length: 250 }, (_, i) => String(i)),
    );
    // Of many lines fewer points are needed.
    expect(asked.every(({ columns }) => columns === 200)).toBe(true);
  });

  it('asks for the time before too when it is compared', async () => {
    const { reader, show, want, answer, asked } = setup();
    await show(range, 24 * HOUR);
    await want('busy');
    expect(asked.map(({ from, to }) => [from, to])).toEqual([
      [0, HOUR],
      [-24 * HOUR, -23 * HOUR],
    ]);
    await answer();
    await answer();
    const { snapshot } = reader.state('busy');
    expect(snapshot.state === 'live' && snapshot.value.before?.windows[0]?.points[0]?.[0]).toBe(-24 * HOUR);
  });

  it('keeps what is drawn, with its error, when a reading fails, and reads again', async () => {
    const { reader, show, want, answer, fail, lose } = setup();
    await show();
    await want('busy');
    await fail();
    expect(reader.state('busy')).toMatchObject({ reading: false, snapshot: { state: 'failed', error: throttled } });
    reader.retry('busy');
    await settled();
    await answer();
    await show(later);
    expect(reader.state('busy')).toMatchObject({ reading: true, snapshot: { state: 'live' } });
    await lose();
    expect(reader.state('busy').snapshot).toMatchObject({
      state: 'stale',
      at: HOUR,
      error: { message: 'The engine does not answer.' },
    });
  });

  it('lets only the newest question count, in whatever order answers come', async () => {
    const { reader, show, want, answer } = setup();
    await show();
    await want('busy');
    await show(later);
    await answer();
    expect(reader.state('busy').snapshot.state).toBe('waiting');
    await answer();
    expect(reader.state('busy').snapshot).toMatchObject({ state: 'live', at: later.to });
  });

  it('does not overtake itself as time goes on', async () => {
    const { reader, show, want, answer, waits } = setup();
    await show();
    await want('busy');
    reader.follow({ range: later, shift: null, columns: 600 });
    await settled();
    expect(waits()).toBe(1);
    await answer();
    expect(reader.state('busy').snapshot).toMatchObject({ state: 'live', at: HOUR });
    expect(waits()).toBe(1);
    // What time brings is read without a word.
    expect(reader.state('busy').reading).toBe(false);
    expect(reader.progress()).toBeNull();
    await answer();
    expect(reader.state('busy').snapshot).toMatchObject({ state: 'live', at: later.to });
  });

  it('asks for nothing that left the screen, and again when it comes back to another time', async () => {
    const { reader, show, want, answer, waits, asked } = setup();
    await show();
    const leave = await want('busy');
    await answer();
    leave();
    await show(later);
    expect(waits()).toBe(0);
    await want('busy');
    expect(asked.at(-1)?.to).toBe(later.to);
    expect(reader.state('busy')).toMatchObject({ reading: true, snapshot: { state: 'live', at: HOUR } });
  });

  it('remembers the last charts that left the screen, and not hundreds of them', async () => {
    const { reader, show, want, answer } = setup();
    await show();
    for (let i = 0; i < 70; i += 1) {
      const leave = await want(`m${i}`);
      await answer();
      leave();
    }
    expect(reader.state('m0').snapshot.state).toBe('waiting');
    expect(reader.state('m69').snapshot.state).toBe('live');
    expect(reader.state('m10').snapshot.state).toBe('live');
    expect(reader.state('m9').snapshot.state).toBe('waiting');
  });

  it('is cancelled without losing what is there', async () => {
    const { reader, show, want, answer, asked } = setup();
    await show();
    await want('busy');
    await answer();
    reader.want('idle', selectors('idle', 100));
    reader.want('more', selectors('more', 100));
    reader.want('last', selectors('last', 100));
    await settled();
    reader.cancel();
    expect(reader.progress()).toBeNull();
    expect(reader.state('last')).toMatchObject({ reading: false, cancelled: true });
    expect(reader.state('busy').cancelled).toBe(false);
    await answer();
    await answer();
    expect(reader.state('idle').snapshot.state).toBe('waiting');
    expect(asked).toHaveLength(3);
  });

  it('of another statistic begins anew: what was read is not what is asked for', async () => {
    const { reader, show, want, answer } = setup();
    await show();
    const leave = await want('busy');
    await answer();
    leave();
    reader.want('busy', selectors('busy').map((selector) => ({ ...selector, statistic: 'Sum' as const }))); // prettier-ignore
    expect(reader.state('busy')).toMatchObject({ reading: true, snapshot: { state: 'waiting' } });
  });
});

const valueIn = ({ snapshot }: ChartState) => (snapshot.state === 'live' ? snapshot.value : null);

describe('kept points', () => {
  it('are drawn at once, however long the service takes, and replaced by its answer', async () => {
    const { reader, show, want, answerKept, answer, kept, waits } = setup();
    await show();
    await want('busy');
    expect(kept.map(({ question }) => question.source)).toEqual(['history']);
    await answerKept();
    expect(reader.state('busy')).toMatchObject({ reading: true, snapshot: { state: 'live', value: { source: 'history' } } });
    expect(reader.progress()).toEqual({ done: 0, of: 1 });
    expect(waits()).toBe(1);
    await answer();
    expect(reader.state('busy')).toMatchObject({ reading: false, snapshot: { state: 'live', value: { source: 'fill' } } });
    expect(reader.progress()).toBeNull();
  });

  it('of later charts do not wait for slow answers to earlier ones', async () => {
    const { reader, show, answerKept, kept, waits } = setup();
    await show();
    for (const chart of ['a', 'b', 'c']) reader.want(chart, selectors(chart, 100));
    await settled();
    expect(waits()).toBe(2);
    // Two at a time: the third is asked for when one of them is there.
    expect(kept).toHaveLength(2);
    await answerKept();
    expect(kept).toHaveLength(3);
    await answerKept();
    expect(valueIn(reader.state('c'))?.source).toBe('history');
  });

  it('stay with the reason when the service fails, whether all of it or the call is lost', async () => {
    const { reader, show, want, answerKept, answerUnread, lose } = setup();
    await show();
    await want('busy');
    await answerKept();
    await answerUnread();
    expect(reader.state('busy').reading).toBe(false);
    expect(valueIn(reader.state('busy'))).toMatchObject({ source: 'fill', unread: throttled, windows: [{ present: 1 }] });
    reader.retry('busy');
    await settled();
    await answerKept();
    expect(valueIn(reader.state('busy'))).toMatchObject({ source: 'history', unread: null });
    await lose();
    expect(valueIn(reader.state('busy'))).toMatchObject({ unread: { message: 'The engine does not answer.' } });
  });

  it('that are none blank nothing, and are not taken for what the service has', async () => {
    const { reader, show, want, answerKept, answer, answerUnread } = setup();
    await show();
    await want('busy');
    await answerKept({ points: [[millis(0), null]] });
    expect(reader.state('busy')).toMatchObject({ reading: true, snapshot: { state: 'waiting' } });
    await answerUnread({ points: [] });
    expect(reader.state('busy').snapshot).toEqual({ state: 'failed', error: throttled });
    reader.retry('busy');
    await settled();
    await answer();
    await show(later);
    await answerKept({ points: [] });
    expect(reader.state('busy').snapshot).toMatchObject({ state: 'live', at: HOUR, value: { source: 'fill' } });
  });

  it('that come after the answer of the service, or are of an earlier question, are let go', async () => {
    const { reader, show, want, answerKept, answer, kept } = setup();
    await show();
    await want('busy');
    await answer();
    await answerKept();
    expect(valueIn(reader.state('busy'))?.source).toBe('fill');
    await show(later);
    kept[0]?.answer({ ok: true, value: [] });
    await settled();
    expect(reader.state('busy').snapshot).toMatchObject({ at: HOUR });
  });

  it('are not asked for as time goes on: what is drawn is replaced by what is complete', async () => {
    const { reader, show, want, answer, kept } = setup();
    await show();
    await want('busy');
    await answer();
    reader.follow({ range: later, shift: null, columns: 600 });
    await settled();
    expect(kept).toHaveLength(1);
  });
});

describe('an export', () => {
  const groups = groupSeries(
    Array.from({ length: 150 }, (_, i) => listingOf({ namespace: 'AWS/KinesisAnalytics', metric: `m${i}`, dimensions: {} })),
  );
  const question = { ref, groups, choices: {}, range };

  it('reads every series, a hundred at a time, and tells how far it is', async () => {
    const { host, answer, asked } = setup();
    const told: number[] = [];
    const written = exportCsv(host, question, (done) => told.push(done), new AbortController().signal);
    await answer();
    await answer();
    const result = await written;
    expect(told).toEqual([0, 100]);
    expect(asked.map(({ columns }) => columns)).toEqual([4000, 4000]);
    expect(result.ok && result.value.split('\r\n')[0]?.split(',').length).toBeGreaterThan(150);
  });

  it('says why it could not be written, and ends when it is stopped', async () => {
    const { host, fail, answer } = setup();
    const failing = exportCsv(host, question, () => undefined, new AbortController().signal);
    await fail();
    expect(await failing).toEqual({ ok: false, error: 'Too many requests. Wait.' });
    const end = new AbortController();
    const stopped = exportCsv(host, question, () => undefined, end.signal);
    end.abort();
    await answer();
    expect((await stopped).ok).toBe(false);
  });
});
