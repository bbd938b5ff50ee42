import { useLocation } from 'wouter';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { SETTINGS } from '#renderer/ui/paths.ts';

interface ReadOnlyNoteProps {
  /** Of the connection. */
  readonly name: string;
  readonly onExport: () => void;
}

/** Nothing is written unless the connection is in operator mode: how to switch it on, and what can be done instead. */
export function ReadOnlyNote({ name, onExport }: ReadOnlyNoteProps) {
  const [, navigate] = useLocation();
  return (
    <Alert
      type="info"
      header={`Streamgauge only reads ${name}`}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onExport}>Export as code instead</Button>
          <Button onClick={() => navigate(SETTINGS)}>Open the settings</Button>
        </SpaceBetween>
      }
    >
      Creating and changing alarms needs operator mode: switch it on in the settings of the connection. Each write is shown before
      it is sent, is kept in the list of changes, and can be undone. Without it, export the alarms as code and apply them
      yourself.
    </Alert>
  );
}
