import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { counted } from '#renderer/ui/wording.ts';
import type { UndoWrite } from '#shared/model/alarms/plan.ts';
import type { Connection } from '#shared/model/connection.ts';
import { OutcomeList } from '../write/OutcomeList.tsx';
import { usePlannedUndo } from './usePlannedUndo.ts';

interface UndoDialogProps {
  readonly connection: Connection;
  /** Names the whole write. */
  readonly undo: string;
  readonly onClose: () => void;
}

/** Takes a whole write back: what is sent for it is shown first. */
export function UndoDialog({ connection, undo: id, onClose }: UndoDialogProps) {
  const { undoing, busy, again, undo } = usePlannedUndo(connection.id, id);
  const sent = undoing.stage === 'planned' ? undoing.writes.filter(({ error }) => error === null) : [];
  return (
    <Modal
      visible
      size="large"
      // What is being written is seen to its end.
      onDismiss={() => {
        if (!busy) onClose();
      }}
      header={`Undo a change of ${connection.name}`}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={busy} onClick={onClose}>
              {undoing.stage === 'undone' ? 'Close' : 'Cancel'}
            </Button>
            {undoing.stage !== 'undone' && (
              <Button variant="primary" loading={busy} disabled={sent.length === 0} onClick={() => void undo()}>
                {sent.length === 0 ? 'Undo' : actionWords(sent)}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <div aria-live="polite">
          {undoing.stage === 'planning' && (
            <Box color="text-body-secondary">
              <Spinner /> Looking what would be sent
            </Box>
          )}
          {undoing.stage === 'unplanned' && (
            <Alert type="error" action={<Button onClick={again}>Look again</Button>}>
              {undoing.failure}
            </Alert>
          )}
          {undoing.stage === 'planned' && undoing.failure !== null && (
            <Alert type="error" action={<Button onClick={again}>Look again</Button>}>
              {undoing.failure}
            </Alert>
          )}
          {undoing.stage === 'undone' && <OutcomeList outcomes={undoing.outcomes} done="put back as they were" />}
        </div>
        {undoing.stage === 'planned' && <UndoWrites writes={undoing.writes} />}
      </SpaceBetween>
    </Modal>
  );
}

function UndoWrites({ writes }: { readonly writes: readonly UndoWrite[] }) {
  if (writes.length === 0) return <Alert type="info">There is nothing to take back: the alarms are as they were before.</Alert>;
  return (
    <SpaceBetween size="s">
      <Box>This is sent to the account, as it is now. It is kept in the list of changes like every other write.</Box>
      <ul className="alarm-writes" aria-label="What would be sent">
        {writes.map(({ name, region, application, operation, request, error }) => (
          <li key={`${region} ${name}`} className="alarm-write">
            <div className="alarm-write__head">
              <Badge color={operation === 'DeleteAlarms' ? 'red' : 'blue'}>{badgeWords[operation]}</Badge>
              <code className="alarm-write__name">{name}</code>
              <span className="alarm-write__about">
                {application} · {region}
              </span>
            </div>
            {error !== null && (
              <StatusIndicator type="warning" wrapText>
                Left as it is: {error.message} {error.remedy}
              </StatusIndicator>
            )}
            <details className="alarm-write__request">
              <summary>Exact request of {operation}</summary>
              <pre tabIndex={0} role="region" aria-label={`Request that takes ${name} back`}>
                {JSON.stringify(request, null, 2)}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}

const badgeWords: Readonly<Record<UndoWrite['operation'], string>> = { DeleteAlarms: 'Delete', PutMetricAlarm: 'Put back' };

/** `Delete 2 alarms`, `Delete 2, put back 1 alarm` */
function actionWords(writes: readonly UndoWrite[]): string {
  const deleted = writes.filter(({ operation }) => operation === 'DeleteAlarms').length;
  const back = writes.length - deleted;
  if (back === 0) return `Delete ${counted(deleted, 'alarm')}`;
  if (deleted === 0) return `Put back ${counted(back, 'alarm')}`;
  return `Delete ${deleted}, put back ${counted(back, 'alarm')}`;
}
