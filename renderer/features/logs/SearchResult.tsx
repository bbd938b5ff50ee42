import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { counted } from '#renderer/ui/wording.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { CopyLines } from './CopyLines.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import { LineList } from '#renderer/ui/lines/LineList.tsx';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { createLineReader } from '#renderer/ui/lines/readLines.ts';
import type { LogAnswer, LogSearchState } from './useLogSearch.ts';
import { presets } from './window.ts';

const NONE: readonly LogRecord[] = [];

/** What a search found, or why it found nothing. */
export function SearchResult({ state }: { readonly state: LogSearchState }) {
  const { zone } = useLinesLook();
  const [read] = useState(createLineReader);
  const { answer } = state;
  const records = answer?.records ?? NONE;
  const lines = useMemo(() => read(records), [read, records]);
  if (state.kind === 'failed')
    return (
      <Alert type="error" header={state.error.message}>
        {state.error.remedy}
      </Alert>
    );
  if (answer === null)
    return state.kind === 'searching' ? <StatusIndicator type="loading">Searching the log</StatusIndicator> : null;
  const { question } = answer;
  const where = question.pattern === '' ? '' : `, that match ${question.pattern}`;
  return (
    <SpaceBetween size="xs">
      <div className="logs__bar">
        <Box color="text-body-secondary">
          {state.kind === 'searching' && <StatusIndicator type="loading">Searching. Until then: </StatusIndicator>}
          <span role="status">
            {records.length === 0
              ? `Nothing in the ${windowWords(answer, zone)} matches${question.pattern === '' ? ' at all: the log is empty' : ` ${question.pattern}`}.`
              : `${answer.truncated ? 'The newest ' : ''}${counted(records.length, 'line')} of the ${windowWords(answer, zone)}, newest first${where}`}
          </span>
        </Box>
        {records.length > 0 && (
          <SpaceBetween direction="horizontal" size="xs">
            <CopyLines records={records} />
            <DownloadButton name="log-search" records={records} />
          </SpaceBetween>
        )}
      </div>
      {answer.truncated && (
        <Alert type="info">There are more. Narrow the time or the pattern, or ask for more lines, to see the older ones.</Alert>
      )}
      {records.length > 0 && <LineList key={`${answer.from}|${answer.to}`} lines={lines} {...markedIn(answer)} />}
    </SpaceBetween>
  );
}

function windowWords({ question, from, to }: LogAnswer, zone: Zone): string {
  const { window } = question;
  if (window.kind === 'range') return `time from ${formatMoment(from, zone)} to ${formatMoment(to, zone)}`;
  return presets.find(({ length }) => length === window.length)?.text.toLowerCase() ?? 'time';
}

/** The first line, from the newest on, that is no later than the moment that the search is about. */
function markedIn({ question: { window }, records }: LogAnswer): { readonly marked?: number } {
  const mark = window.kind === 'range' ? window.mark : undefined;
  const marked = mark === undefined ? -1 : records.findIndex(({ at }) => at <= mark);
  return marked === -1 ? {} : { marked };
}
