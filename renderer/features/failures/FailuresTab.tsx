import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';

/** Every failure of an application’s jobs, over restarts, root causes first. */
export function FailuresTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'failures', ref });
  return (
    <SnapshotView snapshot={snapshot} what="this">
      {() => null}
    </SnapshotView>
  );
}
