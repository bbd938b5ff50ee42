import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentIn, withMoment } from '#renderer/app/time/cursorAddress.ts';
import { distanceText, momentText } from '#renderer/app/time/momentText.ts';
import { spans, stretchOf } from '#renderer/app/time/span.ts';
import { readTyped, typedText } from '#renderer/app/time/typedMoment.ts';
import { createSession } from '#renderer/store/createSession.ts';
import { selectTopic } from '#renderer/store/selectTopic.ts';
import type { TopicOf } from '#renderer/store/selectTopic.ts';
import type { Host, Input } from '#shared/contract/contract.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { FLEET, SETTINGS, fleetNamed, handClock, settled } from './fakeHost.ts';

const [NOON, ONE] = [millis(43_200_000), millis(46_800_000)];
const STILL = 200;

/** A session that shows the live fleet “now”, on a host whose history answers when the test says so. */
async function setup(at: number | null = null) {
  const time = handClock();
  const asked: { readonly topic: Topic; readonly at: number; readonly answer: (entry: TopicSnapshot | Error) => void }[] = [];
  let engine: (payload: { state: 'up'; generation: number }) => void = () => undefined;
  const host = {
    call: (name: string, input: unknown) => {
      if (name === 'watch') return Promise.resolve({ sequence: 0, snapshots: [fleetNamed('now')] });
      const question = input as Input<'past'>;
      return new Promise((resolve, reject) => {
        const answer = (entry: TopicSnapshot | Error): void => (entry instanceof Error ? reject(entry) : resolve(entry));
        asked.push({ ...question, answer });
      });
    },
    on: (name: string, tell: never) => {
      if (name === 'engine') engine = tell;
      return () => undefined;
    },
  } as unknown as Host;
  const session = createSession({ host, kind: 'desktop', clock: time.clock, at: at === null ? null : millis(at) });
  session.follow(FLEET);
  engine({ state: 'up', generation: 1 });
  await settled();
  const fleet = () => selectTopic<'fleet'>(FLEET)(session.store.getState());
  return {
    session,
    asked,
    fleet,
    named: () => {
      const snapshot = fleet();
      return 'value' in snapshot ? (snapshot.value[0]?.name ?? null) : snapshot.state;
    },
    move: (moment: number | null) => session.moveCursor(moment === null ? null : millis(moment)),
    standStill: async () => {
      time.pass(STILL);
      await settled();
    },
    restart: async () => {
      engine({ state: 'up', generation: 2 });
      await settled();
    },
    answer: async (index: number, entry: TopicSnapshot | Error) => {
      asked[index]?.answer(entry);
      await settled();
    },
    pass: (duration: number) => time.pass(duration),
  };
}

describe('the time cursor', () => {
  it('shows what history says of the moment, and now again when it is let go', async () => {
    const { move, named, standStill, answer, asked } = await setup();
    expect(named()).toBe('now');
    move(NOON);
    await standStill();
    expect(asked.map(({ topic, at }) => [topic, at])).toEqual([[FLEET, NOON]]);
    await answer(0, fleetNamed('at noon', NOON));
    expect(named()).toBe('at noon');
    move(null);
    expect(named()).toBe('now');
  });

  it('asks nothing while it is dragged', async () => {
    const { move, standStill, asked } = await setup();
    for (let minute = 1; minute < 50; minute += 1) move(NOON + minute * MINUTE);
    await standStill();
    expect(asked.map(({ at }) => at)).toEqual([NOON + 49 * MINUTE]);
  });

  it('keeps what was shown until the moment is read, and shows an answer for that moment alone', async () => {
    const { move, named, standStill, answer } = await setup();
    move(NOON);
    await standStill();
    await answer(0, fleetNamed('at noon', NOON));
    move(ONE);
    await standStill();
    expect(named()).toBe('at noon');
    move(ONE + HOUR);
    await standStill();
    await answer(1, fleetNamed('at one', ONE));
    expect(named()).toBe('at noon');
    await answer(2, fleetNamed('at two', ONE + HOUR));
    expect(named()).toBe('at two');
  });

  it('goes back to a moment without asking again, until the answer has grown old', async () => {
    const { move, named, standStill, answer, asked, pass } = await setup();
    move(NOON);
    await standStill();
    await answer(0, fleetNamed('at noon', NOON));
    move(ONE);
    await standStill();
    await answer(1, fleetNamed('at one', ONE));
    move(NOON);
    expect(named()).toBe('at noon');
    await standStill();
    expect(asked).toHaveLength(2);
    pass(MINUTE);
    move(ONE);
    await standStill();
    expect(asked).toHaveLength(3);
  });

  it('never shows one past moment as another after now was on screen', async () => {
    const { move, named, standStill, answer } = await setup();
    move(NOON);
    await standStill();
    await answer(0, fleetNamed('at noon', NOON));
    move(null);
    move(ONE);
    expect(named()).toBe('now');
  });

  it('says why a moment is not known, and asks again when the engine is back', async () => {
    const { move, fleet, named, standStill, answer, asked, restart } = await setup();
    move(NOON);
    await standStill();
    await answer(0, new Error('The engine does not answer.'));
    expect(fleet()).toMatchObject({ state: 'failed', error: { message: 'The engine does not answer.' } });
    await restart();
    await standStill();
    expect(asked).toHaveLength(2);
    await answer(1, fleetNamed('at noon', NOON));
    expect(named()).toBe('at noon');
  });

  it('begins where the address says', async () => {
    const { asked, standStill } = await setup(NOON);
    await standStill();
    expect(asked.map(({ at }) => at)).toEqual([NOON]);
  });

  it('leaves alone what history does not know: settings are of now', async () => {
    const { session, move, standStill, asked } = await setup();
    session.follow(SETTINGS);
    const job: TopicOf<'job'> = { kind: 'job', ref: { connection: 'prod', id: 'orders' } };
    session.follow(job);
    move(NOON);
    await standStill();
    expect(asked.map(({ topic }) => topic.kind)).toEqual(['fleet', 'job']);
  });
});

describe('a moment in the address', () => {
  it('is read back as it was written, whatever else stands there', () => {
    const others = fc.dictionary(fc.stringMatching(/^[b-z]{1,5}$/), fc.string());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), others, (at, rest) => {
        const before = `?${new URLSearchParams(rest).toString()}`;
        const written = withMoment(before, millis(at));
        expect(momentIn(written)).toBe(at);
        expect(withMoment(written, null)).toBe(withMoment(before, null));
      }),
    );
  });

  it('is legible, and nonsense is no moment', () => {
    expect(withMoment('', millis(Date.UTC(2026, 2, 3, 14, 5)))).toBe('?at=2026-03-03T14:05:00Z');
    expect([momentIn('?at=yesterday'), momentIn('?token=x'), momentIn('')]).toEqual([null, null, null]);
  });
});

describe('the time bar', () => {
  it('covers whole steps that end with now, begin where something is kept, and hold the cursor', () => {
    const moments = fc.integer({ min: 400 * DAY, max: 30_000 * DAY });
    const span = fc.constantFrom(...spans.map(({ id }) => id));
    fc.assert(
      fc.property(span, moments, fc.option(moments), fc.option(moments), (id, now, oldest, wished) => {
        const cursor = wished === null ? null : Math.min(wished, now);
        const { from, to, step } = stretchOf(
          id,
          millis(now),
          oldest === null ? null : millis(oldest),
          cursor === null ? null : millis(cursor),
        );
        expect(from).toBeLessThanOrEqual(cursor ?? now);
        expect(to).toBeGreaterThanOrEqual(now);
        expect((to - from) % step).toBe(0);
        expect((to - from) / step).toBeLessThanOrEqual(2002);
      }),
    );
  });

  it('shows no hours before there was anything, and a whole one at the least', () => {
    const now = millis(500 * DAY);
    expect(stretchOf('day', now, millis(now - 3 * HOUR), null).from).toBe(now - 3 * HOUR);
    expect(stretchOf('hour', now, millis(now - 3 * HOUR), null).from).toBe(now - HOUR);
    expect(stretchOf('six', now, null, null).from).toBe(now - HOUR);
  });

  it('says which moment it is and how far that is from now', () => {
    const now = millis(Date.UTC(2026, 2, 3, 14, 17));
    expect(momentText(millis(now - 12 * MINUTE), now)).toBe('Tue 14:05:00 UTC');
    expect(momentText(millis(now - 3 * DAY), now)).toBe('Sat 28 Feb 2026 14:17:00 UTC');
    expect(distanceText(millis(now - 12 * MINUTE), now)).toBe('12 min before now');
    expect(distanceText(millis(now + 2 * HOUR), now)).toBe('2 h after now');
  });
});

describe('a moment that is typed', () => {
  const shown = millis(Date.UTC(2026, 2, 3, 14, 5, 9));

  it('is a date and a time, or a time of the day on screen', () => {
    expect(typedText(shown)).toBe('2026-03-03 14:05:09');
    expect(readTyped('2026-03-01 09:30', shown)).toBe(Date.UTC(2026, 2, 1, 9, 30));
    expect(readTyped(' 9:30:15 UTC ', shown)).toBe(Date.UTC(2026, 2, 3, 9, 30, 15));
    expect(readTyped('2026-03-01T09:30:15Z', shown)).toBe(Date.UTC(2026, 2, 1, 9, 30, 15));
    for (const text of ['', 'yesterday', '25:00', '2026-13-01 00:00', '2026-03-01'])
      expect(readTyped(text, shown), text).toBeNull();
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
        expect(readTyped(typedText(millis(seconds * 1000)), shown)).toBe(seconds * 1000);
      }),
    );
  });
});
