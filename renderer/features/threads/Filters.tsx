import { useRef } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { TextFilterProps } from '@cloudscape-design/components/text-filter';
import Toggle from '@cloudscape-design/components/toggle';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import type { ThreadKind } from '#shared/analysis/threads/describeThread.ts';
import { threadKinds } from '#shared/analysis/threads/describeThread.ts';
import type { ReadThread } from '#shared/analysis/threads/readDump.ts';
import type { ThreadState } from '#shared/model/insight/threads.ts';
import { stateLabels } from './StateMark.tsx';
import type { ThreadFilter } from './filterThreads.ts';
import { countBy } from './filterThreads.ts';

interface FiltersProps {
  readonly threads: readonly ReadThread[];
  readonly filter: ThreadFilter;
  readonly onFilter: (filter: ThreadFilter) => void;
  readonly depth: number | null;
  readonly onDepth: (depth: number | null) => void;
}

const depths = [
  { value: '', label: 'Identical stacks' },
  { value: '20', label: 'The innermost 20 frames' },
  { value: '10', label: 'The innermost 10 frames' },
  { value: '5', label: 'The innermost 5 frames' },
  { value: '1', label: 'The innermost frame' },
];

/** Narrows the threads down, and says by what they are grouped. */
export function Filters({ threads, filter, onFilter, depth, onDepth }: FiltersProps) {
  const text = useRef<TextFilterProps.Ref>(null);
  useFilterFocus(text);
  const change = (part: Partial<ThreadFilter>): void => onFilter({ ...filter, ...part });
  return (
    <div className="thread-filters">
      <div className="thread-filters__text">
        <TextFilter
          ref={text}
          filteringText={filter.text}
          onChange={({ detail }) => change({ text: detail.filteringText })}
          filteringPlaceholder="Find in names and frames"
          filteringAriaLabel="Find in names and frames"
        />
      </div>
      <Choice<ThreadState>
        label="State"
        any="Any state"
        options={countBy(threads, ({ thread }) => thread.state).map(([value, count]) => [value, stateLabels[value], count])}
        value={filter.state}
        onValue={(state) => change({ state })}
      />
      <Choice<ThreadKind>
        label="Kind"
        any="Any kind"
        options={countBy(threads, ({ kind }) => kind).map(([value, count]) => [value, threadKinds[value], count])}
        value={filter.kind}
        onValue={(kind) => change({ kind })}
      />
      <Choice<string>
        label="Operator"
        any="Any operator"
        options={countBy(threads, ({ task }) => task?.operator ?? null).map(([value, count]) => [
          value,
          withArrows(value),
          count,
        ])}
        value={filter.operator}
        onValue={(operator) => change({ operator })}
      />
      <FormField label="Group by">
        <Select
          options={depths}
          selectedOption={depths.find(({ value }) => value === String(depth ?? '')) ?? null}
          onChange={({ detail: { selectedOption } }) =>
            onDepth(selectedOption.value === '' ? null : Number(selectedOption.value))
          }
        />
      </FormField>
      <Toggle checked={filter.tasksOnly} onChange={({ detail }) => change({ tasksOnly: detail.checked })}>
        Only threads of tasks
      </Toggle>
    </div>
  );
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly any: string;
  readonly options: readonly (readonly [value: K, label: string, count: number])[];
  readonly value: K | null;
  readonly onValue: (value: K | null) => void;
}

function Choice<K extends string>({ label, any, options, value, onValue }: ChoiceProps<K>) {
  const all = [
    { value: '', label: any },
    ...options.map(([id, text, count]) => ({ value: id as string, label: text, labelTag: String(count) })),
  ];
  return (
    <FormField label={label}>
      <Select
        options={all}
        selectedOption={all.find((each) => each.value === (value ?? '')) ?? { value: value ?? '', label: value ?? any }}
        onChange={({ detail: { selectedOption } }) => onValue(options.find(([id]) => id === selectedOption.value)?.[0] ?? null)}
        expandToViewport
      />
    </FormField>
  );
}
