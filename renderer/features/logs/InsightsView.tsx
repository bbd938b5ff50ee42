import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useNow } from '#renderer/store/useNow.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import type { LogQuery } from '#shared/catalogue/logQueries.ts';
import { fillQuery, logQueries } from '#shared/catalogue/logQueries.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import type { Window } from './window.ts';
import { boundsOf, lastHour } from './window.ts';
import { WindowField } from './WindowField.tsx';
import { InsightsRun } from './InsightsRun.tsx';
import { useInsights } from './useInsights.ts';

const first: Pick<LogQuery, 'query'> = { query: 'fields @timestamp, @message\n| sort @timestamp desc\n| limit 100' };

/** Questions to the whole log in the language of CloudWatch Logs Insights: the guide's with one click, and the user's own. */
export function InsightsView({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const { zone } = useLinesLook();
  const now = useNow(ref.connection);
  const [query, setQuery] = useRemembered('logs-insights-query', first.query);
  const [window, setWindow] = useRemembered<Window>('logs-insights-window', lastHour);
  const [chosen, setChosen] = useState<LogQuery | null>(null);
  const insights = useInsights(ref);
  const start = (text: string): void => {
    if (now !== null && text.trim() !== '') insights.start(text, boundsOf(window, now));
  };
  const ask = (each: LogQuery): void => {
    const text = fillQuery(each, ref.id);
    setChosen(each);
    setQuery(text);
    start(text);
  };

  return (
    <SpaceBetween size="s">
      <div className="log-queries" role="group" aria-label="Queries of the guide">
        {logQueries.map((each) => (
          <Button key={each.id} onClick={() => ask(each)} ariaLabel={`Ask: ${each.title}`}>
            {each.title}
          </Button>
        ))}
      </div>
      {chosen !== null && (
        <Box color="text-body-secondary">
          {chosen.purpose} (Developer Guide, page {chosen.guidePage})
        </Box>
      )}
      <div className="log-insights">
        <FormField label="Query" stretch>
          <Textarea
            value={query}
            rows={6}
            spellcheck={false}
            onChange={({ detail }) => setQuery(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter' && (detail.ctrlKey || detail.metaKey)) start(query);
            }}
          />
        </FormField>
        <div className="log-insights__side">
          <WindowField window={window} zone={zone} now={now} onChange={setWindow} />
          <Button variant="primary" fullWidth loading={insights.starting} disabled={now === null} onClick={() => start(query)}>
            Run the query
          </Button>
          <Box color="text-body-secondary" fontSize="body-s">
            Logs Insights charges for what it scans: a shorter time costs less. Ctrl + Enter runs it.
          </Box>
        </div>
      </div>
      {insights.error !== null && (
        <Alert type="error" header={insights.error.message}>
          {insights.error.remedy}
        </Alert>
      )}
      {insights.run !== null && (
        <InsightsRun key={insights.run} connection={ref.connection} id={insights.run} onStop={insights.stop} />
      )}
    </SpaceBetween>
  );
}
