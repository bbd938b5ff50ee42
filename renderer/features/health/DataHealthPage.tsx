import { useTopic } from '../../store/useTopic.ts';
import { Page } from '../../ui/Page.tsx';
import { SnapshotView } from '../../ui/SnapshotView.tsx';
import { CollectorTable } from './CollectorTable.tsx';

/** How every collector fares: how old its last good answer is, what it failed with, when it tries again. */
export function DataHealthPage() {
  const collectors = useTopic({ kind: 'collectors' });
  return (
    <Page
      title="Data health"
      description="Everything that is collected: how old the last good answer is, what is wrong, and when it is tried again."
    >
      <SnapshotView snapshot={collectors} what="the collectors">
        {(value) => <CollectorTable collectors={value} />}
      </SnapshotView>
    </Page>
  );
}
