import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { logs } from '#electron/clients/aws/logs.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { InsightsRun, LogRecord } from '#shared/model/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { Scene } from './simulatorScene.ts';
import { simulatorScene } from './simulatorScene.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const connection = 'simulator';
const fleet = { kind: 'fleet', connection } as const;
const name = 'orders-enrichment';
let scene: Scene;
let ref: ApplicationSummary['ref'];

beforeAll(async () => {
  scene = await simulatorScene({ scenario: 'healthy', applications: 3 });
  await scene.engine.follow(fleet);
  const rows = await scene.engine.live(fleet, (each) => each.length === 3 && each.every(({ kpus }) => kpus !== null));
  ref = rows.find((row) => row.name === name)?.ref ?? { connection, id: 'none' };
});
afterAll(() => scene.close());

/** Everything that the service holds of the application since a moment. */
async function held(since: number): Promise<LogRecord[]> {
  const client = logs(await scene.simulator.aws());
  const { now } = await scene.simulator.state();
  const place = { group: `/aws/kinesis-analytics/${name}`, stream: 'kinesis-analytics-log-stream' };
  const found = await client.find(
    { ...place, pattern: '', from: millis(since), to: millis(now), limit: 10_000 },
    new AbortController().signal,
  );
  client.close();
  if (!found.ok) throw new Error(found.error.message);
  return found.value.records.map(({ at, stream, message }) => ({ at, stream, message }));
}

describe('the log of an application', () => {
  it('is followed without a line lost or doubled, bounded, with what was let go counted', async () => {
    const topic = { kind: 'logTail', ref } as const;
    await scene.engine.follow(topic);
    const first = await scene.engine.live(topic);
    await scene.simulator.setFault({
      change: 'on',
      id: 'noise',
      kind: 'per-record-logging',
      application: name,
      severity: 'severe',
    });
    let shown = first;
    for (let i = 0; i < 4; i += 1) {
      const { now } = await scene.simulator.advance(2 * MINUTE);
      shown = await scene.engine.live(topic, ({ readTo }) => readTo >= now);
    }
    await scene.simulator.setFault({ change: 'off', id: 'noise' });
    const since = first.records[0]?.at ?? first.readTo;
    const all = await held(since);
    expect(shown.records.length).toBeLessThanOrEqual(500);
    expect(shown.records).toEqual(all.slice(-shown.records.length));
    expect(shown.dropped + shown.records.length).toBe(all.length);
    expect(all.length).toBeGreaterThan(first.records.length);
  });

  it('is grouped by what goes wrong: each exception once, with its causes, its count and whether it is new', async () => {
    const topic = { kind: 'logGroups', ref, minutes: 60 } as const;
    await scene.engine.follow(topic, fleet);
    await scene.engine.live(topic);
    const { now: before } = await scene.simulator.state();
    await scene.simulator.setFault({
      change: 'on',
      id: 'bug',
      kind: 'operator-unhandled-exception',
      application: name,
      severity: 'severe',
    });
    await scene.simulator.advance(10 * MINUTE);
    const { groups, goodUntil } = await scene.engine.live(topic, (value) => value.groups.some(({ causes }) => causes.length > 0));
    const bug = groups.find(({ causes }) => causes.length > 0);
    expect(bug?.count).toBeGreaterThan(0);
    expect(bug?.first).toBeGreaterThan(before);
    expect(groups.every(({ level, causes }) => level === 'ERROR' || level === 'WARN' || causes.length > 0)).toBe(true);
    expect(goodUntil === null || goodUntil <= before + 10 * MINUTE).toBe(true);
    await scene.simulator.setFault({ change: 'off', id: 'bug' });
  });

  it('has its warnings and errors kept, so that they can be searched at no price', async () => {
    const { now } = await scene.simulator.state();
    const isTrouble = ({ message }: LogRecord) => /"messageType":"(WARN|ERROR)"|"throwableInformation"/.test(message);
    const search = { ref, pattern: '', from: now - HOUR, to: now, limit: 10_000, source: 'history' };
    const answer = (await scene.engine.call('logs.search', search)) as Result<{ records: LogRecord[] }>;
    if (!answer.ok) throw new Error(answer.error.message);
    const kept = answer.value.records.filter(isTrouble);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual((await held(now - HOUR)).filter(isTrouble));
  });
});

describe('a query of Logs Insights', () => {
  const ask = async (query: string): Promise<Result<{ readonly id: string }>> => {
    const { now } = await scene.simulator.state();
    return (await scene.engine.call('logs.insights', { ref, query, from: now - HOUR, to: now })) as Result<{ id: string }>;
  };

  it('tells how it goes until it is done, and what it has cost', async () => {
    const started = await ask('stats count(*) as lines by messageType');
    if (!started.ok) throw new Error(started.error.message);
    const topic = { kind: 'insights', connection, id: started.value.id } as const;
    await scene.engine.follow(topic);
    await scene.simulator.advance(MINUTE);
    const run: InsightsRun = await scene.engine.live(topic, ({ status }) => status !== 'running');
    expect(run).toMatchObject({ status: 'complete', columns: ['messageType', 'lines'], error: null });
    expect(run.rows.map(([type]) => type)).toContain('INFO');
    expect(run.scannedBytes).toBeGreaterThan(0);
    expect(run.price).toBeCloseTo((run.scannedBytes / 2 ** 30) * 0.005, 12);
  });

  it('is stopped at the service when it is not wanted any more', async () => {
    const started = await ask('fields @timestamp, @message');
    if (!started.ok) throw new Error(started.error.message);
    const { id } = started.value;
    const topic = { kind: 'insights', connection, id } as const;
    await scene.engine.follow(topic);
    expect(await scene.engine.call('logs.insightsStop', { connection, id })).toEqual({ ok: true, value: {} });
    expect((await scene.engine.live(topic, ({ status }) => status !== 'running')).status).toMatch(/cancelled|complete/);
    expect(await scene.engine.call('logs.insightsStop', { connection, id: 'none' })).toMatchObject({ ok: false });
  });

  it('that cannot be read is refused in words', async () => {
    expect(await ask('fields @timestamp | nonsense')).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
  });
});
