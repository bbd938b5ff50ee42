import Box from '@cloudscape-design/components/box';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { TaskManagersView } from './TaskManagersView.tsx';
import './taskManagers.css';

/** The processes that run an application’s job. */
export function TaskManagersTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'taskManagers', ref });
  if (snapshot.state === 'failed' && snapshot.error.kind === 'not-running')
    return (
      <Box padding="l" textAlign="center" color="text-body-secondary">
        {snapshot.error.message} It has no task managers.
      </Box>
    );
  return (
    <SnapshotView snapshot={snapshot} what="the task managers">
      {(value, at) => <TaskManagersView applicationRef={ref} value={value} at={at} />}
    </SnapshotView>
  );
}
