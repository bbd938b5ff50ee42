import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ConnectionBudget } from '#shared/model/budget.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { useTopic } from '../../store/useTopic.ts';
import { Page } from '../../ui/Page.tsx';
import { SnapshotView } from '../../ui/SnapshotView.tsx';
import { CapAndPrices } from './CapAndPrices.tsx';
import { ConnectionCosts } from './ConnectionCosts.tsx';

/** What watching costs: requests and dollars of each connection, and the cap that keeps them down. */
export function BudgetPage() {
  const budgets = useTopic({ kind: 'budget' });
  return (
    <Page title="Budget" description="What watching costs. Every request to AWS is counted, retries too, and priced.">
      <SpaceBetween size="l">
        <SnapshotView snapshot={budgets} what="the budget">
          {(value) => <Budgets budgets={value} />}
        </SnapshotView>
        <CapAndPrices />
      </SpaceBetween>
    </Page>
  );
}

function Budgets({ budgets }: { readonly budgets: readonly ConnectionBudget[] }) {
  const views = useConnectionViews();
  if (budgets.length === 0) return <NothingPaid />;
  return (
    <SpaceBetween size="l">
      {budgets.map((budget) => (
        <ConnectionCosts
          key={budget.connection}
          budget={budget}
          connection={views.find(({ connection }) => connection.id === budget.connection)?.connection ?? null}
        />
      ))}
    </SpaceBetween>
  );
}

const NothingPaid = () => (
  <Box textAlign="center" padding="l">
    <Box variant="strong">Nothing is asked of AWS</Box>
    <Box color="text-body-secondary">
      No connection to AWS is watched. What is asked of a Flink cluster of your own costs nothing, and is not counted here.
    </Box>
  </Box>
);
