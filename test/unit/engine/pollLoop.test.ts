import { describe, expect, it } from 'vitest';
import { pollLoop } from '#electron/engine/pollLoop.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { deferred } from './deferred.ts';
import { fakeClock, settle } from './fakeClock.ts';

const lost: SourceError = { kind: 'unreachable', source: 'test', message: 'Lost.', remedy: 'Wait.' };

interface More {
  readonly steady?: boolean;
  readonly lead?: () => Millis;
  readonly recheck?: Millis;
  /** How long a poll lasts. */
  readonly takes?: number;
}

function setup(
  answer: (nth: number) => Promise<Result<number>> | Result<number>,
  every = 10 * SECOND,
  { takes = 0, ...more }: More = {},
) {
  const clock = fakeClock();
  const started = clock.now();
  const abort = new AbortController();
  const polls: number[] = [];
  const reports: { at: number; result: Result<number>; next: number }[] = [];
  const pace = { every };
  const logged: string[] = [];
  const loop = pollLoop({
    every: () => millis(pace.every),
    clock,
    signal: abort.signal,
    poll: async () => {
      polls.push(clock.now() - started);
      if (takes > 0) await clock.sleep(millis(takes), abort.signal);
      return answer(polls.length);
    },
    report(result, next) {
      reports.push({ at: clock.now() - started, result, next: next - started });
      if (result.ok && result.value < 0) throw new Error('below zero');
    },
    log: (line) => logged.push(line),
    ...more,
  });
  return { clock, abort, polls, reports, pace, loop, logged };
}

describe('pollLoop', () => {
  it('polls at its pace, and says when the next poll is', async () => {
    const { clock, polls, reports } = setup((n) => ok(n));
    await clock.advance(35 * SECOND);
    expect(polls).toEqual([0, 10_000, 20_000, 30_000]);
    expect(reports[0]).toEqual({ at: 0, result: ok(1), next: 10_000 });
  });

  it('goes on when a report throws, and logs where', async () => {
    const { clock, polls, logged } = setup((n) => ok(n === 1 ? -1 : n));
    await clock.advance(15 * SECOND);
    expect(polls).toEqual([0, 10_000]);
    expect(logged).toEqual([expect.stringMatching(/^Streamgauge itself failed: Error: below zero at /)]);
  });

  it('never overlaps: a poll that takes an hour is the only one', async () => {
    const first = deferred<Result<number>>();
    const { clock, polls } = setup((n) => (n === 1 ? first.promise : ok(n)));
    await clock.advance(HOUR);
    expect(polls).toHaveLength(1);
    first.fulfil(ok(1));
    await clock.advance(10 * SECOND);
    expect(polls).toEqual([0, HOUR + 10_000]);
  });

  it('doubles its pause with every failure up to five minutes, and goes back to its pace after a success', async () => {
    const { clock, polls } = setup((n) => (n <= 7 ? failed(lost) : ok(n)));
    await clock.advance(30 * MINUTE);
    const pauses = polls.slice(1).map((at, i) => (at - (polls[i] ?? 0)) / SECOND);
    expect(pauses.slice(0, 9)).toEqual([20, 40, 80, 160, 300, 300, 300, 10, 10]);
  });

  it('keeps a pace that is slower than the longest pause', async () => {
    const { clock, polls } = setup(() => failed(lost), 10 * MINUTE);
    await clock.advance(25 * MINUTE);
    expect(polls).toEqual([0, 10 * MINUTE, 20 * MINUTE]);
  });

  it('polls at once when poked, and forgets its failures', async () => {
    const { clock, polls, loop } = setup(() => failed(lost));
    await clock.advance(100 * SECOND); // failed at 0, 20, 60 s: the next is due at 140 s
    loop.poke();
    await clock.advance(0);
    expect(polls).toEqual([0, 20_000, 60_000, 100_000]);
    await clock.advance(20 * SECOND);
    expect(polls.at(-1)).toBe(120_000);
  });

  it('polls once more after the poll during which it was poked', async () => {
    const first = deferred<Result<number>>();
    const { clock, polls, loop } = setup((n) => (n === 1 ? first.promise : ok(n)));
    await settle();
    loop.poke();
    loop.poke();
    await clock.advance(5 * SECOND);
    expect(polls).toHaveLength(1);
    first.fulfil(ok(1));
    await clock.advance(SECOND);
    expect(polls).toEqual([0, 5_000]);
  });

  it('follows a faster pace at once when hastened: only as much as the new pause asks', async () => {
    const { clock, polls, loop, pace } = setup((n) => ok(n), MINUTE);
    await clock.advance(3 * SECOND);
    pace.every = 5 * SECOND;
    loop.hasten();
    await clock.advance(SECOND);
    expect(polls).toEqual([0]);
    await clock.advance(SECOND);
    expect(polls).toEqual([0, 5_000]);
  });

  it('keeps step with time when it is told to, however long its polls take', async () => {
    const { clock, polls } = setup((n) => ok(n), MINUTE, { steady: true, takes: 7 * SECOND });
    await clock.advance(60 * MINUTE);
    expect(polls).toEqual(Array.from({ length: 61 }, (_, i) => i * MINUTE));
  });

  it('rests after a poll that takes longer than its pause, and begins anew after it was slept through', async () => {
    const slow = setup((n) => ok(n), MINUTE, { steady: true, takes: 2 * MINUTE });
    await slow.clock.advance(7 * MINUTE);
    expect(slow.polls.slice(0, 3)).toEqual([0, 135_000, 270_000]);
    const fast = setup((n) => ok(n), MINUTE, { steady: true });
    await fast.clock.advance(30 * SECOND);
    fast.clock.jump(8 * HOUR);
    await fast.clock.advance(3 * MINUTE);
    expect(fast.polls.length).toBe(5);
  });

  it('waits before its first poll as long as it is told, unless poked', async () => {
    const { clock, polls, loop } = setup((n) => ok(n), MINUTE, { lead: () => millis(20 * SECOND) });
    await clock.advance(30 * SECOND);
    expect(polls).toEqual([20_000]);
    const poked = setup((n) => ok(n), MINUTE, { lead: () => millis(20 * SECOND) });
    await poked.clock.advance(5 * SECOND);
    poked.loop.poke();
    await poked.clock.advance(SECOND);
    expect(poked.polls).toEqual([5_000]);
    loop.hasten();
  });

  it('notices by itself that its pace is another, as often as it is told to look', async () => {
    const { clock, polls, pace } = setup((n) => ok(n), HOUR, { recheck: millis(15 * SECOND) });
    await clock.advance(10 * MINUTE);
    pace.every = MINUTE;
    await clock.advance(15 * SECOND);
    expect(polls).toEqual([0, 10 * MINUTE + 15_000]);
  });

  it('stops when it is aborted, asleep or not, and reports nothing afterwards', async () => {
    const asleep = setup((n) => ok(n));
    await asleep.clock.advance(0);
    asleep.abort.abort();
    await asleep.loop.done;
    expect(asleep.clock.sleeping()).toBe(0);

    const first = deferred<Result<number>>();
    const busy = setup(() => first.promise);
    await busy.clock.advance(0);
    busy.abort.abort();
    first.fulfil(ok(1));
    await busy.loop.done;
    expect(busy.reports).toEqual([]);
  });

  it('reports a bug as a failure and goes on', async () => {
    const { clock, reports } = setup((n) => {
      if (n === 1) throw new TypeError('x is not iterable');
      return ok(n);
    });
    await clock.advance(20 * SECOND);
    expect(reports.map(({ result }) => (result.ok ? result.value : result.error.kind))).toEqual(['unexpected', 2]);
    const [first] = reports;
    expect(first?.result).toMatchObject({ ok: false, error: { message: expect.stringContaining('x is not iterable') } });
  });
});
