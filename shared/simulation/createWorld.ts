import type { ApplicationStatus } from '../model/application.ts';
import type { Millis } from '../units/units.ts';
import { MINUTE, millis } from '../units/units.ts';
import { findBlueprint } from './blueprints/blueprints.ts';
import { readLog } from './logs/logBook.ts';
import { createPublisher } from './metrics/publish.ts';
import type { Publisher } from './metrics/publish.ts';
import { createSeriesStore } from './metrics/seriesStore.ts';
import type { SeriesStore } from './metrics/seriesStore.ts';
import { assume, buildApplication, happen, leadOf, obey, stepApplication } from './runtime/application.ts';
import { HOME } from './runtime/region.ts';
import type { ApplicationRuntime } from './runtime/runtime.ts';
import type { Place } from './runtime/views.ts';
import { keyOf } from './random.ts';
import type { Command, ScenarioEvent, SimulatedRegion, World, WorldOptions } from './types.ts';
import { STEP } from './types.ts';

const ACCOUNT = '123456789012';

/** Something that the scenario has planned for a time. */
type Planned =
  | { readonly at: Millis; readonly kind: 'command'; readonly command: Command }
  | { readonly at: Millis; readonly kind: 'status'; readonly application: string; readonly status: ApplicationStatus }
  | { readonly at: Millis; readonly kind: 'event'; readonly event: ScenarioEvent };

interface Resident {
  readonly application: ApplicationRuntime;
  readonly publisher: Publisher;
  readonly place: Place;
}

/** Builds the scenario's world and simulates its history. */
export function createWorld(options: WorldOptions): World {
  const world = prepareWorld(options);
  world.advanceTo(options.start);
  return world;
}

/** Builds the scenario's world as it was before its history: for who has others to serve meanwhile, and simulates it in pieces. */
export function prepareWorld({ seed, scenario, start, history }: WorldOptions): World {
  const begin = millis(Math.floor((start - history) / MINUTE) * MINUTE);
  const home = createSeriesStore();
  const stores = new Map([[HOME, home]]);
  let now = begin;
  const members = new Map<string, Resident>();
  const planned: Planned[] = [];

  for (const { blueprint, name, status, region = HOME, variant } of scenario.applications) {
    const place: Place = { region, accountId: ACCOUNT, now: () => now };
    const store = stores.get(region) ?? createSeriesStore();
    stores.set(region, store);
    const changes = millis(start - leadOf(status, keyOf(seed, 'status', name)));
    const running = status !== 'STARTING' && !(status === 'READY' && changes < begin);
    const application = buildApplication(name, findBlueprint(blueprint, variant), { seed, begin, running }, place);
    members.set(name, { application, publisher: createPublisher(application, store), place });
    planned.push({ at: changes, kind: 'status', application: name, status });
  }
  for (const fault of scenario.faults)
    planned.push({ at: millis(start + fault.onset), kind: 'command', command: { kind: 'fault-on', fault } });
  for (const event of scenario.events ?? []) planned.push({ at: millis(start + event.at), kind: 'event', event });
  planned.sort((a, b) => a.at - b.at);

  const obeyed = (command: Command) => {
    if (command.kind === 'fault-on') {
      const member = members.get(command.fault.application);
      if (member !== undefined) obey(member.application, command, now);
      return;
    }
    for (const { application } of members.values()) obey(application, command, now);
  };
  const carryOut = (next: Planned) => {
    if (next.kind === 'command') return obeyed(next.command);
    const member = members.get(next.kind === 'status' ? next.application : next.event.application);
    if (member === undefined) return;
    if (next.kind === 'status') assumeStatus(member, next.status);
    else happen(member.application, next.event.kind, now, member.place);
  };
  const assumeStatus = ({ application, place }: Resident, status: ApplicationStatus) =>
    assume(application, status === 'READY' && application.status === 'RUNNING' ? 'STOPPING' : status, now, place);

  let queued: readonly Command[] = [];
  const step = () => {
    while (planned[0] !== undefined && planned[0].at <= now) carryOut(planned.shift() as Planned);
    for (const command of queued) obeyed(command);
    queued = [];
    for (const { application, publisher, place } of members.values()) {
      stepApplication(application, now, place);
      publisher.publish(now);
    }
    const minute = millis(Math.floor(now / MINUTE) * MINUTE);
    now = millis(now + STEP);
    if (now % MINUTE === 0) for (const store of stores.values()) store.close(minute);
  };

  const regionOf = (name: string, metrics: SeriesStore): SimulatedRegion => {
    const residents = () => [...members.values()].filter(({ place }) => place.region === name);
    return {
      name,
      accountId: ACCOUNT,
      applications: residents().map(({ application }) => application.view),
      metrics,
      logs(of, from, to) {
        const found = residents().find(({ application }) => application.name === of);
        return found === undefined ? [] : readLog(found.application.log, found.application.view.arn, from, to);
      },
    };
  };

  return {
    get now() {
      return now;
    },
    accountId: ACCOUNT,
    home: regionOf(HOME, home),
    regions: [...stores].map(([name, store]) => regionOf(name, store)),
    applications: [...members.values()].map(({ application }) => application.view),
    advanceTo(time) {
      for (let steps = Math.floor((time - now) / STEP); steps > 0; steps--) step();
    },
    command(command) {
      queued = [...queued, command];
    },
  };
}
