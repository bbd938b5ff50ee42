import { useDeferredValue } from 'react';
import type { KeyboardEvent } from 'react';
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
        <div onKeyDown={openRow}>
          <FleetTable fleets={drawn} />
        </div>
      </SpaceBetween>
    </Page>
  );
}

/** Enter on any cell that the arrow keys have reached opens the row's application, as a click does. */
function openRow({ key, target }: KeyboardEvent): void {
  if (key === 'Enter' && target instanceof HTMLTableCellElement) target.closest('tr')?.querySelector('a')?.click();
}
