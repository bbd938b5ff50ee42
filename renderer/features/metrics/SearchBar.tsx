import { useRef } from 'react';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import { metricLevels } from '#shared/model/metric.ts';
import type { MetricGroup } from './groups.ts';
import { propertyIn, withProperty } from './query.ts';
import { levelWords } from './words.ts';

interface SearchBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Everything that the application has. */
  readonly groups: readonly MetricGroup[];
  readonly found: number;
}

const ALL = 'all';
const CUSTOM = 'custom';

/** The search for metrics, and its most used word as buttons. */
export function SearchBar({ query, onQuery, groups, found }: SearchBarProps) {
  const field = useRef<InputProps.Ref>(null);
  useFilterFocus(field);
  const levels = metricLevels.filter((level) => groups.some((group) => group.level === level));
  const hasCustom = groups.some(({ custom }) => custom);
  const told = propertyIn(query, 'level')?.toUpperCase();
  const selected = propertyIn(query, 'is') === CUSTOM ? CUSTOM : (levels.find((level) => level === told) ?? ALL);
  return (
    <div className="metric-search">
      <Input
        ref={field}
        type="search"
        value={query}
        onChange={({ detail }) => onQuery(detail.value)}
        placeholder="Name, or level:TASK task:Source -lag is:custom"
        ariaLabel="Search the metrics"
        clearAriaLabel="Clear the search"
        spellcheck={false}
      />
      <SegmentedControl
        label="Level of the metrics"
        selectedId={selected}
        onChange={({ detail: { selectedId } }) => {
          const plain = withProperty(withProperty(query, 'level', ''), 'is', '');
          if (selectedId === ALL) onQuery(plain);
          else if (selectedId === CUSTOM) onQuery(withProperty(plain, 'is', CUSTOM));
          else onQuery(withProperty(plain, 'level', selectedId));
        }}
        options={[
          { id: ALL, text: `All (${groups.length})` },
          ...levels.map((level) => ({
            id: level,
            text: `${levelWords[level]} (${groups.filter((group) => group.level === level).length})`,
          })),
          ...(hasCustom ? [{ id: CUSTOM, text: `Custom (${groups.filter(({ custom }) => custom).length})` }] : []),
        ]}
      />
      <span className="metric-search__found" role="status">
        {query === '' ? '' : `${found} of ${groups.length} metrics`}
      </span>
    </div>
  );
}
