import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Toggle from '@cloudscape-design/components/toggle';
import type { MarkerKind } from '#renderer/charts/dense/markers.ts';
import { markerKinds } from '#renderer/charts/dense/markers.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Progress } from './createReader.ts';
import type { Comparison } from './spans.ts';
import { comparisons } from './spans.ts';
import { comparisonWords } from './words.ts';

interface ViewBarProps {
  readonly comparison: Comparison;
  readonly onComparison: (comparison: Comparison) => void;
  readonly markers: readonly Marker[];
  readonly hidden: readonly MarkerKind[];
  readonly onHidden: (hidden: readonly MarkerKind[]) => void;
  readonly view: 'charts' | 'table';
  readonly onView: (view: 'charts' | 'table') => void;
  readonly hasPins: boolean;
  readonly onlyPinned: boolean;
  readonly onOnlyPinned: (only: boolean) => void;
  readonly onSave: (form: 'csv' | 'png') => void;
  /** Of charts that are read, and of an export. */
  readonly reading: Progress | null;
  readonly saving: (Progress & { readonly stop: () => void }) | null;
  readonly onCancel: () => void;
}

const comparisonOptions = comparisons.map((value) => ({ value, label: comparisonWords[value] }));

/** What the charts show beside their own lines, and what can be done with all of them. */
export function ViewBar(props: ViewBarProps) {
  const { comparison, markers, hidden, view, reading, saving } = props;
  return (
    <div className="metric-bar">
      <Select
        options={comparisonOptions}
        selectedOption={comparisonOptions.find(({ value }) => value === comparison) ?? null}
        onChange={({ detail: { selectedOption } }) =>
          props.onComparison(comparisons.find((each) => each === selectedOption.value) ?? 'none')
        }
        ariaLabel="Compare with"
      />
      <ButtonDropdown
        items={markerKinds.map(({ kind, text, letter }) => ({
          id: kind,
          itemType: 'checkbox' as const,
          checked: !hidden.includes(kind),
          text: `${letter} ${text} (${markers.filter((marker) => marker.kind === kind).length})`,
        }))}
        onItemClick={({ detail: { id } }) =>
          props.onHidden(
            markerKinds.map(({ kind }) => kind).filter((kind) => (kind === id ? !hidden.includes(kind) : hidden.includes(kind))),
          )
        }
      >
        {`Events (${markers.filter(({ kind }) => !hidden.includes(kind)).length})`}
      </ButtonDropdown>
      <SegmentedControl
        label="Show the metrics as"
        selectedId={view}
        onChange={({ detail }) => props.onView(detail.selectedId === 'table' ? 'table' : 'charts')}
        options={[
          { id: 'charts', text: 'Charts' },
          { id: 'table', text: 'Tables' },
        ]}
      />
      {props.hasPins && (
        <Toggle checked={props.onlyPinned} onChange={({ detail }) => props.onOnlyPinned(detail.checked)}>
          Only pinned
        </Toggle>
      )}
      <ButtonDropdown
        items={[
          { id: 'csv', text: 'All charts as CSV' },
          { id: 'png', text: 'The charts on screen as PNG', disabled: view === 'table' },
        ]}
        onItemClick={({ detail: { id } }) => props.onSave(id === 'png' ? 'png' : 'csv')}
      >
        Save
      </ButtonDropdown>
      {saving !== null && (
        <Working
          text={`Reading series for the file: ${saving.done} of ${saving.of}`}
          onCancel={saving.stop}
          label="Stop the export"
        />
      )}
      {reading !== null && reading.of > 1 && (
        <Working text={`Reading charts: ${reading.done} of ${reading.of}`} onCancel={props.onCancel} label="Cancel the reading" />
      )}
    </div>
  );
}

const Working = ({ text, label, onCancel }: { readonly text: string; readonly label: string; readonly onCancel: () => void }) => (
  <SpaceBetween direction="horizontal" size="xs" alignItems="center">
    <StatusIndicator type="loading">{text}</StatusIndicator>
    <Button variant="inline-link" ariaLabel={label} onClick={onCancel}>
      Cancel
    </Button>
  </SpaceBetween>
);
