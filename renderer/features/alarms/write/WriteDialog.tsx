import { useState } from 'react';
import type { ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { counted } from '#renderer/ui/wording.ts';
import { mayWrite } from '#shared/model/connection.ts';
import type { AlarmChoice, AlarmWrite, WriteOutcome } from '#shared/model/alarms/plan.ts';
import type { AlarmScope } from '../scope.ts';
import { choiceOf, whichOptions } from '../scope.ts';
import { ScopeField } from '../ScopeField.tsx';
import { LostAnswer } from './LostAnswer.tsx';
import { OutcomeList } from './OutcomeList.tsx';
import { PlanView } from './PlanView.tsx';
import { ReadOnlyNote } from './ReadOnlyNote.tsx';
import { TopicField } from './TopicField.tsx';
import { usePlan } from './usePlan.ts';
import { useWriting } from './useWriting.ts';
import './write.css';

interface WriteDialogProps {
  /** At least one. */
  readonly scopes: readonly AlarmScope[];
  /** What is chosen at first. */
  readonly which: AlarmChoice['which'];
  readonly onClose: () => void;
  /** Leads to the list of changes. */
  readonly onChanges: () => void;
  readonly onExport: () => void;
}

/** Creates and updates alarms in the account: shown first, written then, undone if need be. */
export function WriteDialog({ scopes, which, onClose, onChanges, onExport }: WriteDialogProps) {
  const [scope, setScope] = useState(scopes[0]);
  const connection = useConnectionView(scope?.connection ?? '')?.connection;
  if (scope === undefined || connection === undefined) return null;
  const header = `Alarms of ${scope.title} in ${connection.name}`;
  const choose = <ScopeField scopes={scopes} chosen={scope} onChoose={setScope} />;
  if (!mayWrite(connection))
    return (
      <Modal visible size="large" onDismiss={onClose} header={header}>
        <SpaceBetween size="s">
          {choose}
          <ReadOnlyNote name={connection.name} onExport={onExport} />
        </SpaceBetween>
      </Modal>
    );
  return (
    <PlannedWrite key={scope.connection} header={header} scope={scope} which={which} onClose={onClose} onChanges={onChanges}>
      {choose}
    </PlannedWrite>
  );
}

interface PlannedWriteProps {
  readonly header: string;
  readonly scope: AlarmScope;
  readonly which: AlarmChoice['which'];
  readonly onClose: () => void;
  readonly onChanges: () => void;
  readonly children: ReactNode;
}

function PlannedWrite({ header, scope, which: first, onClose, onChanges, children }: PlannedWriteProps) {
  const [which, setWhich] = useState(first);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const { plan, failure, isReading, again } = usePlan(choiceOf(scope, which));
  const { writing, busy, apply, undo } = useWriting(scope.connection);
  const chosen = (plan?.writes ?? []).filter(({ name }) => !without.has(name));
  const isPlanned = writing.stage === 'planned';
  const undone = ({ name, region, error }: WriteOutcome): string | null => {
    const write = plan?.writes.find((each) => each.name === name && each.region === region);
    if (write === undefined || error !== null || writing.stage !== 'written' || writing.undo === null) return null;
    return write.action === 'create' ? 'Created: Undo deletes it again.' : 'Updated: Undo puts it back as it was.';
  };
  return (
    <Modal
      visible
      size="max"
      // What is being written is seen to its end.
      onDismiss={() => {
        if (!busy) onClose();
      }}
      header={header}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={busy} onClick={onClose}>
              {isPlanned ? 'Cancel' : 'Close'}
            </Button>
            {writing.stage === 'written' && writing.undo !== null && (
              <Button loading={busy} onClick={() => void undo()}>
                Undo all that was written
              </Button>
            )}
            {isPlanned && (
              <Button
                variant="primary"
                loading={busy}
                disabled={plan === null || isReading || chosen.length === 0}
                onClick={() =>
                  void apply(
                    plan?.id ?? '',
                    chosen.map(({ name }) => name),
                  )
                }
              >
                {actionWords(chosen)}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        {isPlanned && (
          <SpaceBetween size="s">
            <div className="alarm-form">
              {children}
              {scope.alarm === null && (
                <FormField label="Alarms">
                  <Select
                    expandToViewport
                    options={whichOptions}
                    selectedOption={whichOptions.find(({ value }) => value === which) ?? null}
                    onChange={({ detail: { selectedOption } }) =>
                      setWhich(whichOptions.find(({ value }) => value === selectedOption.value)?.value ?? which)
                    }
                  />
                </FormField>
              )}
            </div>
            <TopicField connection={scope.connection} onSaved={again} />
          </SpaceBetween>
        )}
        <div aria-live="polite">
          {isPlanned && isReading && (
            <Box color="text-body-secondary">
              <Spinner /> Looking what would be written
            </Box>
          )}
          {isPlanned && failure !== null && <Alert type="error">{failure}</Alert>}
          {writing.stage === 'lost' && <LostAnswer failure={writing.failure} onChanges={onChanges} />}
          {(isPlanned || writing.stage === 'written') && writing.failure !== null && (
            <Alert type="error" action={isPlanned ? <Button onClick={again}>Plan again</Button> : undefined}>
              {writing.failure}
            </Alert>
          )}
          {writing.stage === 'written' && <OutcomeList outcomes={writing.outcomes} done="written" undone={undone} />}
          {writing.stage === 'undone' && <OutcomeList outcomes={writing.outcomes} done="put back as they were" />}
        </div>
        {isPlanned && plan !== null && (
          <div className={isReading ? 'stale' : undefined}>
            <PlanView plan={plan} without={without} onWithout={setWithout} />
          </div>
        )}
      </SpaceBetween>
    </Modal>
  );
}

/** `Create 3 alarms`, `Create 3, update 2 alarms` */
function actionWords(writes: readonly AlarmWrite[]): string {
  const created = writes.filter(({ action }) => action === 'create').length;
  const updated = writes.length - created;
  if (updated === 0) return `Create ${counted(created, 'alarm')}`;
  if (created === 0) return `Update ${counted(updated, 'alarm')}`;
  return `Create ${created}, update ${counted(updated, 'alarm')}`;
}
