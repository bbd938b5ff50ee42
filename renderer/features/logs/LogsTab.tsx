import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { zones } from '#renderer/charts/moments.ts';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import { ZoneControl } from '#renderer/ui/ZoneControl.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { z } from '#shared/model/schema.ts';
import { GroupsView } from './GroupsView.tsx';
import { InsightsView } from './InsightsView.tsx';
import { LinesLookProvider } from '#renderer/ui/lines/LinesContext.ts';
import '#renderer/ui/lines/lines.css';
import './logs.css';
import { SearchView } from './SearchView.tsx';
import type { Window } from './window.ts';
import { around, lastHour } from './window.ts';
import { TailView } from './TailView.tsx';
import { View, views } from './views.ts';

/** What the application logs. */
export function LogsTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const [zone, setZone] = useKept('zone', zones, 'local');
  const [view, setView] = useKept('logs-view', View, 'exceptions');
  const [wrap, setWrap] = useKept('logs-wrap', z.boolean(), true);
  // Not kept: what was revealed once must not be on screen at the next visit.
  const [reveal, setReveal] = useState(false);
  const cursor = useCursor();
  const [window, setWindow] = useState<Window>(cursor.at === null ? lastHour : around(cursor.at));
  const look = useMemo(() => ({ zone, wrap, reveal }), [zone, wrap, reveal]);
  const kind = useConnectionView(ref.connection)?.connection.kind;
  const searchIn = (next: Window): void => {
    setWindow(next);
    setView('search');
  };

  if (kind === 'flink') return <PlainCluster />;
  return (
    <LinesLookProvider value={look}>
      <Container>
        <SpaceBetween size="m">
          <div className="logs__bar">
            <SegmentedControl
              label="Ways to look at the log"
              selectedId={view}
              options={[...views]}
              onChange={({ detail }) => setView(View.parse(detail.selectedId))}
            />
            <SpaceBetween direction="horizontal" size="m" alignItems="center">
              <Toggle checked={wrap} onChange={({ detail }) => setWrap(detail.checked)}>
                Wrap lines
              </Toggle>
              <Toggle checked={reveal} onChange={({ detail }) => setReveal(detail.checked)}>
                Show secrets
              </Toggle>
              <ZoneControl zone={zone} onZone={setZone} />
            </SpaceBetween>
          </div>
          {view === 'exceptions' && <GroupsView applicationRef={ref} onAround={(at) => searchIn(around(at))} />}
          {view === 'tail' && (
            <TailView applicationRef={ref} onAround={() => searchIn(cursor.at === null ? lastHour : around(cursor.at))} />
          )}
          {view === 'search' && <SearchView key={JSON.stringify(window)} applicationRef={ref} window={window} />}
          {view === 'insights' && <InsightsView applicationRef={ref} />}
        </SpaceBetween>
      </Container>
    </LinesLookProvider>
  );
}

const PlainCluster = () => (
  <Alert type="info" header="The logs of a Flink cluster of your own are not in CloudWatch">
    The logs of its job manager and task managers are on the tab Task managers, as far as Flink hands them out; what made the job
    fail is on the tab Exceptions.
  </Alert>
);
