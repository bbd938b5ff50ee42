import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { Explorer } from './Explorer.tsx';

/** Every metric of an application: searched, drawn, compared and saved. */
export function MetricsTab({ applicationRef }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'metrics', ref: applicationRef });
  return (
    <SnapshotView snapshot={snapshot} what="the list of metrics">
      {(inventory) => <Explorer inventory={inventory} />}
    </SnapshotView>
  );
}
