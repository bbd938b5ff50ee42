import { useEffect, useRef, useState } from 'react';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNow } from '#renderer/store/useNow.ts';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { SearchResult } from './SearchResult.tsx';
import { PatternHelp } from './PatternHelp.tsx';
import { patternPresets } from './patterns.ts';
import type { LogQuestion } from './useLogSearch.ts';
import { useLogSearch } from './useLogSearch.ts';
import type { Window } from './window.ts';
import { WindowField } from './WindowField.tsx';

const limits = ['100', '500', '2000', '10000'].map((value) => ({
  value,
  label: `Newest ${Number(value).toLocaleString('en-GB')}`,
}));
const sources = [
  { value: 'service', label: 'CloudWatch Logs', description: 'Everything that the service has' },
  { value: 'history', label: 'Kept lines', description: 'What Streamgauge has read; at no price' },
] as const;

/** The log of a stretch of time, searched on demand. */
export function SearchView({ applicationRef, window }: { readonly applicationRef: ApplicationRef; readonly window: Window }) {
  const { zone } = useLinesLook();
  const now = useNow(applicationRef.connection);
  const [draft, setDraft] = useState<LogQuestion>({ pattern: '', window, limit: 500, source: 'service' });
  const { state, search, cancel } = useLogSearch(applicationRef);
  const input = useRef<InputProps.Ref>(null);
  useFilterFocus(input);
  const begun = useRef(false);
  useEffect(() => {
    // The first search needs the connection's time, and is made once.
    if (begun.current || now === null) return;
    begun.current = true;
    search(draft);
  }, [search, draft, now]);
  const ask = (change: Partial<LogQuestion>): void => {
    const question = { ...draft, ...change };
    setDraft(question);
    search(question);
  };

  return (
    <SpaceBetween size="s">
      <div role="search" className="log-search">
        <FormField label="Filter pattern" stretch>
          <Input
            ref={input}
            value={draft.pattern}
            placeholder={
              draft.source === 'service'
                ? 'Terms, "a phrase", ?either ?or, -without, or { $.field = "value" }'
                : 'Words, or "a phrase"'
            }
            type="search"
            clearAriaLabel="Clear the pattern"
            onChange={({ detail }) => setDraft({ ...draft, pattern: detail.value })}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter') search(draft);
            }}
          />
        </FormField>
        <WindowField window={draft.window} zone={zone} now={now} onChange={(next) => setDraft({ ...draft, window: next })} />
        <FormField label="Where">
          <Select
            options={sources}
            selectedOption={sources.find(({ value }) => value === draft.source) ?? null}
            onChange={({ detail }) =>
              setDraft({ ...draft, source: detail.selectedOption.value === 'history' ? 'history' : 'service' })
            }
          />
        </FormField>
        <FormField label="Lines">
          <Select
            options={limits}
            selectedOption={limits.find(({ value }) => Number(value) === draft.limit) ?? null}
            onChange={({ detail }) => setDraft({ ...draft, limit: Number(detail.selectedOption.value) })}
          />
        </FormField>
        <div className="log-search__go">
          <Button variant="primary" iconName="search" disabled={state.kind === 'searching'} onClick={() => search(draft)}>
            Search
          </Button>
          {state.kind === 'searching' && <Button onClick={cancel}>Cancel</Button>}
        </div>
      </div>
      <SpaceBetween direction="horizontal" size="m">
        {patternPresets.map((preset) => (
          <Button key={preset.text} variant="inline-link" onClick={() => ask({ pattern: preset[draft.source] })}>
            {preset.text}
          </Button>
        ))}
      </SpaceBetween>
      <PatternHelp source={draft.source} onUse={(pattern) => ask({ pattern })} />
      <SearchResult state={state} />
    </SpaceBetween>
  );
}
