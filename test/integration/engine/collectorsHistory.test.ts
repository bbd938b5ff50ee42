import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { openHistory } from '#electron/history/openHistory.ts';
import type { RecordKind } from '#shared/model/history.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from './hurriedClock.ts';
import { connectionTo } from './simulatorScene.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

vi.setConfig({ testTimeout: 180_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const connection = 'simulator';
const fleet = { kind: 'fleet', connection } as const;
const name = 'orders-enrichment';

/** A simulator outside the app, and a folder in which the app keeps what it knows; the app can be started again and again. */
async function setup() {
  const folder = await mkdtemp(join(tmpdir(), 'collectors-'));
  const simulator = await startTestSimulator({ scenario: 'healthy', applications: 3 });
  open.push({ close: () => rm(folder, { recursive: true, force: true }) }, simulator);
  await simulator.setClock({ paused: true });

  const start = async (): Promise<{ readonly engine: Watching; readonly ref: { connection: string; id: string } }> => {
    const { now } = await simulator.state();
    const engine = await watching(
      connectionTo(simulator.addresses.control),
      hurriedClock(20, now),
      join(folder, 'settings.json'),
    );
    open.push(engine);
    await engine.follow(fleet);
    const rows = await engine.live(fleet, (each) =>
      each.some((row) => row.name === name && row.recordsIn.current !== null && row.lastCheckpoint !== null),
    );
    return { engine, ref: rows.find((row) => row.name === name)?.ref ?? { connection, id: 'none' } };
  };
  const kept = (application: string, kind: RecordKind) => {
    const history = openHistory({ file: join(folder, 'history.sqlite'), mode: 'read', log: () => undefined });
    const to = millis(8_000_000_000_000);
    const found = history.records.read({ connection, application, kinds: [kind], from: millis(0), to });
    history.close();
    return found;
  };
  return { simulator, start, kept };
}

/** How many minutes of a range are kept. */
async function present(engine: Watching, ref: { connection: string; id: string }, from: number, to: number): Promise<number> {
  const selector = {
    name: { namespace: 'AWS/KinesisAnalytics', metric: 'cpuUtilization', dimensions: { Application: name } },
    statistic: 'Maximum',
    transform: 'none',
    period: null,
  };
  const question = { ref, selectors: [selector], from, to, columns: 400, source: 'history' };
  const answer = (await engine.call('metrics.read', question)) as Result<SeriesWindow[]>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value[0]?.present ?? 0;
}

it('keeps the history of a simulator that goes on over restarts of the app, and none of another world', async () => {
  const { simulator, start } = await setup();
  const { now: first } = await simulator.state();
  const before = await start();
  expect(await present(before.engine, before.ref, first - HOUR, first)).toBeGreaterThan(50);
  await before.engine.close();

  await simulator.advance(5 * HOUR);
  const after = await start();
  expect(await present(after.engine, after.ref, first - HOUR, first)).toBeGreaterThan(50);
  // What is longer ago than three hours was not seen by anybody.
  expect(await present(after.engine, after.ref, first + 10 * MINUTE, first + 110 * MINUTE)).toBe(0);
  expect(await present(after.engine, after.ref, first + 2.2 * HOUR, first + 5 * HOUR)).toBeGreaterThan(150);

  await simulator.startScenario({ scenario: 'healthy', seed: 8, start: first + 12 * HOUR, history: HOUR });
  await after.engine.when(fleet, ({ state }) => state === 'waiting');
  await after.engine.live(fleet, (rows) => rows.some((row) => row.name === name && row.recordsIn.current !== null));
  expect(await present(after.engine, after.ref, first + 2.2 * HOUR, first + 5 * HOUR)).toBe(0);
});

it('records what Flink tells of a job: checkpoints, exceptions, changes of its state', async () => {
  const { simulator, start, kept } = await setup();
  const { engine, ref } = await start();
  await engine.follow(fleet, { kind: 'job', ref });
  const fault = { id: 'bug', kind: 'operator-unhandled-exception', application: name, severity: 'severe' } as const;
  await simulator.setFault({ change: 'on', ...fault });
  for (let i = 0; i < 4; i += 1) {
    const { now } = await simulator.advance(5 * MINUTE);
    await engine.when({ kind: 'job', ref }, (job) => job.state === 'live' && job.at >= now);
  }
  await engine.live({ kind: 'job', ref }, ({ restarts }) => (restarts ?? 0) > 0);
  await engine.close();
  const exceptions = kept(ref.id, 'exception');
  expect(exceptions.length).toBeGreaterThan(0);
  expect(JSON.stringify(exceptions[0]?.value)).toMatch(/Exception/);
  expect(kept(ref.id, 'checkpoint').length).toBeGreaterThan(3);
  expect(kept(ref.id, 'description').length).toBe(1);
  expect(kept(ref.id, 'state').length).toBeGreaterThan(1);
});
