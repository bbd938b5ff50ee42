import type { EmbeddedSimulator } from '../../simulator/embedSimulator.ts';
import { embedSimulator } from '../../simulator/embedSimulator.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** Where a connection's simulator lives: at an address of its own, or in a thread that is started when it is needed. */
export interface SimulatorHome {
  /** The control address; a secret. */
  control(signal: AbortSignal): Promise<Result<string>>;
  /** The thread ended by itself: the next question starts another. */
  onDeath(tell: () => void): void;
  close(): Promise<void>;
}

export function simulatorHome(
  { address, scenario, seed, speed }: Extract<Connection, { kind: 'simulator' }>,
  log: (line: string) => void,
  start = embedSimulator,
): SimulatorHome {
  let embedded: Promise<Result<EmbeddedSimulator, string>> | null = null;
  let tellDeath = (): void => undefined;

  const embed = (): Promise<Result<EmbeddedSimulator, string>> => {
    const starting = start({ scenario, seed, speed });
    embedded = starting;
    void starting.then((started) => {
      if (!started.ok) {
        embedded = null;
        return;
      }
      void started.value.died.then((reason) => {
        log(`${reason} It is started again.`);
        embedded = null;
        tellDeath();
      });
    });
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
