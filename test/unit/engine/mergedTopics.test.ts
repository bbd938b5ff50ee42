import { describe, expect, it } from 'vitest';
import { mergedTopics } from '#electron/engine/simulator/mergedTopics.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';

const fleet = { kind: 'fleet', connection: 'simulator' } as const;
const lost: SourceError = { kind: 'timeout', source: 's', message: 'm', remedy: 'r' };
const row = (name: string) => applicationSummary(name);

function setup() {
  const store = snapshotStore(() => undefined);
  const of = mergedTopics(store, 'simulator', ['home', 'abroad']);
  const names = () => {
    const snapshot = store.get(fleet);
    return 'value' in snapshot ? snapshot.value.map(({ name }) => name) : [];
  };
  return { home: of('home'), abroad: of('abroad'), store, names, state: () => store.get(fleet).state };
}

describe('one fleet of several regions', () => {
  it('is shown when every region is known, by name, and as old as the oldest', () => {
    const { home, abroad, store, names, state } = setup();
    home.report(fleet, ok([row('b')]), millis(20));
    expect(state()).toBe('waiting');
    abroad.report(fleet, ok([row('c'), row('a')]), millis(10));
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(store.get(fleet)).toMatchObject({ state: 'live', at: 10 });
    expect(home.get(fleet)).toMatchObject({ value: [{ name: 'b' }] });
  });

  it('keeps what it knew of a region that is lost, and says that it is old', () => {
    const { home, abroad, store, names } = setup();
    home.report(fleet, ok([row('b')]), millis(1));
    abroad.report(fleet, ok([row('a')]), millis(1));
    abroad.report(fleet, failed(lost), millis(2));
    expect(names()).toEqual(['a', 'b']);
    expect(store.get(fleet)).toMatchObject({ state: 'stale', error: lost });
  });

  it('shows the region that it has when another one never answered, and fails without any', () => {
    const { home, abroad, store, names, state } = setup();
    home.report(fleet, failed(lost), millis(1));
    abroad.report(fleet, failed(lost), millis(1));
    expect(state()).toBe('failed');
    home.report(fleet, ok([row('b')]), millis(2));
    expect(names()).toEqual(['b']);
    expect(store.get(fleet)).toMatchObject({ state: 'stale', error: lost });
  });
});
