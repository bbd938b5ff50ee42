import { afterEach, describe, expect, it } from 'vitest';
import type { ManagedService } from '#electron/clients/aws/managedService.ts';
import { dashboards } from '#electron/engine/aws/dashboards.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { fakeClock } from '../../unit/engine/fakeClock.ts';
import type { RecordedCluster } from '../clients/recordedCluster.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';

const open: RecordedCluster[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((cluster) => cluster.close()));
});
const { signal } = new AbortController();

/** Sessions of an hour. */
async function setup() {
  const cluster = await recordedCluster('1.20/healthy');
  open.push(cluster);
  const clock = fakeClock();
  const asked: string[] = [];
  const next: { answer: Result<{ url: string; seconds: number }> } = {
    answer: ok({ url: `${cluster.origin}/?authToken=once`, seconds: 3600 }),
  };
  const managed: Pick<ManagedService, 'presignedUrl'> = {
    presignedUrl(name) {
      asked.push(name);
      return Promise.resolve(next.answer);
    },
  };
  return { cluster, clock, asked, next, sessions: dashboards(managed, realTime(clock), millis(5 * SECOND)) };
}

describe('sessions of the Flink dashboard', () => {
  it('are opened at once, kept, and renewed a quarter of an hour before they end', async () => {
    const { cluster, clock, asked, sessions } = await setup();
    expect(await sessions.open('orders', signal)).toMatchObject({ ok: true, value: { version: '1.20.5' } });
    expect(cluster.requests.slice(0, 2)).toEqual(['GET /?authToken=once', 'GET /overview']);
    await clock.advance(44 * MINUTE);
    await sessions.open('orders', signal);
    expect(asked).toEqual(['orders']);
    await clock.advance(MINUTE);
    await sessions.open('orders', signal);
    expect(asked).toEqual(['orders', 'orders']);
  });

  it('are one for each application', async () => {
    const { asked, sessions } = await setup();
    await Promise.all([sessions.open('orders', signal), sessions.open('clicks', signal)]);
    await sessions.open('orders', signal);
    expect(asked).toEqual(['orders', 'clicks']);
  });

  it('are asked for again after a failure, and after they were dropped', async () => {
    const { asked, next, sessions } = await setup();
    const good = next.answer;
    next.answer = failed({ kind: 'throttled', source: 'Managed Service for Apache Flink', message: 'Slow.', remedy: 'Wait.' });
    expect(await sessions.open('orders', signal)).toMatchObject({ ok: false, error: { kind: 'throttled' } });
    next.answer = good;
    expect(await sessions.open('orders', signal)).toMatchObject({ ok: true });
    sessions.drop('orders');
    expect(await sessions.open('orders', signal)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });
});
