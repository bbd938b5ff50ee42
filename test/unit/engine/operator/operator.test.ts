import { expect, it } from 'vitest';
import type { AuditedWrite } from '#electron/engine/operator/auditLog.ts';
import { auditLog } from '#electron/engine/operator/auditLog.ts';
import { operatorGuard } from '#electron/engine/operator/operatorMode.ts';
import { plannedWrites } from '#electron/engine/operator/plannedWrites.ts';
import { turns } from '#electron/engine/operator/turns.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { DEFAULT_CONNECTION, Settings } from '#shared/contract/settings.ts';
import type { AuditEntry } from '#shared/model/alarms/plan.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { START, setup } from '#test/support/histories.ts';
import { deferred } from '../deferred.ts';
import { fakeClock } from '../fakeClock.ts';

it('refuses every connection that is not in operator mode now', () => {
  let settings = Settings.parse({});
  const guard = operatorGuard(() => settings);
  expect(guard('simulator')).toMatchObject({
    kind: 'access-denied',
    message: expect.stringContaining('“Simulator” is read-only'),
  });
  expect(guard('unknown')).toMatchObject({ kind: 'access-denied' });
  settings = Settings.parse({ connections: [{ ...DEFAULT_CONNECTION, operator: true }] });
  expect(guard('simulator')).toBeNull();
  settings = Settings.parse({ connections: [{ kind: 'flink', id: 'lab', name: 'Lab', url: 'http://127.0.0.1:1' }] });
  expect(guard('lab')?.remedy).toContain('Only connections to AWS');
});

it('keeps plans for a quarter of an hour, each for its own connection', () => {
  const clock = fakeClock();
  const plans = plannedWrites<string>(clock);
  const [one, two] = [plans.keep('a', 'one'), plans.keep('a', 'two')];
  clock.jump(15 * MINUTE - 1);
  expect([plans.find('a', one), plans.find('a', two)]).toMatchObject([{ value: 'one' }, { value: 'two' }]);
  expect(plans.find('b', one)).toMatchObject({ ok: false });
  clock.jump(1);
  expect(plans.find('a', one)).toMatchObject({ ok: false, error: { message: expect.stringContaining('15 minutes') } });
});

it('lets writes of one connection wait for each other, and those of another pass', async () => {
  const line = turns();
  const done: string[] = [];
  const first = deferred<string>();
  const waiting = line.take('a', () => first.promise).then((name) => done.push(name));
  const failing = line.take('a', async () => {
    done.push('second');
    throw new Error('broken');
  });
  await line.take('b', async () => done.push('other'));
  expect(done).toEqual(['other']);
  first.fulfil('first');
  await waiting;
  await expect(failing).rejects.toThrow('broken');
  await line.take('a', async () => done.push('third'));
  await line.idle();
  expect(done).toEqual(['other', 'first', 'second', 'third']);
});

const ref = { connection: 'prod', id: 'arn:orders' };
const write = (change: Partial<AuditedWrite> = {}): AuditedWrite => ({
  ref,
  region: 'eu-west-1',
  operation: 'PutMetricAlarm',
  request: { AlarmName: 'a' },
  what: 'Created the alarm “a”.',
  outcome: 'done',
  error: null,
  undo: 'u1',
  back: { before: null },
  ...change,
});

/** A log over a history, as one run of the app has it. */
function run(history: ReturnType<typeof setup>['history'], at: number) {
  const store = snapshotStore(() => undefined);
  const log = auditLog({ history, store, clock: { now: () => millis(at) }, now: () => millis(at) });
  log.attend([{ kind: 'audit', connection: 'prod' }]);
  const shown = (): readonly AuditEntry[] => valueOf(store.get({ kind: 'audit', connection: 'prod' })) ?? [];
  return { log, shown };
}

it('shows what was written newest first, and takes it back after a restart, once', () => {
  const { history } = setup();
  const before = run(history, START);
  const key = before.log.begin(write({ what: 'May have created the alarm “a”.' }));
  expect(before.shown()).toMatchObject([{ what: 'May have created the alarm “a”.' }]);
  before.log.end(key, write());
  before.log.begin(write({ what: 'Created the alarm “b”.', request: { AlarmName: 'b' } }));
  before.log.begin(write({ what: 'Did not create the alarm “c”.', undo: null, back: null }));
  expect(before.shown().map(({ what }) => what)).toEqual([
    'Did not create the alarm “c”.',
    'Created the alarm “b”.',
    'Created the alarm “a”.',
  ]);
  // What it is taken back by is nobody's to see.
  expect(JSON.stringify(before.shown())).not.toContain('back');

  const after = run(history, START + MINUTE);
  expect(after.shown()).toEqual(before.shown());
  const entries = after.log.undoable('prod', 'u1');
  expect(entries).toMatchObject([
    { ref, back: { before: null } },
    { key, ref },
  ]);
  for (const entry of entries) after.log.undone(entry);
  expect(after.log.undoable('prod', 'u1')).toEqual([]);
  expect(after.shown().map(({ undo }) => undo)).toEqual([null, null, null]);
  expect(run(history, START + 2 * MINUTE).log.undoable('prod', 'u1')).toEqual([]);
});

it('outlives what else is kept, until it is cleared', () => {
  const { history, tidy } = setup();
  const { log } = run(history, START);
  for (const name of ['a', 'b', 'c']) log.begin(write({ request: { AlarmName: name } }));
  history.records.put({
    connection: 'prod',
    application: ref.id,
    kind: 'finding',
    key: 'x',
    at: millis(START),
    until: null,
    value: 1,
  });
  history.records.put({
    connection: 'prod',
    application: ref.id,
    kind: 'finding',
    key: 'y',
    at: millis(START),
    until: null,
    value: 1,
  });
  tidy(START + 100 * DAY, { days: 14 });
  expect(history.status().records).toBe(4);
  expect(run(history, START + 100 * DAY).shown()).toHaveLength(3);
  history.clear('prod');
  log.forget('prod');
  expect(run(history, START + 100 * DAY).shown()).toEqual([]);
});

it('keeps in memory what history does not take', () => {
  const { history } = setup();
  const deaf = { ...history, records: { ...history.records, put: () => undefined } };
  const { log, shown } = run(deaf, START);
  log.begin(write());
  expect(shown()).toHaveLength(1);
  expect(log.undoable('prod', 'u1')).toHaveLength(1);
  log.forget('prod');
  expect(shown()).toEqual([]);
});

it('reads no more than it shows, and finds an older write all the same', () => {
  const { history } = setup();
  const { log } = run(history, START);
  for (let i = 0; i < 3; i++) log.begin(write({ request: { AlarmName: `old ${i}` }, undo: 'old' }));
  const later = run(history, START + MINUTE);
  for (let i = 0; i < 500; i++) later.log.begin(write({ what: `Line ${i}.`, undo: `u${i}` }));
  const limits: (number | undefined)[] = [];
  const records: typeof history.records = {
    ...history.records,
    read(query) {
      limits.push(query.limit);
      return history.records.read(query);
    },
  };
  const { log: next, shown } = run({ ...history, records }, START + 2 * MINUTE);
  expect(shown()).toHaveLength(200);
  expect(shown()[0]).toMatchObject({ what: 'Line 499.' });
  expect(next.undoable('prod', 'u499')).toHaveLength(1);
  const old = next.undoable('prod', 'old');
  expect(old.map(({ entry }) => entry.request)).toEqual([2, 1, 0].map((i) => ({ AlarmName: `old ${i}` })));
  expect(limits.every((limit) => limit !== undefined)).toBe(true);
  // Undone, it is no newer than it was.
  for (const entry of old) next.undone(entry);
  expect(next.undoable('prod', 'old')).toEqual([]);
  expect(shown()).toHaveLength(200);
  expect(shown()[0]).toMatchObject({ what: 'Line 499.' });
});
