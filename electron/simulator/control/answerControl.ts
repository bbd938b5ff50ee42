import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { z } from '#shared/model/schema.ts';
import type { SimulatorState } from '#shared/simulation/control.ts';
import { ClockChange, FaultChange } from '#shared/simulation/control.ts';
import { millis } from '#shared/units/units.ts';
import { sameText } from '../../sameText.ts';
import { jsonReply } from '../http/request.ts';
import type { Reply, SimulatorRequest } from '../http/request.ts';
import type { Simulation } from '../simulation.ts';

export const CONTROL_PREFIX = '/control/';

export interface ControlOptions {
  /** In the path of every request. */
  readonly token: string;
  readonly simulation: Simulation;
  readonly state: () => SimulatorState;
}

interface Refusal {
  readonly status: number;
  readonly sentence: string;
}

const refuse = (status: number, sentence: string): Result<never, Refusal> => failed({ status, sentence });

/** The interface of shared/simulation/control.ts: state, clock, faults; every answer is the state. */
export function answerControl(request: SimulatorRequest, options: ControlOptions): Reply {
  const done = obey(request, options);
  if (!done.ok) return jsonReply(done.error.status, { error: done.error.sentence });
  return jsonReply(200, options.state(), { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' });
}

function obey(request: SimulatorRequest, { token, simulation }: ControlOptions): Result<null, Refusal> {
  const [given = '', ...rest] = request.path.slice(CONTROL_PREFIX.length).split('/');
  if (!sameText(given, token)) return refuse(403, 'The secret in the address is missing or wrong.');
  const name = rest.join('/');
  const method = name === 'state' ? 'GET' : name === 'clock' || name === 'fault' ? 'POST' : null;
  if (method === null) return refuse(404, `There is no ${name === '' ? 'answer here' : name}: state, clock or fault.`);
  if (request.method !== method) return refuse(405, `${name} is asked with ${method}.`);
  if (name === 'state') return ok(null);
  return name === 'clock' ? changeClock(request, simulation) : changeFault(request, simulation);
}

function changeClock(request: SimulatorRequest, { clock }: Simulation): Result<null, Refusal> {
  const change = read(ClockChange, request);
  if (!change.ok) return change;
  clock.change(change.value);
  return ok(null);
}

function changeFault(request: SimulatorRequest, simulation: Simulation): Result<null, Refusal> {
  const change = read(FaultChange, request);
  if (!change.ok) return change;
  // A command takes effect at the next step: first the world has to be where its clock is.
  const now = simulation.catchUp();
  const { id } = change.value;
  const isOn = simulation.faults(now).some((fault) => fault.id === id);
  if (change.value.change === 'off') {
    if (!isOn) return refuse(400, `id: no fault ${id} is on.`);
    simulation.command({ kind: 'fault-off', id });
    return ok(null);
  }
  const { kind, application, severity } = change.value;
  if (isOn) return refuse(400, `id: a fault ${id} is on already.`);
  if (!simulation.world.applications.some(({ name }) => name === application))
    return refuse(400, `application: there is no ${application}.`);
  simulation.command({
    kind: 'fault-on',
    fault: { id, kind, application, severity, onset: millis(now - simulation.start), duration: null },
  });
  return ok(null);
}

function read<S extends z.ZodType>(schema: S, { headers, body }: SimulatorRequest): Result<z.output<S>, Refusal> {
  // Other sites' pages can send plain text and forms without asking first, but not this.
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return refuse(415, 'The Content-Type must be application/json.');
  try {
    const parsed = schema.safeParse(JSON.parse(body.toString('utf8')));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    return refuse(400, `${field === '' ? '' : `${field}: `}${issue?.message ?? 'not what is taken here'}.`);
  } catch {
    return refuse(400, 'The body is not JSON.');
  }
}
