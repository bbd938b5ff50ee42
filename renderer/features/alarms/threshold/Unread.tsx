import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { SourceError } from '#shared/model/sourceError.ts';

interface UnreadProps {
  readonly error: SourceError;
  readonly onAgain: () => void;
}

/** Why the chart has only what is kept of the last hours. */
export const Unread = ({ error, onAgain }: UnreadProps) => (
  <Alert type="info" header="Only what is kept is shown" action={<Button onClick={onAgain}>Read again</Button>}>
    {error.message} {error.remedy}
  </Alert>
);
