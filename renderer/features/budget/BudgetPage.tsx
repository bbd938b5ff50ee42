import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTopic } from '../../store/useTopic.ts';
import { Page } from '../../ui/Page.tsx';
import { SnapshotView } from '../../ui/SnapshotView.tsx';

/** What watching costs: requests and dollars of each connection, and the cap that keeps them down. */
export function BudgetPage() {
  const budgets = useTopic({ kind: 'budget' });
  return (
    <Page title="Budget">
      <SnapshotView snapshot={budgets} what="the budget">
        {(value) => (
          <SpaceBetween size="l">
            {value.map(({ connection, requestsPerHour }) => (
              <div key={connection}>
                {connection}: {Math.round(requestsPerHour)} requests an hour
              </div>
            ))}
          </SpaceBetween>
        )}
      </SnapshotView>
    </Page>
  );
}
