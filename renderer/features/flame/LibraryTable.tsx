import { useRef, useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';
import { CaptureForm } from './CaptureForm.tsx';
import { captureColumns } from './captureColumns.tsx';
import { originWords } from './said.ts';
import type { Library } from './useLibrary.ts';

interface LibraryTableProps {
  readonly entries: readonly CaptureEntry[];
  readonly library: Library;
  readonly connection: string;
  readonly onOpen: (entry: CaptureEntry) => void;
  readonly onMerge: (entries: readonly CaptureEntry[]) => void;
  /** The older is “before”. */
  readonly onCompare: (before: CaptureEntry, after: CaptureEntry) => void;
  readonly onImport: (file: File) => void;
}

const NONE: readonly CaptureEntry[] = [];
const origins = [
  { value: 'any', label: 'Any origin' },
  ...Object.entries(originWords).map(([value, label]) => ({ value, label })),
];

/** The flame graphs that are kept of an application. */
export function LibraryTable({ entries, library, connection, onOpen, onMerge, onCompare, onImport }: LibraryTableProps) {
  const [chosen, setChosen] = useState(NONE);
  const [editing, setEditing] = useState<CaptureEntry | null>(null);
  const [origin, setOrigin] = useState('any');
  const file = useRef<HTMLInputElement>(null);
  const shown = origin === 'any' ? entries : entries.filter((entry) => entry.origin === origin);
  const { items, collectionProps, filterProps, filteredItemsCount } = useCollection(shown, {
    filtering: {
      filteringFunction: (entry, text) =>
        [entry.title, entry.note, entry.of ?? ''].some((part) => part.toLowerCase().includes(text.toLowerCase())),
      empty: <Empty any={entries.length > 0} />,
      noMatch: <Box textAlign="center">No capture’s title, vertex or note contains this.</Box>,
    },
    sorting: { defaultState: { sortingColumn: { sortingField: 'at' }, isDescending: true } },
  });
  // What was removed elsewhere is no longer chosen.
  const selected = entries.filter(({ key }) => chosen.some((each) => each.key === key));
  const [one, two] = [...selected].sort((a, b) => a.at - b.at);

  return (
    <SpaceBetween size="xs">
      {library.removed.map((removed) => (
        <Alert
          key={removed.key}
          type="info"
          dismissible
          dismissAriaLabel="Dismiss"
          onDismiss={() => library.forget(removed)}
          action={<Button onClick={() => void library.restore(removed)}>Undo</Button>}
        >
          “{removed.capture.title}” was deleted.
        </Alert>
      ))}
      <Table
        {...collectionProps}
        items={items}
        trackBy="key"
        variant="container"
        contentDensity="compact"
        wrapLines
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
        columnDefinitions={captureColumns(connection, onOpen)}
        ariaLabels={{
          tableLabel: 'Library of flame graphs',
          selectionGroupLabel: 'Choose captures',
          allItemsSelectionLabel: () => 'Choose all captures',
          itemSelectionLabel: (_state, entry) => `Choose ${entry.title}`,
        }}
        header={
          <Header
            variant="h2"
            counter={`(${entries.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  disabled={selected.length !== 2}
                  disabledReason="Choose two captures: the older one is before, the newer one after."
                  onClick={() => one !== undefined && two !== undefined && onCompare(one, two)}
                >
                  Difference
                </Button>
                <Button
                  disabled={selected.length < 2}
                  disabledReason="Choose two captures or more: their samples are added up."
                  onClick={() => onMerge(selected)}
                >
                  Merge
                </Button>
                <Button
                  disabled={selected.length !== 1}
                  disabledReason="Choose one capture."
                  onClick={() => setEditing(selected[0] ?? null)}
                >
                  Rename
                </Button>
                <Button
                  disabled={selected.length === 0}
                  disabledReason="Choose captures."
                  onClick={() => void library.remove(selected)}
                >
                  Delete
                </Button>
                <Button iconName="upload" onClick={() => file.current?.click()}>
                  Import folded stacks
                </Button>
              </SpaceBetween>
            }
          >
            Library
          </Header>
        }
        filter={
          <div className="flame-bar flame-bar--filter">
            <TextFilter
              {...filterProps}
              filteringPlaceholder="Filter captures"
              filteringAriaLabel="Filter captures"
              countText={filteredItemsCount === undefined ? '' : `${filteredItemsCount} match`}
            />
            <Select
              ariaLabel="Origin"
              selectedOption={origins.find(({ value }) => value === origin) ?? null}
              options={origins}
              onChange={({ detail }) => setOrigin(detail.selectedOption.value ?? 'any')}
            />
          </div>
        }
      />
      <input
        ref={file}
        type="file"
        hidden
        aria-label="File of folded stacks"
        accept=".folded,.txt,.collapsed,text/plain"
        onChange={({ target }) => {
          const given = target.files?.[0];
          if (given !== undefined) onImport(given);
          // The same file can be chosen again after it was mended.
          target.value = '';
        }}
      />
      {editing !== null && (
        <CaptureForm
          header="Title and note"
          initial={editing}
          onSave={({ title, note }) => library.change(editing.key, title, note)}
          onClose={() => setEditing(null)}
        />
      )}
    </SpaceBetween>
  );
}

const Empty = ({ any }: { readonly any: boolean }) => (
  <Box textAlign="center" padding="s" color="text-body-secondary">
    {any
      ? 'No capture has this origin.'
      : 'Nothing is kept yet. Save a sampling, or import folded stacks of another profiler; when something is found wrong, a capture is taken by itself.'}
  </Box>
);
