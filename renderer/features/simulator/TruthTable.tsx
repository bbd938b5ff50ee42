import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Truth } from '#shared/simulation/control.ts';
import { momentWords } from '../../ui/moment.ts';
import { severityWords, stateWords } from './words.ts';

type Told = Truth['faults'][number];

const indicators: Readonly<Record<Told['state'], StatusIndicatorProps.Type>> = {
  'to come': 'pending',
  on: 'error',
  over: 'stopped',
};

/** Every fault of the world, the scenario's own and those that were switched on. */
export const TruthTable = ({ faults, scenario }: { readonly faults: readonly Told[]; readonly scenario: string }) => (
  <Table
    variant="embedded"
    items={faults}
    wrapLines
    ariaLabels={{ tableLabel: 'The truth' }}
    empty={`Nothing is wrong in ${scenario}.`}
    columnDefinitions={columns}
  />
);

const columns: TableProps.ColumnDefinition<Told>[] = [
  {
    id: 'problem',
    header: 'Problem',
    isRowHeader: true,
    width: '45%',
    cell: ({ title, problem, truth }) => (
      <>
        {title}
        <Box color="text-body-secondary" fontSize="body-s">
          <span className="simulator-truth-why">{truth}</span> <code>{problem}</code>
        </Box>
      </>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    cell: ({ application, region, where }) => (
      <>
        {application}
        <Box color="text-body-secondary" fontSize="body-s">
          {where === null ? region : `${where}, ${region}`}
        </Box>
      </>
    ),
  },
  { id: 'severity', header: 'Severity', cell: ({ severity }) => severityWords[severity] },
  {
    id: 'state',
    header: 'State',
    cell: ({ state, onset, until, by }) => (
      <>
        <StatusIndicator type={indicators[state]}>{stateWords[state]}</StatusIndicator>
        <Box color="text-body-secondary" fontSize="body-s">
          {by === 'hand' ? 'by hand, ' : ''}since {momentWords(onset)}
          {until === null ? '' : `, until ${momentWords(until)}`}
        </Box>
      </>
    ),
  },
];
