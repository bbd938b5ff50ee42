import { z } from '#shared/model/schema.ts';
import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { ClockChange, FaultChange, NetworkChange, ScenarioStart } from '#shared/simulation/control.ts';
import { ScenarioList, SimulatorState, Truth } from '#shared/simulation/control.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** The control interface of a simulator that runs. Its address carries a secret: it never gets into an error. */
export interface ControlClient {
  state(signal: AbortSignal): Promise<Result<SimulatorState>>;
  scenarios(signal: AbortSignal): Promise<Result<ScenarioList>>;
  truth(signal: AbortSignal): Promise<Result<Truth>>;
  setClock(change: ClockChange, signal: AbortSignal): Promise<Result<SimulatorState>>;
  setFault(change: FaultChange, signal: AbortSignal): Promise<Result<SimulatorState>>;
  setNetworkFault(change: NetworkChange, signal: AbortSignal): Promise<Result<SimulatorState>>;
  startScenario(wanted: ScenarioStart, signal: AbortSignal): Promise<Result<SimulatorState>>;
}

/** A day of a large fleet, or a week of history, is not simulated in a moment. */
const LONG = millis(30 * MINUTE);

/** A moment that is no date of JavaScript is none of a simulator's. */
const isDate = (at: Millis | null): boolean => at === null || Math.abs(at) <= 8.64e15;
const State = SimulatorState.refine(({ now, jumpingTo }) => isDate(now) && isDate(jumpingTo));

export function controlClient(address: string, timeout: Millis): ControlClient {
  const root = address.endsWith('/') ? address : `${address}/`;

  const ask = async <S extends z.ZodType>(
    path: string,
    schema: S,
    signal: AbortSignal,
    { body, patience = timeout }: { readonly body?: object; readonly patience?: Millis } = {},
  ): Promise<Result<z.output<S>>> => {
    const late = AbortSignal.timeout(patience);
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: JSON_CONTENT };
    try {
      const response = await fetch(root + path, { ...init, redirect: 'error', signal: AbortSignal.any([signal, late]) });
      const text = await response.text();
      return response.ok ? parse(text, schema) : failed(refused(response.status, text));
    } catch {
      return failed(simulatorError(late.aborted ? 'timeout' : 'unreachable'));
    }
  };

  return {
    state: (signal) => ask('state', State, signal),
    scenarios: (signal) => ask('scenarios', ScenarioList, signal),
    truth: (signal) => ask('truth', Truth, signal),
    setClock: (body, signal) => ask('clock', State, signal, { body, patience: body.advance === undefined ? timeout : LONG }),
    setFault: (body, signal) => ask('fault', State, signal, { body }),
    setNetworkFault: (body, signal) => ask('network', State, signal, { body }),
    startScenario: (body, signal) => ask('scenario', State, signal, { body, patience: LONG }),
  };
}

const JSON_CONTENT = { 'content-type': 'application/json' };

function parse<S extends z.ZodType>(text: string, schema: S): Result<z.output<S>> {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : failed(simulatorError('bad-response'));
  } catch {
    return failed(simulatorError('bad-response'));
  }
}

const Refusal = z.object({ error: z.string() });

function refused(status: number, text: string): SourceError {
  if (status === 401 || status === 403) return simulatorError('access-denied');
  if (status === 404) return simulatorError('not-found');
  if (status >= 500) return simulatorError('server-error');
  const said = parse(text, Refusal);
  const error = simulatorError('bad-request');
  return said.ok ? { ...error, message: `The simulator refused the change. ${said.value.error}` } : error;
}

function simulatorError(kind: keyof typeof WORDS & SourceErrorKind): SourceError {
  const [message, remedy] = WORDS[kind];
  return { kind, source: 'Simulator', message, remedy };
}

const ADDRESS = 'Use the whole control address that the simulator printed; it has a secret in its path.';
const WORDS = {
  unreachable: ['The simulator does not answer.', 'Start it again; this connection comes back by itself.'],
  timeout: ['The simulator did not answer in time.', 'Nothing to do if this passes; a lower speed gives it room.'],
  'bad-response': ['What answers at this address is not a simulator.', ADDRESS],
  'access-denied': ['The simulator refuses this address.', ADDRESS],
  'not-found': ['There is no control interface at this address.', ADDRESS],
  'bad-request': ['The simulator refused the change.', 'Change what it names, and try again.'],
  'server-error': ['The simulator failed.', 'Start it again; this connection comes back by itself.'],
} as const satisfies Partial<Record<SourceErrorKind, readonly [string, string]>>;
