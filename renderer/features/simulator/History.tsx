import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { SimulatorView } from '#shared/simulation/control.ts';
import { momentWords } from '../../ui/moment.ts';
import type { Done } from './done.ts';
import { canUndo } from './done.ts';
import type { Simulator } from './useSimulator.ts';

interface HistoryProps {
  readonly view: SimulatorView;
  readonly simulator: Simulator;
}

/** What was done on this page since it was loaded. */
export const History = ({ view, simulator }: HistoryProps) => (
  <Table
    variant="container"
    items={simulator.done}
    trackBy={({ key }) => String(key)}
    wrapLines
    ariaLabels={{ tableLabel: 'What was done' }}
    empty="Nothing was done in this visit."
    columnDefinitions={columns(view, (entry) => simulator.undo(entry))}
    header={<Header variant="h2">What was done</Header>}
  />
);

const UndoButton = ({ words, undo }: { readonly words: string; readonly undo: () => Promise<boolean> }) => (
  <Button variant="inline-link" iconName="undo" ariaLabel={`Undo: ${words}`} onClick={() => void undo()}>
    Undo
  </Button>
);

const columns = (view: SimulatorView, undo: Simulator['undo']): TableProps.ColumnDefinition<Done>[] => [
  { id: 'at', header: 'Simulated time', width: 240, cell: ({ at }) => momentWords(at) },
  { id: 'words', header: 'What', isRowHeader: true, cell: ({ words }) => words },
  {
    id: 'undo',
    header: 'Action',
    width: 120,
    cell: (entry) =>
      entry.undo !== null && canUndo(entry, view) ? <UndoButton words={entry.words} undo={() => undo(entry)} /> : null,
  },
];
