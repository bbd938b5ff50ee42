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

/** Prints the median milliseconds of processor time of a step of one application, metrics and checkpoints included: vertices (a multiple of five), subtasks of each. */
const [vertices = 5, parallelism = 2] = process.argv.slice(2).map(Number);
const WARM_UP = 1600;
const STEPS = 1600;
/** Several steps together, because the clock is not fine enough for one. */
const TOGETHER = 8;

/** Vertices from a source to its sink. */
const DEPTH = 5;

/** Pipelines beside each other, so that a larger job is no deeper: what a barrier has to go through stays the same. */
function pipelines(): Blueprint {
  const names = Array.from({ length: vertices / DEPTH }, (_, i) => `p${i}`);
  // A slot has one subtask of each vertex: two fifths of its core, whatever the size.
  const rate = (parallelism * 2000) / vertices;
  return streaming({
    id: 'pipelines',
    description: 'As many vertices as are asked for',
    parallelism,
    autoScaling: false,
    code: jar('pipelines.jar', 10),
    sources: names.map((name) => stream(name, name, parallelism, daily(rate, 12))),
    jobs: [
      {
        name: 'Pipelines',
        vertices: names.flatMap((name) => [
          vertex(`${name}-0`, [read(`Source: ${name}`, 200)], { source: name }),
          ...Array.from({ length: DEPTH - 2 }, (_, i) => vertex(`${name}-${i + 1}`, [operator(`Step ${i + 1}`, 200)])),
          vertex(`${name}-${DEPTH - 1}`, [sink(`${name}: Writer`, 200, { kind: 'kinesis', name: `${name}-out` })]),
        ]),
        edges: names.flatMap((name) =>
          Array.from({ length: DEPTH - 1 }, (_, i) => hash(`${name}-${i}`, `${name}-${i + 1}`, 300)),
        ),
      },
    ],
  });
}

let now: Millis = millis(Date.UTC(2026, 9, 13, 12));
const metrics = createSeriesStore();
const region = createRegion({ place: { region: 'us-east-1', accountId: '123456789012', now: () => now }, seed: 1, metrics });
region.add(buildApplication('pipelines', pipelines(), { seed: 1, begin: now, running: true }, region.place));
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
