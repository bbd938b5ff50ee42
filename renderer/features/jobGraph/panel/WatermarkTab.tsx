import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { formatLogTime } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import type { SubtaskWatermark } from '#shared/analysis/skew/watermarkLag.ts';
import { formatMillis, orUnknown } from '#shared/units/format.ts';
import { SubtaskBars } from './SubtaskBars.tsx';
import { PAGE, pageLabels } from './pages.ts';
import type { VertexReading } from './reading.ts';

interface WatermarkTabProps {
  readonly reading: VertexReading;
  readonly zone: Zone;
}

/** How far each subtask is in event time, and who holds it back. */
export function WatermarkTab({ reading: { watermarks, traits, subtasks }, zone }: WatermarkTabProps) {
  const { sentence, holding } = watermarks;
  const holds = new Set(holding);
  const behind = watermarks.subtasks.map((each) => each.behind);
  const most = behind.reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
  const { items, collectionProps, paginationProps } = useCollection(watermarks.subtasks, {
    sorting: { defaultState: { sortingColumn: slowest, isDescending: true } },
    pagination: { pageSize: PAGE },
  });
  return (
    <SpaceBetween size="s">
      <div role="status">
        <StatusIndicator type={holding.length > 0 ? 'warning' : 'info'}>
          {holding.length > 0 ? 'Held back' : watermarks.lowest === null ? 'None' : 'Together'}
        </StatusIndicator>{' '}
        {withArrows(sentence)}
      </div>
      {most > 0 && (
        <SubtaskBars
          label={`How far each subtask is behind the furthest subtask: ${sentence}`}
          values={behind}
          marked={new Set(subtasks.flatMap(({ index }, place) => (holds.has(index) ? [place] : [])))}
          mean={null}
          highest={formatMillis(orZero(behind, most))}
        />
      )}
      <Table
        {...collectionProps}
        items={items}
        trackBy={({ index }) => String(index)}
        variant="embedded"
        contentDensity="compact"
        columnDefinitions={columnsIn(zone, traits.isSource)}
        ariaLabels={{ tableLabel: 'Watermarks' }}
        empty={<Box color="text-body-secondary">Nothing is known of its subtasks yet.</Box>}
        {...(watermarks.subtasks.length > PAGE
          ? { pagination: <Pagination {...paginationProps} ariaLabels={pageLabels} /> }
          : {})}
      />
    </SpaceBetween>
  );
}

const orZero = (values: readonly SubtaskWatermark['behind'][], most: number) =>
  values.find((value) => value === most) ?? (0 as NonNullable<SubtaskWatermark['behind']>);

type Column = TableProps.ColumnDefinition<SubtaskWatermark>;

const words: Readonly<Record<SubtaskWatermark['state'], string>> = {
  ok: 'with the others',
  holds: 'holds it back',
  none: 'no watermark',
};

/** Without a watermark is furthest behind. */
const depth = ({ behind }: SubtaskWatermark): number => behind ?? Infinity;

const slowest: Column = {
  id: 'behind',
  header: 'Behind the furthest subtask',
  cell: ({ behind }) => orUnknown(behind, formatMillis),
  sortingComparator: (a, b) => (depth(a) === depth(b) ? 0 : depth(a) - depth(b)),
};

const columnsIn = (zone: Zone, isSource: boolean): Column[] => [
  { id: 'index', header: '#', cell: ({ index }) => index, sortingField: 'index', isRowHeader: true },
  slowest,
  {
    id: 'watermark',
    header: isSource ? 'Emits' : 'Lowest of its inputs',
    cell: ({ watermark }) => (watermark === null ? 'none' : formatLogTime(watermark, zone)),
    sortingComparator: (a, b) => (a.watermark ?? 0) - (b.watermark ?? 0),
  },
  { id: 'state', header: 'Event time', cell: ({ state }) => words[state], sortingField: 'state' },
  { id: 'idle', header: 'Records', cell: ({ idle }) => (idle ? 'none while others have some' : ''), sortingField: 'idle' },
];
