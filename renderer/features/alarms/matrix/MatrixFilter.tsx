import { useRef } from 'react';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import { counted } from '#renderer/ui/wording.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import { isFiring, isGap } from '../words/sight.ts';
import type { MatrixRow, MatrixView } from './matrixRows.ts';
import { shows, sortings } from './matrixRows.ts';

interface MatrixFilterProps {
  readonly rows: readonly MatrixRow[];
  readonly shown: number;
  readonly view: MatrixView;
  readonly onView: (view: MatrixView) => void;
}

const ANY = 'any';
const alarmOptions = [
  { value: ANY, label: 'Any alarm' },
  ...recommendedAlarms.map(({ id, title }) => ({ value: id, label: title })),
];
const sortWords = { firing: 'Firing first', gaps: 'Most gaps first', name: 'By name' } as const;
const sortOptions = sortings.map((value) => ({ value, label: sortWords[value] }));

/** Which applications the matrix shows, and in which order. */
export function MatrixFilter({ rows, shown, view, onView }: MatrixFilterProps) {
  const field = useRef<InputProps.Ref>(null);
  useFilterFocus(field);
  const count = (has: typeof isFiring): number => rows.filter(({ row }) => row.cells.some(has)).length;
  const showWords = {
    all: `All ${rows.length}`,
    firing: `Firing ${count(isFiring)}`,
    gaps: `With gaps ${count(isGap)}`,
  } as const;
  return (
    <div className="alarm-filter">
      <div className="alarm-filter__text">
        <Input
          ref={field}
          type="search"
          value={view.text}
          placeholder="Find applications by name"
          ariaLabel="Find applications"
          clearAriaLabel="Clear"
          onChange={({ detail: { value } }) => onView({ ...view, text: value })}
        />
      </div>
      <SegmentedControl
        label="Applications"
        selectedId={view.show}
        options={shows.map((id) => ({ id, text: showWords[id] }))}
        onChange={({ detail: { selectedId } }) => onView({ ...view, show: shows.find((each) => each === selectedId) ?? 'all' })}
      />
      <div className="alarm-filter__select">
        <Select
          ariaLabel="Alarm"
          expandToViewport
          options={alarmOptions}
          selectedOption={alarmOptions.find(({ value }) => value === (view.alarm ?? ANY)) ?? null}
          onChange={({ detail: { selectedOption } }) =>
            onView({ ...view, alarm: recommendedAlarms.find(({ id }) => id === selectedOption.value)?.id ?? null })
          }
        />
      </div>
      <div className="alarm-filter__select">
        <Select
          ariaLabel="Order"
          expandToViewport
          options={sortOptions}
          selectedOption={sortOptions.find(({ value }) => value === view.sorting) ?? null}
          onChange={({ detail: { selectedOption } }) =>
            onView({ ...view, sorting: sortings.find((each) => each === selectedOption.value) ?? 'firing' })
          }
        />
      </div>
      <span className="alarm-filter__count" role="status">
        {shown === rows.length ? counted(shown, 'application') : `${shown} of ${counted(rows.length, 'application')}`}
      </span>
    </div>
  );
}
