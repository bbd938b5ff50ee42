import { expect, it } from 'vitest';
import { insightLoops } from '#electron/engine/insight/insightLoops.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { toldTime } from '#electron/engine/sourceClock.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import { failed } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
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
