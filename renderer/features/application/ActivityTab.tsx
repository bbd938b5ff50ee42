import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { counted } from '#renderer/ui/wording.ts';

/** What was done to an application, and by whom. */
export function ActivityTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const activity = useTopic({ kind: 'activity', ref });
  return (
    <SnapshotView snapshot={activity} what="the activity">
      {({ versions }) => counted(versions.length, 'version')}
    </SnapshotView>
  );
}
