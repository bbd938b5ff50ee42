import { SimulatorState } from '#shared/simulation/control.ts';
import type { Millis } from '#shared/units/units.ts';
import { startProgram } from './program.ts';

/** The simulator as a program of its own. */
export interface PeerSimulator {
  readonly region: string;
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  state(): Promise<SimulatorState>;
  /** Jumps ahead in simulated time. */
  advance(duration: Millis): Promise<void>;
  stop(): Promise<number | null>;
}

export async function startSimulator(args: readonly string[]): Promise<PeerSimulator> {
  const program = startProgram({ command: process.execPath, args: ['electron/simulator/main.ts', '--port', '0', ...args] });
  try {
    const { control } = JSON.parse(await program.firstLine) as { control: string };
    const state = async () => SimulatorState.parse(await (await fetch(`${control}/state`)).json());
    const { region, aws: endpoint, credentials } = await state();
    const advance = async (duration: Millis) => {
      const body = JSON.stringify({ advance: duration });
      const answer = await fetch(`${control}/clock`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      if (!answer.ok) throw new Error(await answer.text());
    };
    return { region, endpoint, ...credentials, state, advance, stop: () => program.stop() };
  } catch (thrown) {
    await program.stop();
    throw thrown;
  }
}
