import { describe, expect, it } from 'vitest';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';

const lost: SourceError = { kind: 'timeout', source: 'CloudWatch', message: 'Too late.', remedy: 'Wait.' };
const fleet = { kind: 'fleet', connection: 'prod' } as const;

function setup() {
  const told: TopicSnapshot[] = [];
  const store = snapshotStore((_key, entry) => told.push(entry));
  return { store, told };
}

describe('snapshotStore', () => {
  it('waits until something is reported', () => {
    const { store } = setup();
    expect(store.entry(fleet)).toEqual({ kind: 'fleet', key: 'fleet|prod', snapshot: { state: 'waiting' } });
  });

  it('keeps the last good value, with its age, when a poll fails', () => {
    const { store } = setup();
    store.report(fleet, ok([]), millis(1000));
    store.report(fleet, failed(lost), millis(2000));
    store.report(fleet, failed(lost), millis(3000));
    expect(store.get(fleet)).toEqual({ state: 'stale', value: [], at: 1000, error: lost });
    store.report(fleet, ok([]), millis(4000));
    expect(store.get(fleet)).toEqual({ state: 'live', value: [], at: 4000 });
  });

  it('fails when there never was a value', () => {
    const { store } = setup();
    store.report(fleet, failed(lost), millis(1000));
    expect(store.get(fleet)).toEqual({ state: 'failed', error: lost });
  });

  it('tells of what is different from before, and of nothing else', () => {
    const { store, told } = setup();
    store.report(fleet, ok([]), millis(1000));
    store.report(fleet, ok([]), millis(1000));
    store.report(fleet, ok([]), millis(2000));
    expect(told).toHaveLength(2);
  });

  it('keeps charts of different lengths apart', () => {
    const { store } = setup();
    const ref = { connection: 'prod', id: 'a' };
    store.report({ kind: 'charts', ref, minutes: 60 }, ok([]), millis(1));
    expect(store.get({ kind: 'charts', ref, minutes: 180 })).toEqual({ state: 'waiting' });
  });

  it('forgets what belongs to a connection that is no longer watched', () => {
    const { store } = setup();
    store.report(fleet, ok([]), millis(1));
    store.report({ kind: 'fleet', connection: 'test' }, ok([]), millis(1));
    store.forget(({ topic }) => topic.kind === 'fleet' && topic.connection === 'prod');
    expect(store.get(fleet)).toEqual({ state: 'waiting' });
    expect(store.get({ kind: 'fleet', connection: 'test' }).state).toBe('live');
  });
});
