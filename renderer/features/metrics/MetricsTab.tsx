import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';

/** Every metric of an application: searched, chosen, drawn and compared. */
export function MetricsTab({ applicationRef }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'metrics', ref: applicationRef });
  return (
    <SnapshotView snapshot={snapshot} what="the list of metrics">
      {({ series }) => `${series.length} series`}
    </SnapshotView>
  );
}
