import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTopic } from '../../store/useTopic.ts';
import { Page } from '../../ui/Page.tsx';
import { SnapshotView } from '../../ui/SnapshotView.tsx';

/** How every collector fares: how old its last good answer is, what it failed with, when it tries again. */
export function DataHealthPage() {
  const collectors = useTopic({ kind: 'collectors' });
  return (
    <Page title="Data health">
      <SnapshotView snapshot={collectors} what="the collectors">
        {(value) => (
          <SpaceBetween size="l">
            {value.map(({ connection, name, place, state }) => (
              <div key={`${connection}|${place}|${name}`}>
                {name} {place}: {state}
              </div>
            ))}
          </SpaceBetween>
        )}
      </SnapshotView>
    </Page>
  );
}
