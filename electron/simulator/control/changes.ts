import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { ClockChange, FaultChange, NetworkChange, ScenarioStart } from '#shared/simulation/control.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import { millis } from '#shared/units/units.ts';
import type { SimulatorRequest } from '../http/request.ts';
import type { NetworkFaults } from '../network/networkFaults.ts';
import { isOn } from '../simulation.ts';
import type { Stage } from '../stage.ts';
import { readBody, refuse } from './readBody.ts';
import type { Refusal } from './readBody.ts';

type Changed = Promise<Result<null, Refusal>>;
const DONE = ok(null);

export async function changeClock(request: SimulatorRequest, stage: Stage): Changed {
  const change = readBody(ClockChange, request);
  if (!change.ok) return change;
  const { advance = 0, ...rest } = change.value;
  stage.current.clock.change(rest);
  if (advance > 0) await stage.jump(millis(advance));
  return DONE;
}

export async function changeFault(request: SimulatorRequest, { current }: Stage): Changed {
  const change = readBody(FaultChange, request);
  if (!change.ok) return change;
  const { id } = change.value;
  const now = current.catchUp();
  const present = current.faults.some((fault) => fault.spec.id === id && isOn(fault, now));
  if (change.value.change === 'off') {
    if (!present) return refuse(400, `id: no fault ${id} is on.`);
    current.switchOff(id);
    return DONE;
  }
  const { kind, application, severity, where } = change.value;
  if (present) return refuse(400, `id: a fault ${id} is on already.`);
  if (current.find(application) === undefined) return refuse(400, `application: there is no ${application}.`);
  const places = current.placesOf(kind, application);
  if (places?.length === 0) return refuse(400, `kind: ${application} has nothing that ${kind} could befall.`);
  if (where !== undefined && places?.includes(where) === false)
    return refuse(400, `where: ${kind} can only be at ${places.join(', ')}.`);
  current.switchOn({ id, kind, application, severity, ...(where === undefined ? {} : { where }) });
  return DONE;
}

export async function changeNetwork(request: SimulatorRequest, { current }: Stage, network: NetworkFaults): Changed {
  const change = readBody(NetworkChange, request);
  if (!change.ok) return change;
  const { service, kind, application } = change.value;
  if (application !== null && service !== 'flink')
    return refuse(400, `application: only flink is of one application, not ${service}.`);
  if (change.value.change === 'off') {
    if (network.switchOff({ service, kind, application })) return DONE;
    return refuse(400, `kind: ${service} has no ${kind} now.`);
  }
  if (application !== null && current.find(application) === undefined)
    return refuse(400, `application: there is no ${application}.`);
  network.switchOn({ service, kind, application, severity: change.value.severity });
  return DONE;
}

export async function startScenario(request: SimulatorRequest, stage: Stage): Changed {
  const wanted = readBody(ScenarioStart, request);
  if (!wanted.ok) return wanted;
  const { scenario: id, seed = stage.current.seed, start, history, applications } = wanted.value;
  const scenario = findScenario(id);
  if (scenario === undefined) return refuse(400, `scenario: there is no ${id}.`);
  if (stage.starting !== null) return refuse(409, `${stage.starting.scenario} is being started already.`);
  await stage.play({
    scenario,
    seed,
    applications,
    start: start === undefined ? undefined : millis(start),
    history: history === undefined ? undefined : millis(history),
  });
  return DONE;
}
