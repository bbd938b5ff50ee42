import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { CheckpointsView } from './CheckpointsView.tsx';

/** How an application's job saves its state. */
export function CheckpointsTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const job = useTopic({ kind: 'job', ref });
  return (
    <SnapshotView snapshot={job} what="the checkpoints">
      {({ checkpoints }) => <CheckpointsView checkpoints={checkpoints} connection={ref.connection} />}
    </SnapshotView>
  );
}
