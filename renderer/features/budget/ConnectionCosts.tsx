import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { durationWords, formatDollars } from '#shared/analysis/budget/words.ts';
import type { ConnectionBudget } from '#shared/model/budget.ts';
import type { Connection } from '#shared/model/connection.ts';
import { UNKNOWN, formatCount, formatMillis } from '#shared/units/format.ts';
import { CapState } from './CapState.tsx';
import { DayTable } from './DayTable.tsx';
import { OperationTable } from './OperationTable.tsx';

interface ConnectionCostsProps {
  readonly budget: ConnectionBudget;
  /** Null while not known. */
  readonly connection: Connection | null;
}

/** One connection: what it costs now, what that makes a month, and of which operations. */
export function ConnectionCosts({ budget, connection }: ConnectionCostsProps) {
  const name = connection?.name ?? budget.connection;
  const simulated = connection?.kind === 'simulator';
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`Counted over the last ${durationWords(budget.over)} of real time.`}
          info={
            simulated ? (
              <StatusIndicator type="info">Simulated: costs nothing, priced as if it were real</StatusIndicator>
            ) : undefined
          }
        >
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Requests an hour', value: formatCount(Math.round(budget.requestsPerHour)) },
            { label: 'Dollars an hour', value: formatDollars(budget.dollarsPerHour) },
            {
              label: simulated ? 'Forecast for 30 days of its own time' : 'Forecast for 30 days',
              value: formatDollars(budget.forecast),
            },
            {
              label: 'Figures of the fleet come every',
              value: budget.metricsEvery === null ? UNKNOWN : formatMillis(budget.metricsEvery),
            },
          ]}
        />
        <CapState budget={budget} />
        <OperationTable operations={budget.operations} over={budget.over} name={name} />
        <ExpandableSection headerText="The last days">
          <DayTable days={budget.days} name={name} />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}
