import type { Ref } from 'react';
import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import type { LevelChoice } from './levels.ts';
import { levelChoices } from './levels.ts';

interface LineFilterProps {
  readonly level: LevelChoice;
  readonly onLevel: (level: LevelChoice) => void;
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly only: boolean;
  readonly onOnly: (only: boolean) => void;
  /** How many lines contain what is looked for; null: nothing is. */
  readonly matches: number | null;
  readonly input: Ref<InputProps.Ref>;
}

/** Which of the lines that are here are shown, and what is marked in them. */
export function LineFilter({ level, onLevel, find, onFind, only, onOnly, matches, input }: LineFilterProps) {
  const options = levelChoices.map(({ value, label }) => ({ value, label }));
  return (
    <div className="log-filter">
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === level) ?? null}
        ariaLabel="Level"
        onChange={({ detail }) =>
          onLevel(levelChoices.find(({ value }) => value === detail.selectedOption.value)?.value ?? 'all')
        }
      />
      <Input
        ref={input}
        type="search"
        value={find}
        placeholder="Find in the lines"
        ariaLabel="Find in the lines"
        clearAriaLabel="Clear what is looked for"
        onChange={({ detail }) => onFind(detail.value)}
      />
      {matches !== null && (
        <>
          <span role="status">{matches === 1 ? '1 match' : `${matches} matches`}</span>
          <Checkbox checked={only} onChange={({ detail }) => onOnly(detail.checked)}>
            Only these
          </Checkbox>
        </>
      )}
    </div>
  );
}
