import { describe, expect, it } from 'vitest';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { World } from '#shared/simulation/types.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const start = millis(Date.UTC(2026, 10, 24, 12));

function world(seed: number): World {
  const scenario = findScenario('demo');
  if (scenario === undefined) throw new Error('no demo');
  return createWorld({ seed, scenario, start, history: millis(HOUR) });
}

/** All that can be read of a world. */
function everything(world: World): string {
  const { applications, regions, now } = world;
  return JSON.stringify({
    now,
    applications,
    regions: regions.map((region) => ({
      metrics: region.metrics.list(null, null).map((series) => ({ ...series, points: series.read(millis(0), now) })),
      logs: region.applications.map(({ name }) => region.logs(name, millis(0), now)),
    })),
  });
}

describe('the same seed', () => {
  it('gives the same bytes, however often the world is advanced and read', () => {
    const end = millis(start + 20 * MINUTE);
    const fault = {
      id: 'f',
      kind: 'sink-bottleneck',
      application: 'iot-rollup-s3',
      severity: 'severe',
      onset: 0,
      duration: null,
    } as const;
    const atOnce = world(7);
    atOnce.command({ kind: 'fault-on', fault: { ...fault, onset: millis(0) } });
    atOnce.advanceTo(end);

    const inSteps = world(7);
    inSteps.command({ kind: 'fault-on', fault: { ...fault, onset: millis(0) } });
    while (inSteps.now < end) {
      inSteps.advanceTo(millis(inSteps.now + STEP / 2));
      JSON.stringify(inSteps.applications);
      inSteps.home.metrics.list('AWS/KinesisAnalytics', 'uptime').map((series) => series.read(start, inSteps.now));
      inSteps.advanceTo(millis(inSteps.now + STEP));
    }
    expect(everything(inSteps)).toBe(everything(atOnce));
  });

  it('is not another seed', () => {
    expect(everything(world(8))).not.toBe(everything(world(7)));
  });
});
