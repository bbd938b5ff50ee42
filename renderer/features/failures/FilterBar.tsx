import { useMemo, useRef } from 'react';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import type { FailureFilter } from '#shared/analysis/failures/readFailures.ts';
import { readTask } from '#shared/analysis/failures/task.ts';
import type { JobFailure } from '#shared/model/insight/failures.ts';

interface FilterBarProps {
  readonly failures: readonly JobFailure[];
  readonly filter: FailureFilter;
  readonly onVertex: (vertex: string | null) => void;
  readonly onTaskManager: (taskManager: string | null) => void;
  readonly onText: (text: string) => void;
}

const ALL = { value: '', label: 'All' };

/** Narrows the failures by where they were and what they say. */
export function FilterBar({ failures, filter, onVertex, onTaskManager, onText }: FilterBarProps) {
  const input = useRef<InputProps.Ref>(null);
  useFilterFocus(input);
  const { vertices, taskManagers } = useMemo(() => placesOf(failures), [failures]);
  return (
    <div className="failures__filter">
      <Choice label="Vertex" all="All vertices" values={vertices} value={filter.vertex} onValue={onVertex} words={withArrows} />
      <Choice
        label="Task manager"
        all="All task managers"
        values={taskManagers}
        value={filter.taskManager}
        onValue={onTaskManager}
        words={(id) => id}
      />
      <Input
        ref={input}
        type="search"
        value={filter.text}
        placeholder="Find in exceptions, tasks and task managers"
        ariaLabel="Find in exceptions, tasks and task managers"
        clearAriaLabel="Clear what is looked for"
        onChange={({ detail }) => onText(detail.value)}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly values: readonly string[];
  readonly value: string | null;
  readonly onValue: (value: string | null) => void;
  readonly words: (value: string) => string;
}

function Choice({ label, all, values, value, onValue, words }: ChoiceProps) {
  // One that the address names may have had no failure at all.
  const known = value === null || values.includes(value) ? values : [value, ...values];
  const options = [{ ...ALL, label: all }, ...known.map((each) => ({ value: each, label: words(each) }))];
  return (
    <Select
      ariaLabel={label}
      options={options}
      selectedOption={options.find((option) => option.value === (value ?? '')) ?? null}
      onChange={({ detail }) => onValue(detail.selectedOption.value === '' ? null : (detail.selectedOption.value ?? null))}
    />
  );
}

function placesOf(failures: readonly JobFailure[]) {
  const all = failures.flatMap((failure) => [failure, ...failure.concurrent]);
  const vertices = all.flatMap(({ task }) => (task === null ? [] : (readTask(task)?.vertex ?? [])));
  const taskManagers = all.flatMap(({ taskManager }) => taskManager ?? []);
  const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort((a, b) => a.localeCompare(b));
  return { vertices: sorted(vertices), taskManagers: sorted(taskManagers) };
}
