import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SimulatorView as View } from '#shared/simulation/control.ts';
import { useTopic } from '../../store/useTopic.ts';
import { SnapshotView } from '../../ui/SnapshotView.tsx';
import { Faults } from './Faults.tsx';
import { History } from './History.tsx';
import { NetworkFaults } from './NetworkFaults.tsx';
import { Playing } from './Playing.tsx';
import { Scenarios } from './Scenarios.tsx';
import { Truth } from './Truth.tsx';
import { useChoices } from './useChoices.ts';
import { useSimulator } from './useSimulator.ts';
import './simulator.css';

/** The page of one simulator; what was last known stays, and says so, while it does not answer. */
export function SimulatorView({ connection }: { readonly connection: string }) {
  const snapshot = useTopic({ kind: 'simulator', connection });
  return (
    <SnapshotView snapshot={snapshot} what="the simulator">
      {(view) => <Parts connection={connection} view={view} answers={snapshot.state === 'live'} />}
    </SnapshotView>
  );
}

interface PartsProps {
  readonly connection: string;
  readonly view: View;
  readonly answers: boolean;
}

function Parts({ connection, view, answers }: PartsProps) {
  const simulator = useSimulator(connection, view);
  const choices = useChoices(connection, view.world, answers);
  return (
    <SpaceBetween size="l">
      <Playing connection={connection} view={view} simulator={simulator} choices={choices} answers={answers} />
      <Scenarios view={view} simulator={simulator} choices={choices} answers={answers} />
      <Faults view={view} simulator={simulator} choices={choices} answers={answers} />
      <NetworkFaults view={view} simulator={simulator} answers={answers} />
      <Truth key={view.world} connection={connection} view={view} answers={answers} />
      <History view={view} simulator={simulator} />
    </SpaceBetween>
  );
}
