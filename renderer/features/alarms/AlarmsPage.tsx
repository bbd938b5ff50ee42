import { useMemo } from 'react';
import Box from '@cloudscape-design/components/box';
import Tabs from '@cloudscape-design/components/tabs';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { Page } from '#renderer/ui/Page.tsx';
import './alarms.css';
import { Changes } from './changes/Changes.tsx';
import { MatrixView } from './matrix/MatrixView.tsx';
import type { MatrixView as View } from './matrix/matrixRows.ts';
import { USUAL, matrixRows, viewedRows } from './matrix/matrixRows.ts';
import { useAlarmFleets } from './matrix/useAlarmFleets.ts';
import { PageActions } from './PageActions.tsx';
import { usePageTab } from './usePageTab.ts';

/** Which recommended alarms every application has, whether they are right, and what fires. */
export function AlarmsPage() {
  const all = useAlarmFleets();
  const [view, setView] = useRemembered<View>('alarms-view', USUAL);
  const [tab, setTab] = usePageTab();
  const rows = useMemo(() => matrixRows(all.fleets), [all.fleets]);
  const shown = useMemo(() => viewedRows(rows, view), [rows, view]);
  // What can be done is of now.
  const past = useCursor().at !== null;
  const accounts = all.fleets.map(({ view: each }) => each);
  return (
    <Page
      title="Alarms"
      beside={
        <Box variant="span" fontSize="body-s" color="text-body-secondary" fontWeight="normal">
          What the account has of the alarms that the guide recommends, and what Streamgauge finds itself
        </Box>
      }
      actions={
        rows.length === 0 || past ? undefined : (
          <PageActions accounts={accounts} rows={rows} shown={shown} onChanges={() => setTab('changes')} />
        )
      }
    >
      <Tabs
        disableContentPaddings
        activeTabId={tab}
        onChange={({ detail }) => setTab(detail.activeTabId)}
        ariaLabel="Views of the alarms"
        tabs={[
          {
            id: 'coverage',
            label: 'Coverage',
            content: (
              <div className="alarm-tab">
                <MatrixView all={all} rows={rows} shown={shown} view={view} onView={setView} />
              </div>
            ),
          },
          {
            id: 'changes',
            label: 'Changes',
            content: (
              <div className="alarm-tab">
                <Changes accounts={accounts} />
              </div>
            ),
          },
        ]}
      />
    </Page>
  );
}
