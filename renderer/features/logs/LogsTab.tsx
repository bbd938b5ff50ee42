import { useEffect, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { zones } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import './logs.css';
import { LogTable } from './LogTable.tsx';
import { ZoneControl } from './ZoneControl.tsx';
import type { LogQuestion } from './useLogSearch.ts';
import { useLogSearch } from './useLogSearch.ts';

/** CloudWatch Logs' filter patterns for what is asked most in an incident. */
const presets = [
  { text: 'Everything', pattern: '' },
  { text: 'Errors', pattern: '{ $.messageType = "ERROR" }' },
  { text: 'Exceptions', pattern: '?Exception ?throwableInformation ?Traceback' },
  { text: 'Restarts', pattern: '?RESTARTING ?"switched from RUNNING to FAILED"' },
  { text: 'Refused access', pattern: '?AccessDenied ?ResourceNotFoundException' },
] as const;

const minutes = [
  { value: '15', label: 'Last 15 minutes' },
  { value: '60', label: 'Last hour' },
  { value: '360', label: 'Last 6 hours' },
  { value: '1440', label: 'Last 24 hours' },
];
const limits = ['50', '200', '1000'].map((value) => ({ value, label: `Newest ${value}` }));

const first: LogQuestion = { pattern: '', minutes: 60, limit: 50 };

/** The application's log stream, searched on demand. */
export function LogsTab({ applicationRef }: { readonly applicationRef: ApplicationRef }) {
  const [zone, setZone] = useKept('zone', zones, 'local');
  const [draft, setDraft] = useState(first);
  const { state, search } = useLogSearch(applicationRef);
  useEffect(() => search(first), [search]);
  const ask = (change: Partial<LogQuestion>): void => {
    const question = { ...draft, ...change };
    setDraft(question);
    search(question);
  };

  return (
    <Container>
      <SpaceBetween size="m">
        <form
          className="log-search"
          onSubmit={(event) => {
            event.preventDefault();
            search(draft);
          }}
        >
          <FormField label="Filter pattern" stretch>
            <Input
              value={draft.pattern}
              placeholder='Terms, "a phrase", ?either ?or, -without, or { $.field = "value" }'
              type="search"
              clearAriaLabel="Clear the pattern"
              onChange={({ detail }) => setDraft({ ...draft, pattern: detail.value })}
              onKeyDown={({ detail }) => {
                if (detail.key === 'Enter') search(draft);
              }}
            />
          </FormField>
          <FormField label="Time">
            <Select
              options={minutes}
              selectedOption={minutes.find(({ value }) => Number(value) === draft.minutes) ?? null}
              onChange={({ detail }) => ask({ minutes: Number(detail.selectedOption.value) })}
            />
          </FormField>
          <FormField label="Records">
            <Select
              options={limits}
              selectedOption={limits.find(({ value }) => Number(value) === draft.limit) ?? null}
              onChange={({ detail }) => ask({ limit: Number(detail.selectedOption.value) })}
            />
          </FormField>
          <Button
            variant="primary"
            formAction="none"
            iconName="search"
            loading={state.kind === 'searching'}
            onClick={() => search(draft)}
          >
            Search
          </Button>
        </form>
        <div className="logs__bar">
          <SpaceBetween direction="horizontal" size="m">
            {presets.map(({ text, pattern }) => (
              <Button key={text} variant="inline-link" onClick={() => ask({ pattern })}>
                {text}
              </Button>
            ))}
          </SpaceBetween>
          <ZoneControl zone={zone} onZone={setZone} />
        </div>
        <Found state={state} zone={zone} />
      </SpaceBetween>
    </Container>
  );
}

function Found({ state, zone }: { readonly state: ReturnType<typeof useLogSearch>['state']; readonly zone: Zone }) {
  if (state.kind === 'failed')
    return (
      <Alert type="error" header={state.error.message}>
        {state.error.remedy}
      </Alert>
    );
  const { answer } = state;
  if (answer === null) return <StatusIndicator type="loading">Searching the log</StatusIndicator>;
  const { records, question } = answer;
  const range = minutes.find(({ value }) => Number(value) === question.minutes)?.label.toLowerCase() ?? '';
  if (records.length === 0)
    return (
      <Box>{`Nothing in the ${range} matches ${question.pattern === '' ? 'at all: the log is empty' : question.pattern}.`}</Box>
    );
  const newest = records.length >= question.limit ? `The newest ${records.length} records` : `${records.length} records`;
  return (
    <>
      <Box color="text-body-secondary">
        {newest} of the {range}, newest first{question.pattern === '' ? '' : `, that match ${question.pattern}`}
      </Box>
      <LogTable records={records} zone={zone} />
    </>
  );
}
