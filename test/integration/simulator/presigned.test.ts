import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDashboard } from '#electron/clients/flink/openDashboard.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { managedService } from '#electron/clients/aws/managedService.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

const never = new AbortController().signal;
let simulator: TestSimulator;
let names: readonly string[];

/** An embedded simulator: its Flink interfaces are behind sessions. */
beforeEach(async () => {
  simulator = await startTestSimulator({
    historyHours: 0.1,
    credentials: { accessKeyId: 'AKIAEXAMPLEEXAMPLE01', secretAccessKey: 'secret' },
  });
  const service = managedService(await simulator.aws());
  const listed = await service.list(never);
  names = listed.ok ? listed.value.filter(({ status }) => status === 'RUNNING').map(({ name }) => name) : [];
  service.close();
});
afterEach(() => simulator.close());

const running = (i = 0): string => names[i] ?? '';

async function presigned(name = running()): Promise<string> {
  const service = managedService(await simulator.aws());
  const answer = await service.presignedUrl(name, never);
  service.close();
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.url;
}

const open = (url: string) => openDashboard(url, millis(5_000), never);
const statusOf = async (url: string, cookie?: string) =>
  (await fetch(url, { redirect: 'manual', headers: cookie === undefined ? {} : { cookie } })).status;

it('opens the application’s Flink interface to the client that follows the address', async () => {
  const session = await open(await presigned());
  if (!session.ok) throw new Error(session.error.message);
  const rest = flinkRest({ ...session.value, concurrency: 2, timeout: millis(5_000) });
  const jobs = await rest.jobs(never);
  expect(jobs).toMatchObject({ ok: true, value: [{ state: 'RUNNING' }] });
});

it('keeps everybody else out', async () => {
  const session = await open(await presigned());
  if (!session.ok) throw new Error(session.error.message);
  const { base, cookie } = session.value;
  expect(await statusOf(`${base}overview`)).toBe(403);
  expect(await statusOf(`${base}overview`, 'flink-session=guessed')).toBe(403);
  expect(await statusOf(`${base}overview`, cookie ?? '')).toBe(200);
  expect(await statusOf(base.replace(running(), running(1)), cookie ?? '')).toBe(403);
  expect(await statusOf((await presigned()).replace(running(), running(1)))).toBe(403);
});

it('hands out a cookie that scripts cannot read and that other paths do not see', async () => {
  const response = await fetch(await presigned(), { redirect: 'manual' });
  expect(response.status).toBe(302);
  const path = `/flink/${running()}/`;
  expect(response.headers.get('location')).toBe(path);
  expect(response.headers.get('set-cookie')).toMatch(
    new RegExp(`^flink-session=[\\w-]{43}; Path=${path}; Max-Age=43200; HttpOnly; SameSite=Lax$`),
  );
});

describe('time', () => {
  it('closes an address that is not opened within three minutes', async () => {
    const [early, late] = [await presigned(), await presigned()];
    simulator.pass(3 * MINUTE);
    expect((await open(early)).ok).toBe(true);
    simulator.pass(1);
    expect(await open(late)).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
  });

  it('lets an address that was opened in time be opened again', async () => {
    const url = await presigned();
    await open(url);
    simulator.pass(10 * MINUTE);
    expect((await open(url)).ok).toBe(true);
  });

  it('ends a session when it is over, and its address with it', async () => {
    const url = await presigned();
    const session = await open(url);
    if (!session.ok) throw new Error(session.error.message);
    const { base, cookie } = session.value;
    simulator.pass(43_200_000 - 1);
    expect(await statusOf(`${base}overview`, cookie ?? '')).toBe(200);
    simulator.pass(1);
    expect(await statusOf(`${base}overview`, cookie ?? '')).toBe(403);
    expect((await open(url)).ok).toBe(false);
  });

  it('is real: the simulated clock may run as it likes', async () => {
    const url = await presigned();
    await simulator.advance(10 * MINUTE);
    expect((await open(url)).ok).toBe(true);
  });
});

it('tells nobody of addresses without a session', async () => {
  expect((await simulator.state()).flink).toEqual({});
  expect(simulator.addresses.flink).toEqual({});
});
