import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Clock } from '#electron/clock.ts';
import { systemClock } from '#electron/clock.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { EngineLink } from '#electron/ipc/engineLink.ts';
import { spawnNode } from '#electron/ipc/spawnNode.ts';
import { superviseEngine } from '#electron/ipc/superviseEngine.ts';
import type { Connection } from '#shared/model/connection.ts';
import { millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

const TIMES = 100;
const entry = join(import.meta.dirname, '..', '..', '..', 'electron', 'ipc', 'engineProcess.ts');

let folder: string;
let simulator: TestSimulator;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-killed-'));
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 2, speed: 300, clock: systemClock });
});
afterEach(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** To the supervisor each life has been a long one, and no pause is worth waiting for. */
function patientClock(): Clock & { live(): void } {
  let lived = 0;
  return {
    now: () => millis(systemClock.now() + lived),
    sleep: (duration, signal) => systemClock.sleep(millis(Math.min(duration, 20)), signal),
    live: () => void (lived += 60_000),
  };
}

it(`an engine that is killed ${TIMES} times, at whatever moment, is started again each time and goes on with what it had kept`, async () => {
  const connection: Connection = {
    kind: 'simulator',
    id: 'simulator',
    name: 'Simulator',
    scenario: 'healthy',
    seed: 7,
    speed: 300,
    address: simulator.addresses.control,
  };
  const clock = patientClock();
  const links: EngineLink[] = [];
  let ups = 0;
  let wake: () => void = () => undefined;
  const upFor = async (times: number): Promise<void> => {
    if (ups >= times) return;
    await new Promise<void>((resolve) => (wake = resolve));
    await upFor(times);
  };
  const supervisor = superviseEngine({
    launch() {
      const link = spawnNode(process.execPath, entry);
      links.push(link);
      return link;
    },
    start: { version: '0', settingsFile: join(folder, 'settings.json'), override: connection },
    clock,
    log: () => undefined,
    tell: () => undefined,
    stateChanged({ state }) {
      if (state === 'up') ups += 1;
      wake();
    },
  });
  const kept = (): number => {
    const history = openHistory({ file: join(folder, 'history.sqlite'), mode: 'read', log: () => undefined });
    const { samples, notices } = history.status();
    history.close();
    expect(notices.filter((notice) => !notice.includes('another'))).toEqual([]);
    return samples;
  };

  let before = 0;
  let moment = 1;
  for (let time = 1; time <= TIMES; time += 1) {
    await upFor(time);
    // Every tenth life is long enough for its first answers: what it wrote is there after it.
    moment = (Math.imul(moment, 1_103_515_245) + 12_345) & 0x7fffffff;
    const isLong = time % 10 === 0;
    if (isLong) while (kept() <= before) await systemClock.sleep(millis(100), new AbortController().signal);
    else await systemClock.sleep(millis(moment % 300), new AbortController().signal);
    const committed = kept();
    expect(committed).toBeGreaterThanOrEqual(before);
    before = committed;
    clock.live();
    links.at(-1)?.kill();
  }
  await upFor(TIMES + 1);
  expect(await supervisor.call('nobody', 'host.info', {})).toMatchObject({ ok: true });
  await supervisor.stop();
  expect(kept()).toBeGreaterThanOrEqual(before);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
}, 900_000);
