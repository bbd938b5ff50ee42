import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Toggle from '@cloudscape-design/components/toggle';
import { z } from '#shared/model/schema.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import { alarmFormats } from '#shared/model/alarms/plan.ts';
import type { AlarmFormat } from '#shared/model/alarms/plan.ts';
import { LeftOutList } from '../LeftOutList.tsx';
import type { AlarmScope } from '../scope.ts';
import { choiceOf, whichOptions } from '../scope.ts';
import { ScopeField } from '../ScopeField.tsx';
import { CodePreview } from './CodePreview.tsx';
import { useAlarmCode } from './useAlarmCode.ts';
import './export.css';

interface ExportDialogProps {
  /** At least one. */
  readonly scopes: readonly AlarmScope[];
  readonly onClose: () => void;
}

const formatWords: Readonly<Record<AlarmFormat, string>> = {
  cfn: 'CloudFormation',
  terraform: 'Terraform',
  cdk: 'CDK (TypeScript)',
  cli: 'AWS CLI',
};

const kept = z.object({ format: z.enum(alarmFormats), which: z.enum(['missing', 'wanting', 'all']), dashboard: z.boolean() });

/** Alarms as code, for those who keep theirs in a repository. */
export function ExportDialog({ scopes, onClose }: ExportDialogProps) {
  const [scope, setScope] = useState(scopes[0]);
  if (scope === undefined) return null;
  return (
    <Modal
      visible
      size="max"
      onDismiss={onClose}
      header={`Alarms of ${scope.title} as code`}
      footer={
        <Box float="right">
          <Button onClick={onClose}>Close</Button>
        </Box>
      }
    >
      <Exported scope={scope} scopes={scopes} onScope={setScope} />
    </Modal>
  );
}

interface ExportedProps {
  readonly scope: AlarmScope;
  readonly scopes: readonly AlarmScope[];
  readonly onScope: (scope: AlarmScope) => void;
}

function Exported({ scope, scopes, onScope }: ExportedProps) {
  const [look, setLook] = useKept('alarms-export', kept, { format: 'cfn', which: 'all', dashboard: false });
  const { code, failure, isReading } = useAlarmCode({
    choice: choiceOf(scope, look.which),
    format: look.format,
    dashboard: look.dashboard,
  });
  return (
    <SpaceBetween size="s">
      <div className="alarm-form">
        <ScopeField scopes={scopes} chosen={scope} onChoose={onScope} />
        <FormField label="Format">
          <SegmentedControl
            label="Format"
            selectedId={look.format}
            options={alarmFormats.map((id) => ({ id, text: formatWords[id] }))}
            onChange={({ detail: { selectedId } }) =>
              setLook({ ...look, format: alarmFormats.find((id) => id === selectedId) ?? look.format })
            }
          />
        </FormField>
        <FormField label="Alarms">
          <Select
            expandToViewport
            options={whichOptions}
            selectedOption={whichOptions.find(({ value }) => value === look.which) ?? null}
            onChange={({ detail: { selectedOption } }) =>
              setLook({ ...look, which: whichOptions.find(({ value }) => value === selectedOption.value)?.value ?? look.which })
            }
          />
        </FormField>
        <FormField label="Dashboard">
          <Toggle checked={look.dashboard} onChange={({ detail: { checked } }) => setLook({ ...look, dashboard: checked })}>
            With a CloudWatch dashboard for each application
          </Toggle>
        </FormField>
      </div>
      <div aria-live="polite">
        {failure !== null && <Alert type="error">{failure}</Alert>}
        {isReading && (
          <Box color="text-body-secondary">
            <Spinner /> Writing the code
          </Box>
        )}
      </div>
      {code !== null && (
        <div className={isReading ? 'stale' : undefined}>
          {code.alarms === 0 && !look.dashboard ? (
            <Alert type="info">There is no alarm to write: {emptyWords[look.which]}</Alert>
          ) : (
            <CodePreview key={look.format} code={code} />
          )}
        </div>
      )}
      {code !== null && <LeftOutList left={code.left} />}
    </SpaceBetween>
  );
}

const emptyWords = {
  missing: 'nothing that applies is missing.',
  wanting: 'nothing that applies is missing or wrong.',
  all: 'no alarm applies, or none has a threshold yet.',
} as const;
