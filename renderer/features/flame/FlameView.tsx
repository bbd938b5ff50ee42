import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';

/** Where a vertex spends its time, by call stacks; with the library of captures. */
export function FlameView({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'captures', ref });
  return (
    <SnapshotView snapshot={snapshot} what="this">
      {() => null}
    </SnapshotView>
  );
}
