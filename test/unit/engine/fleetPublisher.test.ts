import { describe, expect, it } from 'vitest';
import { fleetPublisher } from '#electron/engine/aws/fleetPublisher.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { toldTime } from '#electron/engine/sourceClock.ts';
import type { Point } from '#shared/model/application.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';
import { fakeClock } from './fakeClock.ts';

const lost: SourceError = { kind: 'unreachable', source: 'CloudWatch', message: 'm', remedy: 'r' };
const fleet = { kind: 'fleet', connection: 'simulator' } as const;

/** One application whose figures were just read, in a time that runs 30 times faster than real time. */
function setup() {
  const clock = fakeClock();
  const view = { now: millis(1_700_000_000_000), real: clock.now(), speed: 30, paused: false };
  const time = toldTime(clock, () => view);
  const store = snapshotStore(() => undefined);
  const listed = {
    name: 'orders',
    arn: 'arn',
    status: 'RUNNING',
    version: 1,
    runtime: 'FLINK-1_20',
    mode: 'STREAMING',
  } as const;
  const told: { readonly id: string; readonly at: number; readonly sick: boolean }[] = [];
  const publisher = fleetPublisher({
    connection: { id: 'simulator', name: 'Simulator', region: 'eu-west-1' },
    store,
    time,
    inventory: { listed: () => [listed], described: () => null },
    recorder: { health: (ref, at, sick) => void told.push({ id: ref.id, at, sick }) },
  });
  const points = (value: number) => Array.from({ length: 60 }, (_, i): Point => [millis(time.now() - (60 - i) * MINUTE), value]);
  const read = () =>
    publisher.metrics(
      ok(
        new Map([
          [
            'orders',
            new Map([
              ['numRecordsInPerSecond', points(100)],
              ['millisBehindLatest', points(20 * MINUTE)],
            ]),
          ],
        ]),
      ),
    );
  publisher.listed(ok(null));
  read();
  const row = () => {
    publisher.publish();
    const snapshot = store.get(fleet);
    return snapshot.state === 'live' || snapshot.state === 'stale' ? { ...snapshot, row: snapshot.value[0] } : null;
  };
  return { clock, time, store, publisher, row, read, told };
}

const figures = { recordsIn: { current: 100 }, lag: { kind: 'time', behind: 20 * MINUTE }, health: { level: 'critical' } };

describe('a fleet whose figures cannot be had anew', () => {
  it('keeps them as of when they were read, however fast its time goes on', async () => {
    const { clock, publisher, row } = setup();
    const before = row();
    expect(before).toMatchObject({ state: 'live', row: figures });
    await clock.advance(60 * SECOND);
    publisher.metrics(failed(lost));
    expect(row()).toMatchObject({ state: 'stale', at: before?.at, row: figures });
  });

  it('keeps them while a poll waits for an answer that does not come', async () => {
    const { clock, publisher, row } = setup();
    await clock.advance(60 * SECOND);
    publisher.listed(ok(null));
    expect(row()?.row).toMatchObject(figures);
  });

  it('judges anew when they can be had again', async () => {
    const { clock, publisher, row, read } = setup();
    publisher.metrics(failed(lost));
    await clock.advance(60 * SECOND);
    read();
    publisher.listed(ok(null));
    expect(row()).toMatchObject({ state: 'live', row: figures });
  });
});

it('has recorded who is sick, by figures that are new alone, and nothing where that cannot be told', async () => {
  const { clock, time, publisher, row, told } = setup();
  row();
  expect(told).toEqual([{ id: 'arn', at: time.now(), sick: true }]);
  publisher.metrics(failed(lost));
  await clock.advance(SECOND);
  row();
  publisher.listed(failed(lost));
  row();
  expect(told).toHaveLength(1);
  publisher.listed(ok(null));
  publisher.metrics(ok(new Map()));
  expect(row()).toMatchObject({ row: { health: { level: 'unknown' } } });
  expect(told).toHaveLength(1);
});

it('tells since when an application is sick, until it is well', async () => {
  const { clock, time, publisher, row } = setup();
  row();
  const since = publisher.sickSince('arn');
  expect(since).toBe(time.now());
  await clock.advance(SECOND);
  row();
  expect(publisher.sickSince('arn')).toBe(since);
  publisher.metrics(ok(new Map()));
  row();
  expect(publisher.sickSince('arn')).toBeNull();
});

it('makes a row anew when something is known that was not before, and not with every publication', () => {
  const { publisher, row } = setup();
  const first = row()?.row;
  expect(row()?.row).toBe(first);
  publisher.job('arn', ok({ ...jobOf('source -> sink'), state: 'FAILING' }));
  expect(row()?.row).toMatchObject({ jobState: 'FAILING' });
  publisher.metrics(ok(new Map()));
  expect(row()?.row).toMatchObject({ recordsIn: { current: null } });
});

it('leaves the captures of an application that is not there any more as they are', () => {
  const { store, time, publisher } = setup();
  const ref = { connection: 'simulator', id: 'gone' };
  const [captures, vertex] = [{ kind: 'captures', ref } as const, { kind: 'vertex', ref, vertex: 'v' } as const];
  store.put(captures, { state: 'live', value: [], at: time.now() });
  publisher.attend([captures, vertex]);
  publisher.publish();
  expect(store.get(captures).state).toBe('live');
  expect(store.get(vertex).state).toBe('failed');
});
