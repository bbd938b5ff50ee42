import type { EmbeddedSimulator } from '../../simulator/embedSimulator.ts';
import { embedSimulator } from '../../simulator/embedSimulator.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { failureOf } from '../failure.ts';

/** Where a connection's simulator lives: at an address of its own, or in a thread that is started when it is needed. */
export interface SimulatorHome {
  /** The control address; a secret. */
  control(signal: AbortSignal): Promise<Result<string>>;
  /** The thread ended by itself: the next question starts another. */
  onDeath(tell: () => void): void;
  close(): Promise<void>;
}

export function simulatorHome(
  { address, scenario, seed, speed, applications }: Extract<Connection, { kind: 'simulator' }>,
  log: (line: string) => void,
  start = embedSimulator,
): SimulatorHome {
  let embedded: Promise<Result<EmbeddedSimulator, string>> | null = null;
  let tellDeath = (): void => undefined;

  /** A thread that cannot even be made is a failure like any other: the next question tries again. */
  const startThread = async (): Promise<Result<EmbeddedSimulator, string>> => {
    const started = await start({ scenario, seed, speed, applications }).catch((thrown: unknown) => failed(failureOf(thrown)));
    if (started.ok) void startAgainAfter(started.value);
    else embedded = null;
    return started;
  };
  const startAgainAfter = async ({ died }: EmbeddedSimulator): Promise<void> => {
    const reason = await died;
    embedded = null;
    try {
      log(`${reason} It is started again.`);
      tellDeath();
    } catch (thrown) {
      log(failureOf(thrown));
    }
  };

  const embed = (): Promise<Result<EmbeddedSimulator, string>> => {
    const starting = startThread();
    embedded = starting;
    return starting;
  };

  return {
    async control(signal) {
      if (address !== null) return ok(address);
      const started = await (embedded ?? embed());
      if (signal.aborted || !started.ok)
        return failed({
          kind: 'unreachable',
          source: 'Simulator',
          message: started.ok ? 'The simulator is being stopped.' : started.error,
          remedy: 'Choose another scenario in the settings, or start the app again.',
        });
      return ok(started.value.control);
    },
    onDeath(tell) {
      tellDeath = tell;
    },
    async close() {
      const started = await embedded;
      if (started?.ok === true) await started.value.close();
    },
  };
}
