import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisAnalyticsV2Client, StartApplicationCommand, StopApplicationCommand } from '@aws-sdk/client-kinesis-analytics-v2';
import { afterEach, expect, it, vi } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { requestOf } from '#shared/analysis/alarms/writing/request.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Topic, TopicKind, TopicValue } from '#shared/contract/topics.ts';
import type { AlarmDetail, AlarmRow, ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from '../hurriedClock.ts';
import { connectionTo } from '../simulatorScene.ts';
import type { Watching } from '../watching.ts';
import { watching } from '../watching.ts';
import { accountOf, connection, status } from './writing.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fleet = { kind: 'fleet', connection } as const;
const alarms = { kind: 'alarms', connection } as const;
const detailOf = (ref: ApplicationRef) => ({ kind: 'applicationAlarms', ref }) as const;

interface Scene {
  readonly simulator: TestSimulator;
  readonly engine: () => Promise<Watching>;
}

async function setup(historyHours = 1): Promise<Scene> {
  const simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours });
  open.push(simulator);
  const { now } = await simulator.setClock({ paused: true });
  const folder = await mkdtemp(join(tmpdir(), 'alarms-'));
  open.push({ close: () => rm(folder, { recursive: true }) });
  return {
    simulator,
    engine: async () => {
      const engine = await watching(
        connectionTo(simulator.addresses.control),
        hurriedClock(20, now),
        join(folder, 'settings.json'),
      );
      open.push(engine);
      return engine;
    },
  };
}

/** Everything of the only application, once it was judged up to a moment. */
async function judged(
  engine: Watching,
  at: number,
  wanted: (value: ApplicationAlarms) => boolean = () => true,
): Promise<ApplicationAlarms> {
  const [row] = await engine.live(status, (rows) => rows.length === 1);
  if (row === undefined) throw new Error('There is no application.');
  await engine.follow(fleet, alarms, status, detailOf(row.ref));
  const snapshot = await engine.when(
    detailOf(row.ref),
    (each) => each.state === 'live' && each.at >= at - MINUTE && wanted(each.value),
  );
  if (snapshot.state !== 'live') throw new Error('not live');
  return snapshot.value;
}

const stateOf = ({ alarm, coverage, state, own, ownSince, threshold, basis }: AlarmRow['cells'][number]) => ({
  alarm,
  coverage,
  state,
  own,
  ownSince,
  threshold,
  basis,
});

/** What a topic showed at a moment. */
async function past<K extends TopicKind>(
  engine: Watching,
  topic: Extract<Topic, { kind: K }>,
  at: number,
): Promise<TopicValue<K>> {
  const { snapshot } = (await engine.call('past', { topic, at })) as Output<'past'>;
  if (snapshot.state !== 'live') throw new Error(JSON.stringify(snapshot));
  return snapshot.value as TopicValue<K>;
}

const isKnown = ({ row }: ApplicationAlarms) =>
  row.cells.every(({ coverage, own }) => coverage === 'not-applicable' || (coverage !== 'unknown' && own !== null));
const changesOf = ({ changes }: AlarmDetail, from: number) =>
  changes.filter(({ at }) => at > from).map(({ at, to }) => ({ minute: Math.floor((at - from) / MINUTE), to }));

it('changes states in the minutes in which CloudWatch does, with the same alarms; and goes on after a restart', async () => {
  const { simulator, engine: start } = await setup();
  const engine = await start();
  await engine.follow(fleet, alarms, status);
  const account = await accountOf(simulator, engine, simulator.addresses.control);
  const [row] = await account.rows((rows) => rows.length === 1);
  await account.decide(row as AlarmRow);
  const before = await judged(engine, 0, isKnown);
  const definitions = before.details.flatMap(({ definition }) => definition ?? []);
  expect(definitions.length).toBeGreaterThan(9);
  for (const definition of definitions) await account.put(before.row.region, requestOf(definition));
  // CloudWatch begins each with INSUFFICIENT_DATA: from here on both have their range.
  let { now } = await simulator.advance(15 * MINUTE);
  const from = now;
  await judged(engine, now);
  const fault = { id: 'outage', kind: 'dependency-outage', application: before.row.name, severity: 'severe' } as const;
  await simulator.setFault({ change: 'on', ...fault });
  for (const minutes of [1, 4, 2, 9, 1, 1, 3]) {
    ({ now } = await simulator.advance(minutes * MINUTE));
    await judged(engine, now);
  }
  await simulator.setFault({ change: 'off', id: 'outage' });
  for (const minutes of [5, 1, 12, 2]) {
    ({ now } = await simulator.advance(minutes * MINUTE));
    await judged(engine, now);
  }
  const after = await judged(engine, now, ({ details }) =>
    details.some(({ matched }) => matched.some(({ alarm }) => alarm.history.length > 2)),
  );
  const theirs = new Map(
    after.details.map(({ cell, matched }) => [
      cell.alarm,
      matched.flatMap(({ alarm }) =>
        alarm.history.filter(({ at }) => at > from).map(({ at, to }) => ({ minute: Math.floor((at - from) / MINUTE), to })),
      ),
    ]),
  );
  const ours = new Map(
    after.details.map((detail) => [detail.cell.alarm, detail.cell.coverage === 'not-applicable' ? [] : changesOf(detail, from)]),
  );
  expect(ours).toEqual(theirs);
  expect(ours.get('downtime')?.map(({ to }) => to)).toContain('ALARM');
  expect(after.row.cells.filter(({ coverage }) => coverage !== 'not-applicable').map(({ coverage }) => coverage)).toEqual(
    definitions.map(() => 'covered'),
  );

  const then = await past<'applicationAlarms'>(engine, detailOf(after.row.ref), now);
  expect(then.row.cells.map(stateOf)).toEqual(after.row.cells.map(stateOf));
  expect(then.details.map(({ changes }) => changes)).toEqual(after.details.map(({ changes }) => changes));
  const inFault = await past<'alarmStatus'>(engine, status, from + 10 * MINUTE);
  expect(inFault[0]?.cells.find(({ alarm }) => alarm === 'downtime')).toMatchObject({ own: 'ALARM', state: 'ALARM' });
  const beforeFault = await past<'alarmStatus'>(engine, status, from);
  expect(beforeFault[0]?.cells.find(({ alarm }) => alarm === 'downtime')).toMatchObject({ own: 'OK', coverage: 'covered' });

  await engine.close();
  open.splice(open.indexOf(engine), 1);
  const again = await start();
  await again.follow(fleet, alarms, status);
  const resumed = await judged(again, now, isKnown);
  expect(resumed.details.map(({ changes }) => changes)).toEqual(after.details.map(({ changes }) => changes));
  expect(resumed.row.cells.map(stateOf)).toEqual(after.row.cells.map(stateOf));
});

it('keeps what it learned over a restart, and does not learn it again before it is time to', async () => {
  const { engine: start } = await setup(6);
  const engine = await start();
  await engine.follow(fleet, alarms, status);
  const before = await judged(engine, 0, isKnown);
  const learned = ({ details }: ApplicationAlarms) =>
    details.flatMap(({ threshold }) => (threshold?.basis === 'learned' ? [threshold] : []));
  expect(learned(before).length).toBeGreaterThan(5);
  await engine.close();
  open.splice(open.indexOf(engine), 1);
  const again = await start();
  await again.follow(fleet, alarms, status);
  expect(learned(await judged(again, 0, isKnown))).toEqual(learned(before));
});

it('judges nothing while the application is stopped, and begins anew when it runs again', async () => {
  const { simulator, engine: start } = await setup();
  const engine = await start();
  await engine.follow(fleet, alarms, status);
  const account = await accountOf(simulator, engine, simulator.addresses.control);
  const [row] = await account.rows((rows) => rows.length === 1);
  await account.decide(row as AlarmRow);
  const before = await judged(engine, 0, isKnown);
  const outputOf = ({ details }: ApplicationAlarms) => details.find(({ cell }) => cell.alarm === 'records-out-rate-low');
  expect(outputOf(before)?.cell.own).toBe('OK');
  const alarmsIn = ({ details }: ApplicationAlarms) =>
    details.flatMap(({ cell: { alarm }, changes }) =>
      changes.filter(({ to }) => to === 'ALARM').map(({ at, reason }) => ({ alarm, at, reason })),
    );

  const service = new KinesisAnalyticsV2Client(awsAccess(await simulator.aws()).config('kinesisanalytics'));
  open.push({ close: async () => service.destroy() });
  await service.send(new StopApplicationCommand({ ApplicationName: before.row.name }));
  for (const minutes of [1, 2, 10, 30]) await simulator.advance(minutes * MINUTE);
  await engine.live(fleet, ([only]) => only?.status === 'READY');
  const stopped = await judged(engine, 0, ({ row: { cells } }) =>
    cells.every(({ own }) => own === null || own === 'INSUFFICIENT_DATA'),
  );
  expect(outputOf(stopped)?.changes[0]).toMatchObject({
    from: 'OK',
    to: 'INSUFFICIENT_DATA',
    reason: expect.stringContaining('does not run'),
  });
  expect(alarmsIn(stopped)).toEqual(alarmsIn(before));

  await service.send(new StartApplicationCommand({ ApplicationName: before.row.name }));
  for (const minutes of [2, 2, 10]) await simulator.advance(minutes * MINUTE);
  // It is judged by figures of the time after it was seen to run.
  await engine.live(fleet, ([only]) => only?.status === 'RUNNING');
  await simulator.advance(15 * MINUTE);
  const again = await judged(engine, 0, (value) => outputOf(value)?.cell.own === 'OK');
  // What it has to catch up with may take its CPU; it was silent at no time.
  expect(
    alarmsIn(again).filter(({ alarm, reason }) => alarm === 'records-out-rate-low' || reason.startsWith('No figures')),
  ).toEqual([]);
});
