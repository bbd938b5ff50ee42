import type { History } from '../../history/history.ts';
import type { SimulatorState } from '#shared/simulation/control.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { Recorder } from '../telemetry/recorder.ts';

/** Whose the record of the world is: of no application. */
const OWNER = 'world';
const KEY = 'world';

/** What makes a world of a simulator the one that it is: what it plays, from which seed, and when it began. */
export const worldOf = ({ scenario, seed, world, began }: SimulatorState): string =>
  JSON.stringify([scenario, seed, world, began ?? null]);

/** Which world a connection's history is of. */
export interface WorldHistory {
  /** Forgets what is kept of another world than this one; true when it did. */
  enter(state: SimulatorState): boolean;
}

/** The history of a simulator belongs to one world: another one has other applications, or the same ones at other times. */
export function worldHistory(
  { history, recorder }: { readonly history: History; readonly recorder: Pick<Recorder, 'forget'> },
  connection: string,
): WorldHistory {
  const owner = { connection, application: OWNER };
  let entered: { readonly world: string; readonly at: Millis } | null = null;

  const write = (world: string, at: Millis): void => {
    entered = { world, at };
    history.records.put({ ...owner, kind: 'capture', key: KEY, at, until: null, value: { world } });
  };
  const kept = (): unknown => {
    const value = history.records.get(owner, 'capture', KEY)?.value;
    return typeof value === 'object' && value !== null && 'world' in value ? value.world : undefined;
  };

  return {
    enter(state) {
      const world = worldOf(state);
      if (entered?.world === world) {
        // Written again, so that it does not grow so old that it is forgotten before what it is about; or when all of it was cleared.
        if (Math.abs(state.now - entered.at) >= HOUR || kept() !== world) write(world, millis(state.now));
        return false;
      }
      const before = kept();
      const isOther = before !== world;
      if (isOther) {
        history.clear(connection);
        recorder.forget(connection);
      }
      write(world, millis(state.now));
      return isOther && before !== undefined;
    },
  };
}
