import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { SimulatorView } from '#shared/simulation/control.ts';
import { Age } from '../../ui/Age.tsx';
import { useConnectionScope } from '../../ui/ConnectionScope.ts';
import { FaultForm } from './FaultForm.tsx';
import type { Choices } from './useChoices.ts';
import type { Simulator } from './useSimulator.ts';
import { problemWords, severityWords } from './words.ts';

interface FaultsProps {
  readonly view: SimulatorView;
  readonly simulator: Simulator;
  readonly choices: Choices;
  readonly answers: boolean;
}

/** Faults that were switched on by hand; those of the scenario are told by the truth alone. */
export function Faults({ view, simulator, choices, answers }: FaultsProps) {
  const [adding, setAdding] = useState(false);
  const connection = useConnectionScope();
  return (
    <>
      <Table
        variant="container"
        items={view.faults}
        trackBy="id"
        wrapLines
        ariaLabels={{ tableLabel: 'Faults' }}
        empty="No fault was switched on here. Those of the scenario stay hidden."
        columnDefinitions={columns({ connection, answers, onOff: (fault) => void simulator.switchOff(fault) })}
        header={
          <Header
            variant="h2"
            actions={
              <Button iconName="add-plus" disabled={!answers || choices.state !== 'known'} onClick={() => setAdding(true)}>
                Switch a fault on
              </Button>
            }
          >
            Faults
          </Header>
        }
      />
      {adding && choices.state === 'known' ? (
        <FaultForm offered={choices.list.faults} simulator={simulator} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}

interface ColumnOptions {
  readonly connection: string;
  readonly answers: boolean;
  readonly onOff: (fault: SimulatorView['faults'][number]) => void;
}

const columns = ({
  connection,
  answers,
  onOff,
}: ColumnOptions): TableProps.ColumnDefinition<SimulatorView['faults'][number]>[] => [
  { id: 'kind', header: 'Fault', isRowHeader: true, cell: ({ kind }) => problemWords(kind) },
  { id: 'application', header: 'Application', cell: ({ application }) => application },
  { id: 'severity', header: 'Severity', cell: ({ severity }) => severityWords[severity] },
  { id: 'since', header: 'On for', cell: ({ since }) => <Age at={since} connection={connection} /> },
  {
    id: 'off',
    header: 'Action',
    cell: (fault) => (
      <Button
        variant="inline-link"
        disabled={!answers}
        ariaLabel={`Switch off ${problemWords(fault.kind)} at ${fault.application}`}
        onClick={() => onOff(fault)}
      >
        Switch off
      </Button>
    ),
  },
];
