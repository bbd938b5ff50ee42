import process from 'node:process';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { daily, hash, jar, operator, read, sink, stream, streaming, vertex } from '#shared/simulation/blueprints/parts.ts';
import { createSeriesStore } from '#shared/simulation/metrics/seriesStore.ts';
import { buildApplication } from '#shared/simulation/runtime/buildApplication.ts';
import { createRegion } from '#shared/simulation/runtime/regionRuntime.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { quantile } from '../result.ts';

/** Prints the median milliseconds of processor time of a step of one application, metrics and checkpoints included: vertices, subtasks of each. */
const [vertices = 5, parallelism = 2] = process.argv.slice(2).map(Number);
const WARM_UP = 1600;
const STEPS = 1600;
/** Several steps together, because the clock is not fine enough for one. */
const TOGETHER = 8;

function chain(): Blueprint {
  const uids = Array.from({ length: vertices }, (_, i) => `v${i}`);
  const rate = 100 * parallelism;
  return streaming({
    id: 'chain',
    description: 'As many vertices as are asked for, each keyed by the one before',
    parallelism,
    autoScaling: false,
    code: jar('chain.jar', 10),
    sources: [stream('in', 'in', parallelism, daily(rate, 12))],
    jobs: [
      {
        name: 'Chain',
        vertices: uids.map((uid, i) => {
          if (i === 0) return vertex(uid, [read('Source: in', 200)], { source: 'in' });
          if (i === vertices - 1) return vertex(uid, [sink('out: Writer', 200, { kind: 'kinesis', name: 'out' })]);
          return vertex(uid, [operator(`Step ${i}`, 200)]);
        }),
        edges: uids.slice(1).map((uid, i) => hash(`v${i}`, uid, 300)),
      },
    ],
  });
}

let now: Millis = millis(Date.UTC(2026, 9, 13, 12));
const metrics = createSeriesStore();
const region = createRegion({ place: { region: 'us-east-1', accountId: '123456789012', now: () => now }, seed: 1, metrics });
region.add(buildApplication('chain', chain(), { seed: 1, begin: now, running: true }, region.place));
const step = (): void => {
  region.step(now);
  const minute = millis(Math.floor(now / MINUTE) * MINUTE);
  now = millis(now + STEP);
  if (now % MINUTE === 0) metrics.close(minute);
};

for (let i = 0; i < WARM_UP; i++) step();
const times = Array.from({ length: STEPS / TOGETHER }, () => {
  const before = process.cpuUsage();
  for (let i = 0; i < TOGETHER; i++) step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / TOGETHER;
}).sort((a, b) => a - b);
process.stdout.write(JSON.stringify(quantile(times, 0.5)));
