import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '#electron/engine/createEngine.ts';
import type { FromEngine } from '#electron/ipc/messages.ts';
import { spawnNode } from '#electron/ipc/spawnNode.ts';
import { startWeb } from '#electron/web/startWeb.ts';
import type { Output } from '#shared/contract/contract.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmPlan } from '#shared/model/alarms/plan.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { deferred } from '#test/unit/engine/deferred.ts';
import { hurriedClock } from '../hurriedClock.ts';
import { connectionTo } from '../simulatorScene.ts';
import { watching } from '../watching.ts';
import type { Account } from './writing.ts';
import { accountOf, audit, connection, status } from './writing.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let simulator: TestSimulator;
let folder: string;
beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 1 });
});
afterAll(() => simulator?.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-writes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const choice = { connection, applications: null, alarms: ['downtime', 'cpu-high'], which: 'missing' } as const;
const areMissing = (rows: readonly AlarmRow[]) =>
  rows.length > 0 &&
  rows.every(({ cells }) => cells.every((cell) => !/downtime|cpu/.test(cell.alarm) || cell.coverage === 'missing'));

describe('a write', () => {
  /** One run of the app, which keeps its history beside its settings. */
  async function run() {
    const { now } = await simulator.setClock({ paused: true });
    const { control } = simulator.addresses;
    const engine = await watching(
      { ...connectionTo(control), operator: true },
      hurriedClock(20, now),
      join(folder, 'settings.json'),
    );
    const account: Account = await accountOf(simulator, engine, control);
    await engine.follow({ kind: 'fleet', connection }, { kind: 'alarms', connection }, status, audit);
    return { engine, account };
  }

  it('is taken back by another run of the app, from its audit log', async () => {
    const first = await run();
    await first.account.rows(areMissing);
    const plan = await first.account.plan('missing', { alarms: ['downtime', 'cpu-high'] });
    const names = plan.writes.map(({ name }) => name);
    expect(plan.consequences.join(' ')).not.toContain('audit log');
    const done = await first.account.apply(plan);
    const undo = done.ok ? done.value.undo : null;
    const entries = await first.engine.live(audit, (each) => each.length === names.length && each[0]?.error === null);
    await first.engine.close();

    const second = await run();
    expect(await second.engine.live(audit, (each) => each.length > 0)).toEqual(entries);
    await second.account.rows((rows) => rows.length > 0);
    // The plan went with the run that made it.
    expect(await second.account.apply(plan)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    // Shown first: the last is the first to be deleted.
    expect(await second.account.undoPlan(undo)).toMatchObject({
      value: {
        writes: names.toReversed().map((name) => ({ operation: 'DeleteAlarms', request: { AlarmNames: [name] }, error: null })),
      },
    });
    expect(await second.account.undo(undo)).toMatchObject({ ok: true, value: { outcomes: names.map(() => ({ error: null })) } });
    expect(await second.account.alarms(names)).toEqual(new Map());
    expect(await second.account.undoPlan(undo)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    // Clearing what is kept clears the log.
    await second.engine.call('history.clear', { connection });
    await second.engine.live(audit, (each) => each.length === 0);
    await second.engine.close();
  });

  it('does not take somebody else’s very same alarm for its own', async () => {
    const { engine, account } = await run();
    await account.rows(areMissing);
    const plan = await account.plan('missing', { alarms: ['downtime'] });
    const { name, region, request } = plan.writes[0]!;
    // Made between the plan and the write: it is not ours to take back.
    await account.put(region, MetricAlarmRequest.parse(request));
    expect(await account.apply(plan)).toMatchObject({ value: { outcomes: [{ error: { kind: 'bad-request' } }], undo: null } });
    await account.remove(region, name);
    await engine.close();
  });
});

const refusal = { ok: false, error: { kind: 'access-denied', message: expect.stringContaining('read-only') } };

describe('a read-only connection is refused by every transport', () => {
  it('over HTTP', async () => {
    const engine = await createEngine({
      host: 'browser',
      version: '0',
      settingsFile: null,
      override: connectionTo(simulator.addresses.control),
      log: () => undefined,
    });
    const web = await startWeb({ engine, pages: folder, port: 0, log: () => undefined });
    const ask = async (name: string, input: unknown): Promise<unknown> => {
      const answer = await fetch(`http://127.0.0.1:${web.port}/host/${name}?viewer=a`, {
        method: 'POST',
        headers: { cookie: `streamgauge-${web.port}=${web.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      return answer.json();
    };
    const plan = await vi.waitFor(
      async () => {
        const planned = (await ask('alarms.plan', { choice })) as Output<'alarms.plan'>;
        if (!planned.ok || planned.value.writes.length < 2) throw new Error(JSON.stringify(planned));
        return planned.value;
      },
      { timeout: 60_000, interval: 200 },
    );
    await refuses(plan, ask);
    await web.close();
    await engine.close();
  });

  it('over IPC, in the engine’s own process', async () => {
    const link = spawnNode(process.execPath, join(import.meta.dirname, '../../../../electron/ipc/engineProcess.ts'));
    const waiting = new Map<number, (answer: unknown) => void>();
    const steps = { hello: deferred<null>(), ready: deferred<null>() };
    link.listen((message: FromEngine) => {
      if (message.type === 'answer') waiting.get(message.id)?.(message.answer);
      else if (message.type === 'hello' || message.type === 'ready') steps[message.type].fulfil(null);
    });
    let asked = 0;
    const ask = async (name: string, input: unknown): Promise<unknown> => {
      asked += 1;
      const id = asked;
      const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      link.send({ type: 'call', id, viewer: '1-0', name, input });
      const told = (await answer) as { readonly ok: boolean; readonly value: unknown };
      expect(told).toMatchObject({ ok: true });
      return told.value;
    };
    await steps.hello.promise;
    const override = connectionTo(simulator.addresses.control);
    link.send({ type: 'start', options: { version: '0', settingsFile: join(folder, 'settings.json'), override } });
    await steps.ready.promise;
    const plan = await vi.waitFor(
      async () => {
        const planned = (await ask('alarms.plan', { choice })) as Output<'alarms.plan'>;
        if (!planned.ok || planned.value.writes.length < 2) throw new Error(JSON.stringify(planned));
        return planned.value;
      },
      { timeout: 60_000, interval: 200 },
    );
    await refuses(plan, ask);
    link.send({ type: 'stop' });
    await link.ended;
  });

  async function refuses(plan: AlarmPlan, ask: (name: string, input: unknown) => Promise<unknown>): Promise<void> {
    const names = plan.writes.map(({ name }) => name);
    expect(await ask('alarms.apply', { connection, plan: plan.id, names })).toMatchObject(refusal);
    expect(await ask('alarms.undo', { connection, undo: 'anything' })).toMatchObject(refusal);
    expect(await writesOf()).toBe(before);
  }
  /** How many requests that write the account got. */
  const writesOf = async (): Promise<number> =>
    (await simulator.requests()).filter(({ operation }) => /^(PutMetricAlarm|DeleteAlarms)$/.test(operation)).length;
  let before = 0;
  beforeAll(async () => {
    before = await writesOf();
  });
});
