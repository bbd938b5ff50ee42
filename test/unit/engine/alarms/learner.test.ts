import { expect, it } from 'vitest';
import type { AlarmParts } from '#electron/engine/alarms/alarmParts.ts';
import { learnedStore } from '#electron/engine/alarms/board/learnedStore.ts';
import { learner } from '#electron/engine/alarms/board/learner.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import { ok } from '#shared/model/sourceError.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { fakeClock, settle } from '../fakeClock.ts';

const subject: AlarmSubject = {
  ref: { connection: 'prod', id: 'arn:orders' },
  name: 'orders',
  region: 'eu-west-1',
  mode: 'STREAMING',
  flink: '1.20',
  metricsLevel: 'APPLICATION',
  lags: [],
  listed: true,
  series: [],
};

/** A service that has figures of so many hours, and what is learned of them. */
function setup(hours: number) {
  const clock = fakeClock(Date.UTC(2026, 9, 13, 12));
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const begun = clock.now() - hours * HOUR;
  const asked: number[] = [];
  const cap = { slowdown: 1 };
  const series = () => ({
    read: async (
      wanted: readonly { readonly name: { readonly metric: string } }[],
      { from, to }: { from: number; to: number },
    ) => {
      asked.push(wanted.length);
      const first = Math.max(from, begun);
      const length = Math.max(0, Math.floor((to - first) / (5 * MINUTE)));
      return ok(
        wanted.map(({ name: { metric } }) =>
          Array.from({ length }, (_, i) => [millis(first + i * 5 * MINUTE), metric === 'downtime' ? 0 : 200 + (i % 7)] as const),
        ),
      );
    },
  });
  const parts = {
    history,
    clock,
    now: () => clock.now(),
    watched: new Map([['prod', { watcher: { series, alarms: { subjects: () => [subject] } } }]]),
    slowdown: () => cap.slowdown,
    log: (line: string) => expect.fail(line),
  } as unknown as AlarmParts;
  const store = learnedStore(history);
  const { signal } = new AbortController();
  const lessons = learner(parts, store, () => undefined, signal);
  const learn = async (): Promise<void> => {
    lessons.attend([subject]);
    const state = { over: false };
    void lessons.done().then(() => (state.over = true));
    while (!state.over) {
      await settle();
      await clock.advance(1000);
    }
  };
  return { clock, asked, cap, store, history, learn };
}
const wanted = recommendedAlarms.filter(
  ({ threshold, watching, level }) => threshold === null && watching.kind !== 'lag' && level === 'APPLICATION',
);

it('asks for all series of an application in one question, once, and learns again a day later', async () => {
  const { clock, asked, store, learn } = setup(100);
  await learn();
  expect(asked).toHaveLength(1);
  for (const { id } of wanted) expect(store.get(subject.ref, id)?.threshold, id).toMatchObject({ basis: 'learned' });
  await clock.advance(HOUR);
  await learn();
  expect(asked).toHaveLength(1);
  const before = store.get(subject.ref, 'thread-count-high')?.at;
  await clock.advance(DAY);
  await learn();
  expect(store.get(subject.ref, 'thread-count-high')?.at).toBeGreaterThan(before ?? 0);
});

it('learns provisionally of some hours, and again within the hour; of less it says how much is missing', async () => {
  const some = setup(6);
  await some.learn();
  const { threshold } = some.store.get(subject.ref, 'thread-count-high') ?? {};
  expect(threshold?.basis === 'learned' ? threshold.learned.to - threshold.learned.from : DAY).toBeLessThan(DAY);
  const before = some.store.get(subject.ref, 'thread-count-high')?.at ?? 0;
  await some.clock.advance(HOUR);
  await some.learn();
  expect(some.store.get(subject.ref, 'thread-count-high')?.at).toBeGreaterThan(before);

  const few = setup(2);
  await few.learn();
  expect(few.store.get(subject.ref, 'thread-count-high')).toMatchObject({
    threshold: null,
    why: expect.stringMatching(/3 h are needed: there will be enough in/),
  });
});

it('asks less and less often where there is nothing to learn from', async () => {
  // The service begins to have figures only in days.
  const { clock, asked, learn } = setup(-100);
  for (let hours = 0; hours < 12; hours += 1 / 6) {
    await learn();
    await clock.advance(10 * MINUTE);
  }
  // At once, and after 0.5, 1, 2 and 4 hours.
  expect(asked).toHaveLength(5);
});

it('asks for nothing that costs while a cap holds the polls back', async () => {
  const { asked, cap, store, learn } = setup(100);
  cap.slowdown = 3;
  await learn();
  expect(asked).toEqual([]);
  expect(store.get(subject.ref, 'thread-count-high')).toMatchObject({ threshold: null });
});

it('is known over a restart of the app', async () => {
  const { store, history, learn } = setup(100);
  await learn();
  const kept = learnedStore(history).get(subject.ref, 'checkpoint-size-high');
  expect(kept).toEqual(store.get(subject.ref, 'checkpoint-size-high'));
  expect(kept?.threshold).not.toBeNull();
});
