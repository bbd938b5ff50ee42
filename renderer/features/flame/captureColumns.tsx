import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
import { grouped } from '#renderer/charts/flame/words.ts';
import { Age } from '#renderer/ui/Age.tsx';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import { ofWords, originWords } from './said.ts';

export const captureColumns = (
  connection: string,
  onOpen: (entry: CaptureEntry) => void,
): TableProps.ColumnDefinition<CaptureEntry>[] => [
  {
    id: 'title',
    header: 'Title',
    isRowHeader: true,
    minWidth: 240,
    sortingField: 'title',
    cell: (entry) => (
      <>
        <Link
          ariaLabel={`Open ${entry.title}`}
          onFollow={(event) => {
            event.preventDefault();
            onOpen(entry);
          }}
        >
          {entry.title}
        </Link>
        {entry.note !== '' && <div className="flame-note">{entry.note}</div>}
      </>
    ),
  },
  {
    id: 'of',
    header: 'Of',
    minWidth: 160,
    cell: (entry) => (entry.of === null ? UNKNOWN : ofWords(entry.of, entry.subtask)),
    sortingField: 'of',
  },
  { id: 'origin', header: 'Origin', cell: ({ origin }) => originWords[origin], sortingField: 'origin' },
  { id: 'at', header: 'Age', cell: ({ at }) => <Age at={at} connection={connection} ago />, sortingField: 'at' },
  { id: 'count', header: 'Samples', cell: ({ count }) => grouped(count), sortingField: 'count' },
];
