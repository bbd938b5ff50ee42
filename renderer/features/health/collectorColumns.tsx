import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { CollectorView } from '#shared/model/collector.ts';
import { UNKNOWN, formatAge, formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { useRealNow } from '../../store/useNow.ts';
import { momentWords } from '../../ui/moment.ts';
import { withArrows } from '../../ui/wording.ts';
import type { CollectorRow } from './collectorRows.ts';

const stateWords = { waiting: 'Waiting', good: 'Good', failing: 'Failing' } as const satisfies Record<
  CollectorView['state'],
  string
>;
const indicators = { waiting: 'pending', good: 'success', failing: 'error' } as const satisfies Record<
  CollectorView['state'],
  StatusIndicatorProps.Type
>;

export const collectorColumns: readonly TableProps.ColumnDefinition<CollectorRow>[] = [
  {
    id: 'state',
    header: 'State',
    width: 120,
    cell: ({ state }) => <StatusIndicator type={indicators[state]}>{stateWords[state]}</StatusIndicator>,
  },
  { id: 'name', header: 'Collector', isRowHeader: true, width: 240, cell: ({ name }) => withArrows(name) },
  {
    id: 'connection',
    header: 'Connection',
    width: 180,
    cell: ({ connectionName, place }) => (
      <>
        {connectionName}
        <Box fontSize="body-s" color="text-body-secondary">
          {place}
        </Box>
      </>
    ),
  },
  { id: 'lastGood', header: 'Last good answer', width: 150, cell: ({ lastGood }) => <LastGood at={lastGood} /> },
  {
    id: 'error',
    header: 'What is wrong',
    minWidth: 260,
    cell: ({ error }) => (error === null ? UNKNOWN : <Wrong error={error} />),
  },
  {
    id: 'failures',
    header: 'Failures in a row',
    width: 130,
    cell: ({ failures }) => (failures === 0 ? UNKNOWN : String(failures)),
  },
  { id: 'nextTry', header: 'Next try', width: 110, cell: ({ nextTry }) => <NextTry at={nextTry} /> },
  { id: 'every', header: 'Every', width: 110, cell: ({ every }) => (every === null ? UNKNOWN : formatMillis(every)) },
];

const Wrong = ({ error: { source, message, remedy } }: { readonly error: NonNullable<CollectorRow['error']> }) => (
  <>
    {message}
    <Box fontSize="body-s" color="text-body-secondary">
      {remedy} ({source})
    </Box>
  </>
);

function LastGood({ at }: { readonly at: Millis | null }) {
  const now = useRealNow();
  if (at === null) return 'never';
  const age = now - at;
  return (
    <time dateTime={new Date(at).toISOString()} title={momentWords(at)}>
      {age < SECOND ? 'now' : `${formatAge(millis(age))} ago`}
    </time>
  );
}

function NextTry({ at }: { readonly at: Millis | null }) {
  const now = useRealNow();
  if (at === null) return UNKNOWN;
  const left = at - now;
  return left < SECOND ? 'now' : `in ${formatAge(millis(left))}`;
}
