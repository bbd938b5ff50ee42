import process from 'node:process';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { demo } from '#shared/simulation/scenarios/demo.ts';
import { withApplications } from '#shared/simulation/scenarios/fleet.ts';
import { HOUR, millis } from '#shared/units/units.ts';

/** Prints the MiB that a world takes, as the process and on its heap: applications, hours of history. Needs `--expose-gc`. */
const [applications = 500, hours = 1] = process.argv.slice(2).map(Number);
const MIB = 1_048_576;
const scenario = withApplications(demo, applications);
const world = createWorld({ seed: 1, scenario, start: millis(Date.UTC(2026, 9, 13, 12)), history: millis(hours * HOUR) });
globalThis.gc?.();
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
process.stdout.write(
  JSON.stringify({ applications: world.applications.length, resident: rss / MIB, heap: (heapUsed + arrayBuffers) / MIB }),
);
