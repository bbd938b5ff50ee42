import { useDeferredValue } from 'react';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Page } from '../../ui/Page.tsx';
import { FleetTable } from './FleetTable.tsx';
import { FleetTroubles } from './FleetTroubles.tsx';
import { useFleets } from '../../store/useFleets.ts';
import './fleet.css';

/** Which application is sick: all of them, the worst first. */
export function FleetPage() {
  const fleets = useFleets();
  // A large table is drawn in slices of time, so that keys and clicks never wait for it.
  const drawn = useDeferredValue(fleets);
  return (
    <Page title="Fleet">
      <SpaceBetween size="m">
        <FleetTroubles fleets={fleets} />
        <FleetTable fleets={drawn} />
      </SpaceBetween>
    </Page>
  );
}
