import { useLocation } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import type { ConnectionView } from '#shared/model/connection.ts';
import { SETTINGS } from '../../ui/paths.ts';

/** Nothing is collected, or nothing has answered or failed yet. */
export function NoCollectors({ views }: { readonly views: readonly ConnectionView[] }) {
  const [, navigate] = useLocation();
  const watched = views.filter((view) => view.watched);
  if (watched.length > 0)
    return (
      <Box textAlign="center" padding="l" color="text-body-secondary">
        <Spinner /> Waiting for the first answer of {watched.map(({ connection }) => connection.name).join(', ')}
      </Box>
    );
  return (
    <Box textAlign="center" padding="l">
      <Box variant="strong">No connection is watched</Box>
      <Box padding={{ bottom: 's' }} color="text-body-secondary">
        Nothing is collected. Switch a connection on, or add one.
      </Box>
      <Button onClick={() => navigate(SETTINGS)}>Open the settings</Button>
    </Box>
  );
}
