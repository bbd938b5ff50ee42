import { expect, it } from 'vitest';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import { insightLoops } from '#electron/engine/insight/insightLoops.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { realTime, toldTime } from '#electron/engine/sourceClock.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { fakeClock } from '../fakeClock.ts';

const ref = { connection: 'cluster', id: 'job' };
const vertex = (n: number): Topic => ({ kind: 'vertex', ref, vertex: String(n) });
const LOST = { kind: 'unreachable', source: 'test', message: 'It is not there.', remedy: 'r' } as const;

it('keeps what was looked at lately, and forgets what came before that', async () => {
  const clock = fakeClock();
  const known = new Set<string>();
  const store = snapshotStore((key, { snapshot }) => (snapshot.state === 'waiting' ? known.delete(key) : known.add(key)));
  const view = { now: millis(1_700_000_000_000), real: clock.now(), speed: 1, paused: false };
  const loops = insightLoops({
    access: { open: async () => failed(LOST), drop: () => undefined },
    time: toldTime(clock, () => view),
    context: { store, clock, log: () => undefined } as unknown as Parameters<typeof insightLoops>[0]['context'],
    longest: millis(1000),
  });
  for (let n = 0; n < 30; n += 1) {
    loops.attend([vertex(0), vertex(n)]);
    await clock.advance(10);
  }
  loops.attend([vertex(0)]);
  await clock.advance(10);
  // The one that was followed all the time, and the newest of the others.
  expect(known).toContain(topicKey(vertex(0)));
  expect(known).toContain(topicKey(vertex(29)));
  expect(known).not.toContain(topicKey(vertex(1)));
  expect(known.size).toBe(21);
  await loops.close();
});

it('does not tell the same graph again with each poll, but that it is still the newest', async () => {
  const clock = fakeClock();
  const start = clock.now();
  const topic: Topic = { kind: 'flame', ref, vertex: 'v', subtask: null, minutes: 10 };
  const told: unknown[] = [];
  const store = snapshotStore((_, { snapshot }) => {
    if (snapshot.state !== 'waiting') told.push('at' in snapshot ? [snapshot.state, snapshot.at - start] : snapshot.state);
  });
  let [asked, lost] = [0, false];
  const data = { name: 'root', value: 3, children: [] };
  const get = async () => {
    asked += 1;
    return lost ? failed(LOST) : ok({ endTimestamp: start - SECOND, data });
  };
  const place = { rest: { get } as unknown as FlinkRest, job: 'job', version: '1.20' };
  const loops = insightLoops({
    access: { open: async () => ok(place), drop: () => undefined },
    time: realTime(clock),
    context: { store, clock, log: () => undefined } as unknown as Parameters<typeof insightLoops>[0]['context'],
    longest: millis(1000),
  });
  loops.attend([topic]);
  await clock.advance(50 * SECOND);
  expect(asked).toBeGreaterThan(20);
  expect(told).toEqual([['live', 0]]);
  await clock.advance(20 * SECOND);
  expect(told).toEqual([
    ['live', 0],
    ['live', 60 * SECOND],
  ]);
  // What was old is live again as soon as it is known to be true.
  lost = true;
  await clock.advance(2 * SECOND);
  lost = false;
  await clock.advance(2 * SECOND);
  expect(told.slice(2)).toMatchObject([
    ['stale', 60 * SECOND],
    ['live', expect.any(Number)],
  ]);
  await loops.close();
});
