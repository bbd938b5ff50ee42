import type { ApplicationStatus } from '../model/application.ts';
import type { Millis } from '../units/units.ts';
import { MINUTE, millis } from '../units/units.ts';
import { findBlueprint } from './blueprints/blueprints.ts';
import { withLoad } from './blueprints/variant.ts';
import { createSeriesStore } from './metrics/seriesStore.ts';
import { keyOf } from './random.ts';
import { buildApplication } from './runtime/buildApplication.ts';
import { HOME } from './runtime/region.ts';
import { createRegion } from './runtime/regionRuntime.ts';
import type { RegionRuntime } from './runtime/regionRuntime.ts';
import { assume, happen, leadOf } from './runtime/scenarioChanges.ts';
import { obey } from './runtime/application.ts';
import type { Command, ScenarioEvent, World, WorldOptions } from './types.ts';
import { STEP } from './types.ts';

const ACCOUNT = '123456789012';

/** Something that the scenario has planned for a time. */
type Planned =
  | { readonly at: Millis; readonly kind: 'command'; readonly command: Command }
  | { readonly at: Millis; readonly kind: 'status'; readonly application: string; readonly status: ApplicationStatus }
  | { readonly at: Millis; readonly kind: 'event'; readonly event: ScenarioEvent };

/** Builds the scenario's world and simulates its history. */
export function createWorld(options: WorldOptions): World {
  const world = prepareWorld(options);
  world.advanceTo(options.start);
  return world;
}

/** The scenario's world where its history begins: whoever advances it to the start can do other things meanwhile. */
export function prepareWorld({ seed, scenario, start, history }: WorldOptions): World {
  const begin = millis(Math.floor((start - history) / MINUTE) * MINUTE);
  let now = begin;
  const planned: Planned[] = [];
  const regions = new Map<string, RegionRuntime>();
  const regionOf = (name: string): RegionRuntime => {
    const known = regions.get(name);
    if (known !== undefined) return known;
    const place = { region: name, accountId: ACCOUNT, now: () => now };
    const region = createRegion({ place, seed, metrics: createSeriesStore() });
    regions.set(name, region);
    return region;
  };
  const home = regionOf(HOME);

  for (const { blueprint, name, status, region = HOME, variant, load = 1 } of scenario.applications) {
    const where = regionOf(region);
    const changes = millis(start - leadOf(status, keyOf(seed, 'status', name)));
    const running = status !== 'STARTING' && !(status === 'READY' && changes < begin);
    where.add(buildApplication(name, withLoad(findBlueprint(blueprint, variant), load), { seed, begin, running }, where.place));
    planned.push({ at: changes, kind: 'status', application: name, status });
  }
  for (const fault of scenario.faults)
    planned.push({ at: millis(start + fault.onset), kind: 'command', command: { kind: 'fault-on', fault } });
  for (const event of scenario.events ?? []) planned.push({ at: millis(start + event.at), kind: 'event', event });
  planned.sort((a, b) => a.at - b.at);

  /** Scenarios and faults name an application, and its name is its own in all regions; the home region's goes first. */
  const find = (name: string) => {
    for (const region of regions.values()) {
      const application = region.find(name);
      if (application !== undefined) return { application, place: region.place };
    }
    return undefined;
  };
  const obeyed = (command: Command) => {
    if (command.kind === 'fault-off') {
      for (const region of regions.values()) for (const each of region.residents()) obey(each, command, now, region.place);
      return;
    }
    const found = find(command.fault.application);
    if (found !== undefined) obey(found.application, command, now, found.place);
  };
  const carryOut = (next: Planned) => {
    if (next.kind === 'command') return obeyed(next.command);
    const found = find(next.kind === 'status' ? next.application : next.event.application);
    if (found === undefined) return;
    if (next.kind === 'status') assume(found.application, next.status, now, found.place);
    else happen(found.application, next.event.kind, now, found.place);
  };

  let queued: readonly Command[] = [];
  const step = () => {
    while (planned[0] !== undefined && planned[0].at <= now) carryOut(planned.shift() as Planned);
    for (const command of queued) obeyed(command);
    queued = [];
    for (const region of regions.values()) region.step(now);
    const minute = millis(Math.floor(now / MINUTE) * MINUTE);
    now = millis(now + STEP);
    if (now % MINUTE === 0) for (const { view } of regions.values()) view.metrics.close(minute);
  };

  return {
    get now() {
      return now;
    },
    accountId: ACCOUNT,
    home: home.view,
    regions: [...regions.values()].map(({ view }) => view),
    get applications() {
      return [...regions.values()].flatMap(({ view }) => view.applications);
    },
    advanceTo(time) {
      for (let steps = Math.floor((time - now) / STEP); steps > 0; steps--) step();
    },
    command(command) {
      queued = [...queued, command];
    },
  };
}
