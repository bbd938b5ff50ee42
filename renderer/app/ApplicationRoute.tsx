import type { ComponentType } from 'react';
import { Suspense } from 'react';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ApplicationPage } from '../features/application/ApplicationPage.tsx';
import { JobGraph } from '../features/jobGraph/JobGraph.tsx';
import { ProfilingTab } from '../features/profiling/ProfilingTab.tsx';
import { ConnectionScope } from '../ui/ConnectionScope.ts';
import { Opening } from './Opening.tsx';
import { readLater } from './readLater.tsx';

type View = ComponentType<{ readonly applicationRef: ApplicationRef }>;

/** A view that is read when it is opened first. */
const later = (what: string, read: () => Promise<View>): View => {
  const Read = readLater(read);
  return ({ applicationRef }) => (
    <Suspense fallback={<Opening what={what} />}>
      <Read applicationRef={applicationRef} />
    </Suspense>
  );
};

const Checkpoints = later(
  'the checkpoints',
  async () => (await import('../features/checkpoints/CheckpointsTab.tsx')).CheckpointsTab,
);
const Failures = later('the exceptions', async () => (await import('../features/failures/FailuresTab.tsx')).FailuresTab);
const Flame = later('the flame graphs', async () => (await import('../features/flame/FlameView.tsx')).FlameView);
const Threads = later('the threads', async () => (await import('../features/threads/ThreadsView.tsx')).ThreadsView);
const TaskManagers = later(
  'the task managers',
  async () => (await import('../features/taskManagers/TaskManagersTab.tsx')).TaskManagersTab,
);
const Metrics = later('the metrics', async () => (await import('../features/metrics/MetricsTab.tsx')).MetricsTab);
const Logs = later('the logs', async () => (await import('../features/logs/LogsTab.tsx')).LogsTab);

const Alarms = later('the alarms', async () => (await import('../features/alarms/AlarmsTab.tsx')).AlarmsTab);

/** Puts the features that make up an application's page together; another application is another page. */
export const ApplicationRoute = ({ application }: { readonly application: ApplicationRef }) => (
  <ConnectionScope value={application.connection}>
    <ApplicationPage
      key={refKey(application)}
      applicationRef={application}
      views={{
        jobGraph: <JobGraph applicationRef={application} />,
        checkpoints: <Checkpoints applicationRef={application} />,
        exceptions: <Failures applicationRef={application} />,
        profiling: (
          <ProfilingTab flame={<Flame applicationRef={application} />} threads={<Threads applicationRef={application} />} />
        ),
        taskManagers: <TaskManagers applicationRef={application} />,
        metrics: <Metrics applicationRef={application} />,
        logs: <Logs applicationRef={application} />,
        alarms: <Alarms applicationRef={application} />,
      }}
    />
  </ConnectionScope>
);
