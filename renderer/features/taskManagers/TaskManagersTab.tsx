import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';

/** The processes that run an application’s job. */
export function TaskManagersTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'taskManagers', ref });
  return (
    <SnapshotView snapshot={snapshot} what="this">
      {() => null}
    </SnapshotView>
  );
}
