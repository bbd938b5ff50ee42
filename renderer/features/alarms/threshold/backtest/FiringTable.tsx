import { useMemo } from 'react';
import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Backtest } from '#shared/model/alarms/backtest.ts';
import type { Candidate } from '../chart/candidates.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { formatMillis } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { Key } from '../chart/ChartLegend.tsx';
import { useTablePage } from './useTablePage.tsx';
import type { TrialStudy } from './tried.ts';

interface FiringTableProps {
  readonly answer: NonNullable<TrialStudy['answer']>;
  readonly zone: Zone;
}

interface Row {
  readonly candidate: Candidate;
  readonly firing: Backtest['results'][number]['firings'][number];
}

/** Every time that one of the thresholds would have fired, the newest first; a moment leads to what the views showed then. */
export function FiringTable({ answer: { question, value }, zone }: FiringTableProps) {
  const rows = useMemo(
    () =>
      question.candidates
        .flatMap((candidate, i) => (value.results[i]?.firings ?? []).map((firing): Row => ({ candidate, firing })))
        .sort((a, b) => b.firing.from - a.firing.from),
    [question, value],
  );
  const { shown, pagination } = useTablePage(rows, 'firings');
  if (rows.length === 0) return null;
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      header={<Box variant="h5">When they would have fired</Box>}
      ariaLabels={{ tableLabel: 'When the thresholds would have fired' }}
      items={shown}
      trackBy={({ candidate, firing }) => `${candidate.id} ${firing.from}`}
      wrapLines
      {...pagination}
      columnDefinitions={columns(value, zone)}
    />
  );
}

const columns = (value: Backtest, zone: Zone): TableProps.ColumnDefinition<Row>[] => [
  { id: 'from', header: 'Fired', isRowHeader: true, cell: ({ firing }) => <MomentLink at={firing.from} zone={zone} /> },
  {
    id: 'lasted',
    header: 'For',
    cell: ({ firing: { from, to } }) => (to === null ? 'it lasts' : formatMillis(millis(to - from))),
  },
  {
    id: 'candidate',
    header: 'Threshold',
    cell: ({ candidate: { name, colour, isCurrent } }) => (
      <>
        <Key colour={colour} kind={isCurrent ? 'dashed' : 'line'} />
        {name}
      </>
    ),
  },
  {
    id: 'incident',
    header: 'Because of',
    cell: ({ firing: { incident } }) =>
      incident === null ? 'no known incident' : (value.incidents[incident]?.text ?? 'no known incident'),
  },
];
