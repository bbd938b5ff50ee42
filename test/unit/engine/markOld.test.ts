import { beforeEach, describe, expect, it } from 'vitest';
import { markOld } from '#electron/engine/markOld.ts';
import type { SnapshotStore } from '#electron/engine/snapshotStore.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';

const ref = { connection: 'prod', id: 'a' };
const charts = { kind: 'charts', ref, minutes: 60 } as const;
const fleet = { kind: 'fleet', connection: 'prod' } as const;
const START = millis(1_000 * MINUTE);

describe('what somebody comes back to', () => {
  let store: SnapshotStore;
  let now: Millis;
  let speed: number;
  let follow: (...topics: Parameters<ReturnType<typeof markOld>>[0][number][]) => void;

  beforeEach(() => {
    store = snapshotStore(() => undefined);
    now = START;
    speed = 1;
    const mark = markOld(store);
    const time = { now: () => now, state: () => ({ clock: { now, real: now, speed, paused: false } }) };
    follow = (...topics) => mark(topics, () => time);
    follow(charts, fleet);
    store.report(charts, ok([]), now);
    store.report(fleet, ok([]), now);
  });

  it('is old until something new has come', () => {
    follow();
    now = millis(START + 12 * MINUTE);
    follow(charts);
    expect(store.get(charts)).toMatchObject({ state: 'stale', at: START, error: { remedy: 'What is new is being read.' } });
    store.report(charts, ok([]), now);
    expect(store.get(charts)).toEqual({ state: 'live', value: [], at: now });
  });

  it('is of now when that is not long ago, in the time of the connection and in real time', () => {
    follow();
    now = millis(START + 2 * MINUTE);
    follow(charts);
    expect(store.get(charts).state).toBe('live');
    // A thousand times as fast its polls are a second apart, which is a quarter of an hour there.
    follow();
    speed = 1000;
    now = millis(START + 2000 * SECOND);
    follow(charts);
    expect(store.get(charts).state).toBe('live');
  });

  it('stays as it is where somebody has looked all along, and where it is read anyway', () => {
    now = millis(START + 12 * MINUTE);
    follow(charts, fleet);
    expect(store.get(charts).state).toBe('live');
    follow(charts);
    follow(charts, fleet);
    expect(store.get(fleet).state).toBe('live');
  });
});
