import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSelect } from '../store/SessionContext.ts';

/** In the place of a page that the host did not give: it can be loaded once the host is back. */
export function UnreadPage({ onLeave }: { readonly onLeave: () => void }) {
  const isUp = useSelect((state) => state.link.state) === 'up';
  return (
    <Alert
      type="warning"
      header="This page could not be loaded"
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button disabled={!isUp} disabledReason="The host does not answer." onClick={() => location.reload()}>
            Load it again
          </Button>
          <Button onClick={onLeave}>Open the fleet</Button>
        </SpaceBetween>
      }
    >
      {isUp
        ? 'Streamgauge’s host did not answer when this page was opened first. It does now.'
        : 'Pages are read from Streamgauge’s host when they are opened first, and the host does not answer. What was opened before is still there, as it was then.'}
    </Alert>
  );
}
