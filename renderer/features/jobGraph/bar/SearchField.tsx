import { useRef } from 'react';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';

interface SearchFieldProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly count: number;
  /** Which of them is shown, from 0 on; null before the first. */
  readonly at: number | null;
  readonly onStep: (by: 1 | -1) => void;
  /** Steps make no sense in a table, which shows all that is found. */
  readonly steps: boolean;
}

/** Finds vertices by their names and operators; Enter goes from one to the next, with Shift back. */
export function SearchField({ query, onQuery, count, at, onStep, steps }: SearchFieldProps) {
  const field = useRef<InputProps.Ref>(null);
  useFilterFocus(field);
  const isSearching = query.trim() !== '';
  return (
    <div className="graph-search" role="search" aria-label="Vertices">
      <Input
        ref={field}
        type="search"
        value={query}
        placeholder="Find a vertex or an operator"
        ariaLabel="Find a vertex or an operator"
        onChange={({ detail }) => onQuery(detail.value)}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') onStep(detail.shiftKey ? -1 : 1);
          if (detail.key === 'Escape') onQuery('');
        }}
      />
      {isSearching && (
        <span className="graph-search__count" role="status">
          {count === 0 ? 'none found' : at === null || !steps ? `${count} found` : `${at + 1} of ${count}`}
        </span>
      )}
      {isSearching && steps && count > 0 && (
        <>
          <Button variant="icon" iconName="angle-up" ariaLabel="Previous vertex found" onClick={() => onStep(-1)} />
          <Button variant="icon" iconName="angle-down" ariaLabel="Next vertex found" onClick={() => onStep(1)} />
        </>
      )}
    </div>
  );
}
