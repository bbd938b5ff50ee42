import { useLocation } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { useCursor } from '#renderer/store/useCursor.ts';
import { SETTINGS } from '#renderer/ui/paths.ts';
import type { AlarmFleets } from './useAlarmFleets.ts';

/** Why there is no matrix. */
export function EmptyMatrix({ fleets, clusters }: AlarmFleets) {
  const [, navigate] = useLocation();
  const past = useCursor().at !== null;
  const waiting = fleets.filter(({ snapshot }) => snapshot.state === 'waiting');
  if (waiting.length > 0)
    return (
      <Box textAlign="center" padding="l" color="text-body-secondary">
        <Spinner /> Waiting for the alarms of {waiting.map(({ view }) => view.connection.name).join(', ')}
      </Box>
    );
  const answered = fleets.filter(({ snapshot }) => snapshot.state !== 'failed');
  const { title, sentence, settings } = reasonOf({ fleets: answered, clusters }, fleets.length, past);
  return (
    <Box textAlign="center" padding="l">
      <Box variant="strong">{title}</Box>
      <Box padding={{ bottom: 's' }} color="text-body-secondary">
        {sentence}
      </Box>
      {settings && <Button onClick={() => navigate(SETTINGS)}>Open the settings</Button>}
    </Box>
  );
}

function reasonOf({ fleets, clusters }: AlarmFleets, watched: number, past: boolean) {
  if (watched === 0 && clusters.length === 0)
    return { title: 'No connection is watched', sentence: 'Switch one on, or add one.', settings: true };
  if (watched === 0)
    return {
      title: 'No managed application is watched',
      sentence:
        'Clusters of your own have no CloudWatch alarms. Add an AWS connection to see the recommended alarms of its applications.',
      settings: true,
    };
  if (fleets.length === 0)
    return past
      ? { title: 'Nothing is known of that moment', sentence: 'Choose another one, or go back to live.', settings: false }
      : { title: 'Nothing to show yet', sentence: 'No connection has told its alarms.', settings: true };
  return {
    title: 'No managed applications',
    sentence: `${fleets.map(({ view }) => view.connection.name).join(' and ')} ${past ? 'had' : fleets.length === 1 ? 'has' : 'have'} none.`,
    settings: !past,
  };
}
