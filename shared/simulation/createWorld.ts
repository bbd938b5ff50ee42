import type { ApplicationStatus } from '../model/application.ts';
import type { Millis } from '../units/units.ts';
import { MINUTE, millis } from '../units/units.ts';
import { findBlueprint } from './blueprints/blueprints.ts';
import { readLog } from './logs/logBook.ts';
import { createPublisher } from './metrics/publish.ts';
import type { Publisher } from './metrics/publish.ts';
import { createSeriesStore } from './metrics/seriesStore.ts';
import { assume, buildApplication, happen, leadOf, obey, stepApplication } from './runtime/application.ts';
import { REGION } from './runtime/region.ts';
import type { ApplicationRuntime } from './runtime/runtime.ts';
import type { Place } from './runtime/views.ts';
import { keyOf } from './random.ts';
import type { Command, ScenarioEvent, World, WorldOptions } from './types.ts';
import { STEP } from './types.ts';

const ACCOUNT = '123456789012';

/** Something that the scenario has planned for a time. */
type Planned =
  | { readonly at: Millis; readonly kind: 'command'; readonly command: Command }
  | { readonly at: Millis; readonly kind: 'status'; readonly application: string; readonly status: ApplicationStatus }
  | { readonly at: Millis; readonly kind: 'event'; readonly event: ScenarioEvent };

interface Member {
  readonly application: ApplicationRuntime;
  readonly publisher: Publisher;
}

/** Builds the scenario's world and simulates its history. */
export function createWorld({ seed, scenario, start, history }: WorldOptions): World {
  const begin = millis(Math.floor((start - history) / MINUTE) * MINUTE);
  const metrics = createSeriesStore();
  let now = begin;
  const place: Place = { region: REGION, accountId: ACCOUNT, now: () => now };
  const members = new Map<string, Member>();
  const planned: Planned[] = [];

  for (const { blueprint, name, status } of scenario.applications) {
    const changes = millis(start - leadOf(status, keyOf(seed, 'status', name)));
    const running = status !== 'STARTING' && !(status === 'READY' && changes < begin);
    const application = buildApplication(name, findBlueprint(blueprint), { seed, begin, running }, place);
    members.set(name, { application, publisher: createPublisher(application, metrics) });
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
    if (next.kind === 'status') assumeStatus(member.application, next.status);
    else happen(member.application, next.event.kind, now, place);
  };
  const assumeStatus = (application: ApplicationRuntime, status: ApplicationStatus) =>
    assume(application, status === 'READY' && application.status === 'RUNNING' ? 'STOPPING' : status, now, place);

  let queued: readonly Command[] = [];
  const step = () => {
    while (planned[0] !== undefined && planned[0].at <= now) carryOut(planned.shift() as Planned);
    for (const command of queued) obeyed(command);
    queued = [];
    for (const { application, publisher } of members.values()) {
      stepApplication(application, now, place);
      publisher.publish(now);
    }
    const minute = millis(Math.floor(now / MINUTE) * MINUTE);
    now = millis(now + STEP);
    if (now % MINUTE === 0) metrics.close(minute);
  };

  const world: World = {
    get now() {
      return now;
    },
    region: REGION,
    accountId: ACCOUNT,
    applications: [...members.values()].map(({ application }) => application.view),
    metrics,
    advanceTo(time) {
      for (let steps = Math.floor((time - now) / STEP); steps > 0; steps--) step();
    },
    command(command) {
      queued = [...queued, command];
    },
    logs(name, from, to) {
      const member = members.get(name);
      return member === undefined ? [] : readLog(member.application.log, member.application.view.arn, from, to);
    },
  };
  world.advanceTo(start);
  return world;
}
