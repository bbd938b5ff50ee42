import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { NetworkFault, SimulatorView } from '#shared/simulation/control.ts';
import { NetworkForm } from './NetworkForm.tsx';
import type { Simulator } from './useSimulator.ts';
import { extentWords, networkWords, placeWords } from './words.ts';

interface NetworkFaultsProps {
  readonly view: SimulatorView;
  readonly simulator: Simulator;
  readonly answers: boolean;
}

/** What stands between the app and the simulated services. */
export function NetworkFaults({ view, simulator, answers }: NetworkFaultsProps) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Table
        variant="container"
        items={view.network}
        trackBy={({ service, kind, application }) => [service, kind, application].join()}
        wrapLines
        ariaLabels={{ tableLabel: 'Network faults' }}
        empty="Every request is answered as it should be."
        columnDefinitions={columns(answers, (fault) => void simulator.leaveAlone(fault))}
        header={
          <Header
            variant="h2"
            description="Real requests of this app and of every other program that uses the simulator."
            actions={
              <Button iconName="add-plus" disabled={!answers} onClick={() => setAdding(true)}>
                Disturb the network
              </Button>
            }
          >
            Network faults
          </Header>
        }
      />
      {adding ? <NetworkForm simulator={simulator} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

const columns = (answers: boolean, onOff: (fault: NetworkFault) => void): TableProps.ColumnDefinition<NetworkFault>[] => [
  { id: 'place', header: 'Whose answers', isRowHeader: true, cell: placeWords },
  { id: 'kind', header: 'What it does', cell: ({ kind }) => networkWords[kind] },
  { id: 'extent', header: 'How much', cell: extentWords },
  {
    id: 'off',
    header: 'Action',
    cell: (fault) => (
      <Button
        variant="inline-link"
        disabled={!answers}
        ariaLabel={`Switch off: ${placeWords(fault)} ${networkWords[fault.kind].toLowerCase()}`}
        onClick={() => onOff(fault)}
      >
        Switch off
      </Button>
    ),
  },
];
