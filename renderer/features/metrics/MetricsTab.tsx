import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotTrouble } from '#renderer/ui/SnapshotTrouble.tsx';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { Explorer } from './Explorer.tsx';

/** Every metric of an application: searched, drawn, compared and saved. */
export function MetricsTab({ applicationRef }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'metrics', ref: applicationRef });
  if (snapshot.state === 'waiting' || snapshot.state === 'failed')
    return (
      <SnapshotView snapshot={snapshot} what="the list of metrics">
        {() => null}
      </SnapshotView>
    );
  // Only the list grows old: the charts are read on their own, and tell their own age.
  return (
    <SpaceBetween size="s">
      {snapshot.state === 'stale' && (
        <div key="trouble">
          <SnapshotTrouble snapshot={snapshot} what="the list of metrics" />
        </div>
      )}
      <Explorer key="explorer" inventory={snapshot.value} old={snapshot.state === 'stale'} />
    </SpaceBetween>
  );
}
