import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Zone } from '#renderer/charts/moments.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { formatMillis } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { Key } from '../chart/ChartLegend.tsx';
import { useTablePage } from './useTablePage.tsx';
import type { TrialStudy } from './tried.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import { leadWords } from './tried.ts';

interface IncidentTableProps {
  readonly answer: NonNullable<TrialStudy['answer']>;
  readonly zone: Zone;
}

interface Row {
  readonly incident: Stretch;
  readonly place: number;
}

/** When each threshold would have fired beside each known incident, the newest first. */
export function IncidentTable({ answer: { question, value }, zone }: IncidentTableProps) {
  const rows = value.incidents.map((incident, place): Row => ({ incident, place })).reverse();
  const { shown, pagination } = useTablePage(rows, 'incidents');
  if (rows.length === 0)
    return (
      <Box color="text-body-secondary">
        No incident is known of this time: outages, failures, restarts and critical findings would be. Whether a threshold would
        have helped cannot be told; how often it would have fired can.
      </Box>
    );
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      header={<Box variant="h5">Known incidents</Box>}
      ariaLabels={{ tableLabel: 'Known incidents, and when each threshold would have fired' }}
      items={shown}
      trackBy={({ place }) => String(place)}
      wrapLines
      {...pagination}
      columnDefinitions={columns({ question, value }, zone)}
    />
  );
}

const columns = ({ question, value }: IncidentTableProps['answer'], zone: Zone): TableProps.ColumnDefinition<Row>[] => [
  {
    id: 'from',
    header: 'Began',
    isRowHeader: true,
    cell: ({ incident }) => <MomentLink at={incident.from} zone={zone} />,
  },
  {
    id: 'text',
    header: 'Incident',
    cell: ({ incident: { text, from, to } }) => `${text}${to > from ? ` (${formatMillis(millis(to - from))})` : ''}`,
  },
  ...question.candidates.map(({ id, name, colour, isCurrent }, i) => ({
    id,
    header: (
      <>
        <Key colour={colour} kind={isCurrent ? 'dashed' : 'line'} />
        {name} fires
      </>
    ),
    cell: ({ place }: Row) => <Lead lead={value.results[i]?.leads[place] ?? null} />,
  })),
];

/** An incident that would not have been told of is what matters most here. */
const Lead = ({ lead }: { readonly lead: number | null }) =>
  lead === null ? <Box color="text-status-error">{leadWords(lead)}</Box> : <>{leadWords(lead)}</>;
