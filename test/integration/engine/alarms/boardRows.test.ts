import { afterAll, beforeAll, expect, it } from 'vitest';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import { refKey } from '#shared/model/application.ts';
import type { Scene } from '../simulatorScene.ts';
import { simulatorScene } from '../simulatorScene.ts';

const TIMEOUT = 120_000;
let scene: Scene;

beforeAll(async () => {
  scene = await simulatorScene({ scenario: 'demo' });
}, TIMEOUT);
afterAll(() => scene.close(), TIMEOUT);

const status = { kind: 'alarmStatus', connection: 'simulator' } as const;

it('has a row for each application of the fleet, with a cell for each recommended alarm', { timeout: TIMEOUT }, async () => {
  const { engine } = scene;
  const fleet = { kind: 'fleet', connection: 'simulator' } as const;
  const alarms = { kind: 'alarms', connection: 'simulator' } as const;
  await engine.follow(fleet, status, alarms);
  const applications = await engine.live(fleet);
  const rows = await engine.live(
    status,
    (each) =>
      each.length === applications.length && each.every(({ cells }) => cells.every(({ coverage }) => coverage !== 'unknown')),
  );
  expect(rows.map(({ name }) => name)).toEqual(applications.map(({ name }) => name));
  for (const { cells } of rows) expect(cells.map(({ alarm }) => alarm)).toEqual(recommendedAlarmIds);
  const [first] = rows;
  const ref = first!.ref;
  await engine.follow(status, { kind: 'applicationAlarms', ref });
  const d = await engine.live({ kind: 'applicationAlarms', ref });
  expect(refKey(d.row.ref)).toBe(refKey(ref));
});
