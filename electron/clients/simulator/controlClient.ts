import type { z } from '#shared/model/schema.ts';
import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { ClockChange } from '#shared/simulation/control.ts';
import { SimulatorState } from '#shared/simulation/control.ts';
import type { Millis } from '#shared/units/units.ts';

/** The control interface of a simulator that runs. Its address carries a secret: it never gets into an error. */
export interface ControlClient {
  state(signal: AbortSignal): Promise<Result<SimulatorState>>;
  setClock(change: z.input<typeof ClockChange>, signal: AbortSignal): Promise<Result<SimulatorState>>;
}

export function controlClient(address: string, timeout: Millis): ControlClient {
  const root = address.endsWith('/') ? address : `${address}/`;

  const ask = async (path: string, init: RequestInit, signal: AbortSignal): Promise<Result<SimulatorState>> => {
    const patience = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(root + path, { ...init, redirect: 'error', signal: AbortSignal.any([signal, patience]) });
      const text = await response.text();
      if (!response.ok) return failed(refused(response.status));
      return parse(text);
    } catch {
      return failed(simulatorError(patience.aborted ? 'timeout' : 'unreachable'));
    }
  };

  return {
    state: (signal) => ask('state', {}, signal),
    setClock: (change, signal) =>
      ask('clock', { method: 'POST', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } }, signal),
  };
}

function parse(text: string): Result<SimulatorState> {
  try {
    const parsed = SimulatorState.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : failed(simulatorError('bad-response'));
  } catch {
    return failed(simulatorError('bad-response'));
  }
}

function refused(status: number): SourceError {
  if (status === 401 || status === 403) return simulatorError('access-denied');
  if (status === 404) return simulatorError('not-found');
  return simulatorError(status >= 500 ? 'server-error' : 'bad-request');
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
  'bad-request': ['The simulator refused the change.', 'Report this with what was changed.'],
  'server-error': ['The simulator failed.', 'Start it again; this connection comes back by itself.'],
} as const satisfies Partial<Record<SourceErrorKind, readonly [string, string]>>;
