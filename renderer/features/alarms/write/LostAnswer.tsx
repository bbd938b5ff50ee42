import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

interface LostAnswerProps {
  /** What was said instead of an answer. */
  readonly failure: string;
  readonly onChanges: () => void;
}

/** The engine was lost while it wrote: what it had sent by then is in the list of changes. */
export const LostAnswer = ({ failure, onChanges }: LostAnswerProps) => (
  <Alert type="warning" header="Some of it may have been written" action={<Button onClick={onChanges}>Open the changes</Button>}>
    No answer came: {failure} Everything that was sent stands in the list of changes, and can be undone there.
  </Alert>
);
