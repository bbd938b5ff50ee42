import { useLocation } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { SETTINGS } from '../../ui/paths.ts';
import type { Fleet } from '../../store/useFleets.ts';

/** Why there is nothing to show, and the way out. */
export function EmptyFleet({ fleets }: { readonly fleets: readonly Fleet[] }) {
  const [, navigate] = useLocation();
  return (
    <Box textAlign="center" padding="l">
      <Box variant="strong">{fleets.length === 0 ? 'No connection is watched' : 'No applications'}</Box>
      <Box padding={{ bottom: 's' }} color="text-body-secondary">
        {sentence(fleets)}
      </Box>
      <Button onClick={() => navigate(SETTINGS)}>Open the settings</Button>
    </Box>
  );
}

function sentence(fleets: readonly Fleet[]): string {
  if (fleets.length === 0) return 'Switch one on, or add one.';
  const answered = fleets.filter(({ snapshot }) => snapshot.state === 'live' || snapshot.state === 'stale');
  if (answered.length === 0) return 'None of the watched connections has answered yet.';
  return `There are none at ${answered.map(({ view }) => placeOf(view.connection)).join(', ')}.`;
}

const placeOf = (connection: Fleet['view']['connection']): string =>
  connection.kind === 'aws' ? `${connection.name} (${connection.region})` : connection.name;
