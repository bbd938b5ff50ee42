import type { ReactNode } from 'react';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { zones } from '#renderer/charts/moments.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { HealthIndicator } from '#renderer/ui/HealthIndicator.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SnapshotTrouble } from '#renderer/ui/SnapshotTrouble.tsx';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { ToldTrouble, errorOf } from '#renderer/ui/ToldTrouble.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import './application.css';
import { ActivityTab } from './ActivityTab.tsx';
import { ConfigurationTab } from './ConfigurationTab.tsx';
import { Facts } from './Facts.tsx';
import { Overview } from './Overview.tsx';
import type { Tab } from './useTab.ts';
import { useTab } from './useTab.ts';

interface ApplicationPageProps {
  readonly applicationRef: ApplicationRef;
  /** Other features' views of the same application. */
  readonly views: Readonly<
    Record<'jobGraph' | 'checkpoints' | 'exceptions' | 'profiling' | 'taskManagers' | 'metrics' | 'logs' | 'alarms', ReactNode>
  >;
}

/** One application: how it fares, and everything that is known of it, read-only. */
export function ApplicationPage({ applicationRef: ref, views }: ApplicationPageProps) {
  const [tab, setTab] = useTab(ref);
  const [zone, setZone] = useKept('zone', zones, 'local');
  const application = useTopic({ kind: 'application', ref });
  const job = useTopic({ kind: 'job', ref });
  const detail = valueOf(application);

  const trouble = errorOf(application);

  const contents: Readonly<Record<Tab, ReactNode>> = {
    overview: <Overview application={application} job={valueOf(job)} jobGraph={views.jobGraph} zone={zone} onZone={setZone} />,
    graph: <div className="application__graph">{views.jobGraph}</div>,
    checkpoints: views.checkpoints,
    exceptions: views.exceptions,
    profiling: views.profiling,
    'task-managers': views.taskManagers,
    metrics: views.metrics,
    logs: views.logs,
    alarms: views.alarms,
    activity: <ActivityTab applicationRef={ref} zone={zone} />,
    configuration: (
      <SnapshotView snapshot={application} what="the configuration">
        {(value) => <ConfigurationTab detail={value} zone={zone} />}
      </SnapshotView>
    ),
  };

  return (
    <Page
      title={detail?.summary.name ?? nameIn(ref)}
      beside={
        detail === undefined ? undefined : (
          <span className={application.state === 'stale' ? 'stale' : undefined}>
            <HealthIndicator health={detail.summary.health} />
          </span>
        )
      }
    >
      <SpaceBetween size="m">
        {trouble !== null && <SnapshotTrouble snapshot={application} what="the application" />}
        {detail !== undefined && 'at' in application && <Facts summary={detail.summary} at={application.at} />}
        <ToldTrouble value={trouble}>
          <Tabs
            activeTabId={tab}
            onChange={({ detail: { activeTabId } }) => setTab(activeTabId as Tab)}
            ariaLabel="Views of the application"
            tabs={titles.map(({ id, label }) => ({ id, label, content: contents[id] }))}
          />
        </ToldTrouble>
      </SpaceBetween>
    </Page>
  );
}

const titles: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'overview', label: 'Overview' },
  { id: 'graph', label: 'Graph' },
  { id: 'checkpoints', label: 'Checkpoints' },
  { id: 'exceptions', label: 'Exceptions' },
  { id: 'profiling', label: 'Profiling' },
  { id: 'task-managers', label: 'Task managers' },
  { id: 'metrics', label: 'Metrics' },
  { id: 'logs', label: 'Logs' },
  { id: 'alarms', label: 'Alarms' },
  { id: 'activity', label: 'Activity' },
  { id: 'configuration', label: 'Configuration' },
];

/** The last part of an ARN is the application's name: shown until its description comes. */
const nameIn = ({ id }: ApplicationRef): string => id.split('/').at(-1) ?? id;
