import { describe, expect, it } from 'vitest';
import { viewers } from '#electron/engine/viewers.ts';
import type { EventPayload } from '#shared/contract/contract.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import { fakeClock } from './fakeClock.ts';

const fleet = { kind: 'fleet', connection: 'prod' } as const;
const settings = { kind: 'settings' } as const;
const entry = (at: number): TopicSnapshot => ({
  kind: 'fleet',
  key: 'fleet|prod',
  snapshot: { state: 'live', value: [], at: at as never },
});

function setup() {
  const clock = fakeClock();
  const attention: number[] = [];
  const all = viewers(clock, () => attention.push(all.followed().length));
  const attach = (id: string) => {
    const heard: EventPayload<'snapshots'>[] = [];
    const detach = all.attach(id, (_name, payload) => heard.push(payload as EventPayload<'snapshots'>));
    return { heard, detach };
  };
  return { clock, all, attach, attention };
}

describe('viewers', () => {
  it('sends at once after a quiet time, then at most four times a second, the newest state only', async () => {
    const { clock, all, attach } = setup();
    const { heard } = attach('window');
    expect(all.watch('window', [fleet])).toBe(0);
    for (let at = 0; at < 1000; at += 10) {
      all.publish('fleet|prod', entry(at));
      await clock.advance(10);
    }
    await clock.advance(1000);
    expect(heard.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(heard.map(({ snapshots }) => snapshots.map(({ snapshot }) => 'at' in snapshot && snapshot.at))).toEqual([
      [0],
      [240],
      [490],
      [740],
      [990],
    ]);
  });

  it('sends what changed together in one event', async () => {
    const { clock, all, attach } = setup();
    const { heard } = attach('window');
    all.watch('window', [fleet, settings]);
    all.publish('fleet|prod', entry(1));
    all.publish('settings', { kind: 'settings', key: 'settings', snapshot: { state: 'waiting' } });
    await clock.advance(0);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.snapshots.map(({ kind }) => kind)).toEqual(['fleet', 'settings']);
  });

  it('sends each viewer what it follows, and nothing else', async () => {
    const { clock, all, attach } = setup();
    const one = attach('one');
    const other = attach('other');
    all.watch('one', [fleet]);
    all.watch('other', [settings]);
    all.publish('fleet|prod', entry(1));
    await clock.advance(1000);
    expect(one.heard).toHaveLength(1);
    expect(other.heard).toHaveLength(0);
  });

  it('numbers on over a new watch, whose answer makes what was pending needless', async () => {
    const { clock, all, attach } = setup();
    const { heard } = attach('window');
    all.watch('window', [fleet]);
    all.publish('fleet|prod', entry(1));
    await clock.advance(0);
    all.publish('fleet|prod', entry(2));
    expect(all.watch('window', [fleet])).toBe(1);
    await clock.advance(1000);
    expect(heard).toHaveLength(1);
    all.publish('fleet|prod', entry(3));
    await clock.advance(0);
    expect(heard.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('does not let anybody watch who is not attached', () => {
    const { all } = setup();
    expect(all.watch('stranger', [fleet])).toBeNull();
  });

  it('forgets what a viewer followed when it goes, and says that attention changed', async () => {
    const { clock, all, attach, attention } = setup();
    const { heard, detach } = attach('window');
    all.watch('window', [fleet]);
    detach();
    all.publish('fleet|prod', entry(1));
    await clock.advance(1000);
    expect(heard).toEqual([]);
    expect(attention).toEqual([1, 0]);
    expect(clock.sleeping()).toBe(0);
  });

  it('replaces a viewer that comes back under the same name; the old one’s going does not touch the new one', async () => {
    const { clock, all, attach } = setup();
    const before = attach('window');
    all.watch('window', [fleet]);
    const after = attach('window');
    all.watch('window', [fleet]);
    before.detach();
    all.publish('fleet|prod', entry(1));
    await clock.advance(1000);
    expect(before.heard).toEqual([]);
    expect(after.heard).toHaveLength(1);
  });
});
