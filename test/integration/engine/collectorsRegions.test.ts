import { afterEach, expect, it, vi } from 'vitest';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import { connectionMonitor } from '#electron/engine/connectionMonitor.ts';
import { createGovernor } from '#electron/engine/governor/governor.ts';
import { watchRegions } from '#electron/engine/simulator/watchRegions.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { Telemetry } from '#shared/contract/settings.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { hurriedClock } from './hurriedClock.ts';
import { scriptedAws } from './scriptedAws.ts';

vi.setConfig({ testTimeout: 60_000 });

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fleet = { kind: 'fleet', connection: 'c' } as const;
const alarms = { kind: 'alarms', connection: 'c' } as const;

it('shows the region that may be read while the other one is denied, says so, and has both when it is allowed', async () => {
  const cluster = await recordedCluster('1.20/healthy');
  const home = await scriptedAws({ dashboard: cluster.origin, applications: [{ name: 'orders', status: 'RUNNING' }] });
  const abroad = await scriptedAws({
    dashboard: cluster.origin,
    applications: [{ name: 'clicks', status: 'RUNNING' }],
    failing: { ListApplications: 'AccessDeniedException' },
  });
  const clock = hurriedClock(50, cluster.recorded);
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const telemetry = () => Telemetry.parse({});
  const governor = createGovernor({ clock, telemetry, counts: history.counts });
  const looking = new Set<() => void>();
  const store = snapshotStore(() => looking.forEach((look) => look()));
  const until = (wanted: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => wanted() && looking.delete(look) && resolve();
      looking.add(look);
      look();
    });
  const monitor = connectionMonitor(
    clock,
    () => null,
    () => undefined,
  );
  const watch = watchRegions({
    connection: { id: 'c', name: 'C' },
    regions: ['eu-west-1', 'us-east-1'],
    servicesOf: (region) =>
      awsServices({
        region,
        endpoint: region === 'eu-west-1' ? home.origin : abroad.origin,
        credentials: { kind: 'keys', accessKeyId: 'a', secretAccessKey: 'b' },
        connectTimeout: millis(SECOND),
        requestTimeout: millis(5 * SECOND),
      }),
    time: realTime(clock),
    monitor,
    context: {
      clock,
      store,
      log: () => undefined,
      stateChanged: () => undefined,
      history,
      recorder: createRecorder(history),
      governor,
      telemetry,
    },
    dashboardTimeout: millis(SECOND),
    patience: millis(5 * SECOND),
  });
  open.push(cluster, home, abroad, history, { close: () => governor.close() }, watch);
  watch.attend([fleet, alarms]);

  await until(() => store.get(fleet).state === 'stale');
  expect(store.get(fleet)).toMatchObject({ value: [{ name: 'orders' }], error: { kind: 'access-denied' } });
  expect(monitor.views().find(({ state }) => state === 'failing')).toMatchObject({ name: 'Applications', place: 'us-east-1' });

  abroad.script.failing = {};
  await until(() => store.get(fleet).state === 'live');
  expect(store.get(fleet)).toMatchObject({ value: [{ name: 'clicks' }, { name: 'orders' }] });
  await until(() => store.get(alarms).state === 'live');
});
