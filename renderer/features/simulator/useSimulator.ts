import { useRef } from 'react';
import type { Input } from '#shared/contract/contract.ts';
import type { FaultChange, NetworkFault, ScenarioStart, SimulatorView } from '#shared/simulation/control.ts';
import { formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { useCall, useNotice } from '../../store/useCall.ts';
import { useRemembered } from '../../store/useRemembered.ts';
import type { Done, Undo } from './done.ts';
import { withDone } from './done.ts';
import { speedWords } from './speed.ts';
import { extentWords, networkWords, placeWords, problemWords, severityWords } from './words.ts';

type Disturbed = Pick<NetworkFault, 'service' | 'kind' | 'application'>;
type Tell = 'simulator.clock' | 'simulator.start' | 'simulator.fault' | 'simulator.network';

/** What the page tells a simulator; each true when it was done. What was refused is told at the top of the page. */
export interface Simulator {
  readonly done: readonly Done[];
  setSpeed(speed: number): Promise<boolean>;
  setPaused(paused: boolean): Promise<boolean>;
  jump(duration: Millis): Promise<boolean>;
  start(wanted: ScenarioStart): Promise<boolean>;
  switchOn(fault: Omit<Extract<FaultChange, { change: 'on' }>, 'change'>): Promise<boolean>;
  switchOff(fault: { readonly id: string; readonly kind: string; readonly application: string }): Promise<boolean>;
  disturb(fault: NetworkFault): Promise<boolean>;
  leaveAlone(fault: Disturbed): Promise<boolean>;
  undo(entry: Pick<Done, 'undo'>): Promise<boolean>;
}

const NOTHING: readonly Done[] = [];

/** Every change that goes well is written into the history of this visit. */
export function useSimulator(connection: string, { world, now }: SimulatorView): Simulator {
  const call = useCall();
  const notice = useNotice();
  const [done, keep] = useRemembered(`simulator-done ${connection}`, NOTHING);
  /** What was done while another answer was awaited must not be lost. */
  const newest = useRef(done);

  const tell = async <K extends Tell>(name: K, input: Input<K>, words: string, undo: Undo | null = null): Promise<boolean> => {
    const answer = await call(name, input);
    if (!answer.ok) return false;
    if (!answer.value.ok) {
      notice('error', `${answer.value.error.message} ${answer.value.error.remedy}`);
      return false;
    }
    newest.current = withDone(newest.current, { at: now, world, words, undo });
    keep(newest.current);
    return true;
  };

  const self: Simulator = {
    done,
    setSpeed: (speed) => tell('simulator.clock', { connection, speed }, `Speed set to ${speedWords(speed)}`),
    setPaused: (paused) => tell('simulator.clock', { connection, paused }, paused ? 'Paused' : 'Resumed'),
    jump: (duration) => tell('simulator.clock', { connection, advance: duration }, `Jumped ahead by ${formatMillis(duration)}`),
    start: (wanted) =>
      tell('simulator.start', { connection, ...wanted }, `Started ${wanted.scenario} with seed ${wanted.seed ?? 'as before'}`),
    switchOn: (fault) =>
      tell(
        'simulator.fault',
        { connection, change: { change: 'on', ...fault } },
        `Switched on: ${problemWords(fault.kind)}, ${severityWords[fault.severity].toLowerCase()}, at ${fault.application}`,
        { kind: 'fault', fault },
      ),
    switchOff: ({ id, kind, application }) =>
      tell(
        'simulator.fault',
        { connection, change: { change: 'off', id } },
        `Switched off: ${problemWords(kind)} at ${application}`,
      ),
    disturb: (fault) =>
      tell(
        'simulator.network',
        { connection, change: { change: 'on', ...fault } },
        `${placeWords(fault)}: ${networkWords[fault.kind].toLowerCase()}, ${extentWords(fault)}`,
        { kind: 'network', fault },
      ),
    leaveAlone: ({ service, kind, application }) =>
      tell(
        'simulator.network',
        { connection, change: { change: 'off', service, kind, application } },
        `${placeWords({ service, application })} no longer: ${networkWords[kind].toLowerCase()}`,
      ),
    undo({ undo }) {
      if (undo === null) return Promise.resolve(false);
      return undo.kind === 'fault' ? self.switchOff(undo.fault) : self.leaveAlone(undo.fault);
    },
  };
  return self;
}
