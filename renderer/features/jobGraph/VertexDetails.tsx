import { useEffect, useRef } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Subtask, Vertex } from '#shared/model/job.ts';
import { UNKNOWN, formatRate, formatRatio, orUnknown } from '#shared/units/format.ts';
import { HeatStrip } from './HeatStrip.tsx';
import { ShareBar } from './ShareBar.tsx';
import { chainOf } from './vertexState.ts';

const PAGE = 50;

/** One vertex in full: its operators, its figures, and every subtask. */
export function VertexDetails({
  vertex,
  bottleneckReason,
  onClose,
}: {
  readonly vertex: Vertex;
  readonly bottleneckReason: string | null;
  readonly onClose: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { worst, mean } = vertex;
  return (
    <section
      className="vertex-details"
      data-own-escape
      aria-label={`Details of ${vertex.name}`}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <SpaceBetween size="s">
        <div className="vertex-details__head">
          <h3 ref={heading} tabIndex={-1}>
            {withArrows(vertex.name)}
          </h3>
          <Button variant="icon" iconName="close" ariaLabel="Close details" onClick={onClose} />
        </div>
        {bottleneckReason !== null && (
          <Box>
            <Badge color="severity-critical">Bottleneck</Badge> {withArrows(bottleneckReason)}
          </Box>
        )}
        <Box color="text-body-secondary">
          {vertex.status} · parallelism {vertex.parallelism}
          {vertex.maxParallelism !== null && ` of at most ${vertex.maxParallelism}`} · in{' '}
          {orUnknown(vertex.recordsIn, formatRate)} · out {orUnknown(vertex.recordsOut, formatRate)}
        </Box>
        <div className="vertex-details__shares">
          <ShareBar shares={mean} />
          <table>
            <thead>
              <tr>
                <th scope="col">Of its time</th>
                <th scope="col">Worst subtask</th>
                <th scope="col">Mean</th>
              </tr>
            </thead>
            <tbody>
              {(['busy', 'backpressured', 'idle'] as const).map((part) => (
                <tr key={part}>
                  <th scope="row" className={`key key--${part}`}>
                    {part}
                  </th>
                  <td>{orUnknown(worst[part], formatRatio)}</td>
                  <td>{orUnknown(mean[part], formatRatio)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <HeatStrip subtasks={vertex.subtasks} />
        </div>
        <SubtaskTable subtasks={vertex.subtasks} />
        <div>
          <Box variant="h4">Operators ({chainOf(vertex).length})</Box>
          <ol className="vertex-details__operators">
            {chainOf(vertex).map((operator, i) => (
              <li key={`${i} ${operator}`}>{operator}</li>
            ))}
          </ol>
        </div>
      </SpaceBetween>
    </section>
  );
}

function SubtaskTable({ subtasks }: { readonly subtasks: readonly Subtask[] }) {
  const { items, collectionProps, paginationProps } = useCollection(subtasks, {
    sorting: { defaultState: { sortingColumn: busiest, isDescending: true } },
    pagination: { pageSize: PAGE },
  });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy={({ index }) => String(index)}
      variant="embedded"
      contentDensity="compact"
      columnDefinitions={columns}
      header={<Box variant="h4">Subtasks ({subtasks.length})</Box>}
      ariaLabels={{ tableLabel: 'Subtasks' }}
      empty="Flink has no figures of its subtasks yet."
      {...(subtasks.length > PAGE ? { pagination: <Pagination {...paginationProps} /> } : {})}
    />
  );
}

const share = (id: 'busy' | 'backpressured' | 'idle', header: string): TableProps.ColumnDefinition<Subtask> => ({
  id,
  header,
  cell: ({ shares }) => orUnknown(shares[id], formatRatio),
  sortingComparator: (a, b) => (a.shares[id] ?? -1) - (b.shares[id] ?? -1),
});

const busiest = share('busy', 'Busy');
const columns: TableProps.ColumnDefinition<Subtask>[] = [
  { id: 'index', header: '#', cell: ({ index }) => index, sortingField: 'index', isRowHeader: true },
  busiest,
  share('backpressured', 'Backpressured'),
  share('idle', 'Idle'),
  { id: 'level', header: 'Level', cell: ({ level }) => level ?? UNKNOWN, sortingField: 'level' },
];
