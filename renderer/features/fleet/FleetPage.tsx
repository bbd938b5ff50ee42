import SpaceBetween from '@cloudscape-design/components/space-between';
import { Page } from '../../ui/Page.tsx';
import { FleetTable } from './FleetTable.tsx';
import { FleetTroubles } from './FleetTroubles.tsx';
import { useFleets } from '../../store/useFleets.ts';
import './fleet.css';

/** Which application is sick: all of them, the worst first. */
export function FleetPage() {
  const fleets = useFleets();
  return (
    <Page title="Fleet">
      <SpaceBetween size="m">
        <FleetTroubles fleets={fleets} />
        <FleetTable fleets={fleets} />
      </SpaceBetween>
    </Page>
  );
}
