import { createContext, Script } from 'node:vm';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';

const script = new Script('run()');
const surroundings: { run: (() => void) | null } = { run: null };
const context = createContext(surroundings);

/** Does what a caller's regular expressions could make last for ever; given up when it takes too long. */
export function withinTime<T>(limit: Millis, run: () => T): Result<T, null> {
  let result: Result<T, null> = failed(null);
  surroundings.run = () => {
    result = ok(run());
  };
  try {
    script.runInContext(context, { timeout: limit });
  } catch (thrown) {
    if (!isTimeout(thrown)) throw thrown;
  }
  return result;
}

/** It comes from the other context, where errors are of another class. */
const isTimeout = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
