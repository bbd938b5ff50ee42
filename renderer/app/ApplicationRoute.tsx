import { Suspense, lazy } from 'react';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ApplicationPage } from '../features/application/ApplicationPage.tsx';
import { JobGraph } from '../features/jobGraph/JobGraph.tsx';
import { ConnectionScope } from '../ui/ConnectionScope.ts';
import { Opening } from './Opening.tsx';

const MetricsTab = lazy(async () => {
  const { MetricsTab } = await import('../features/metrics/MetricsTab.tsx');
  return { default: MetricsTab };
});

const LogsTab = lazy(async () => {
  const { LogsTab } = await import('../features/logs/LogsTab.tsx');
  return { default: LogsTab };
});

/** Puts the features that make up an application's page together; another application is another page. */
export const ApplicationRoute = ({ application }: { readonly application: ApplicationRef }) => (
  <ConnectionScope value={application.connection}>
    <ApplicationPage
      key={refKey(application)}
      applicationRef={application}
      jobGraph={<JobGraph applicationRef={application} />}
      metrics={
        <Suspense fallback={<Opening what="the metrics" />}>
          <MetricsTab applicationRef={application} />
        </Suspense>
      }
      logs={
        <Suspense fallback={<Opening what="the logs" />}>
          <LogsTab applicationRef={application} />
        </Suspense>
      }
    />
  </ConnectionScope>
);
