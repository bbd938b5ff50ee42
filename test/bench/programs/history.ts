import process from 'node:process';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { demo } from '#shared/simulation/scenarios/demo.ts';
import { withApplications } from '#shared/simulation/scenarios/fleet.ts';
import { HOUR, millis } from '#shared/units/units.ts';

/** Prints how many milliseconds it takes to simulate a history, on the clock and of a processor: applications, hours. */
const [applications = 20, hours = 24] = process.argv.slice(2).map(Number);
const scenario = withApplications(demo, applications);
const [began, before] = [performance.now(), process.cpuUsage()];
createWorld({ seed: 1, scenario, start: millis(Date.UTC(2026, 9, 13, 12)), history: millis(hours * HOUR) });
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ clock: performance.now() - began, processor: (user + system) / 1000 }));
