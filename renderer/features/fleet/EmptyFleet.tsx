import { useLocation } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useCursor } from '../../store/useCursor.ts';
import { SETTINGS } from '../../ui/paths.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Fleet } from '../../store/useFleets.ts';

/** Why there is nothing to show, and the way out. */
export function EmptyFleet({ fleets }: { readonly fleets: readonly Fleet[] }) {
  const [, navigate] = useLocation();
  const past = useCursor().at !== null;
  const { title, sentence } = reasonOf(fleets, past);
  return (
    <Box textAlign="center" padding="l">
      <Box variant="strong">{title}</Box>
      <Box padding={{ bottom: 's' }} color="text-body-secondary">
        {sentence}
      </Box>
      {/* Settings are of now: they do not help where the past is not known. */}
      {(!past || fleets.length === 0) && <Button onClick={() => navigate(SETTINGS)}>Open the settings</Button>}
    </Box>
  );
}

function reasonOf(fleets: readonly Fleet[], past: boolean): { readonly title: string; readonly sentence: string } {
  if (fleets.length === 0) return { title: 'No connection is watched', sentence: 'Switch one on, or add one.' };
  const answered = fleets.filter(({ snapshot }) => snapshot.state === 'live' || snapshot.state === 'stale');
  if (answered.length === 0 && past)
    return { title: 'Nothing is known of that moment', sentence: 'Choose another one, or go back to live.' };
  if (answered.length === 0) return { title: 'Nothing to show yet', sentence: 'None of the watched connections has answered.' };
  const places = answered.map(({ view }) => placeOf(view.connection));
  return {
    title: 'No applications',
    sentence: `${places.join(' and ')} ${past ? 'had' : places.length === 1 ? 'has' : 'have'} none.`,
  };
}

const placeOf = (connection: Connection): string =>
  connection.kind === 'aws' ? `${connection.name} (${connection.region})` : connection.name;
