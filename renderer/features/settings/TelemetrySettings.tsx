import { useState } from 'react';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Telemetry } from '#shared/contract/settings.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useCall, useNotice } from '../../store/useCall.ts';
import { useTopic } from '../../store/useTopic.ts';
import { BUDGET, hrefOf } from '../../ui/paths.ts';
import type { TelemetryDraft } from './telemetryDraft.ts';
import { readTelemetryDraft, telemetryDraftOf } from './telemetryDraft.ts';
import { SettingsForm } from './SettingsForm.tsx';

/** What is kept, for how long, and what watching may cost. */
export function TelemetrySettings() {
  const telemetry = valueOf(useTopic({ kind: 'settings' }))?.telemetry;
  if (telemetry === undefined) return null;
  // Saved elsewhere, in another window: what stands in the fields is that.
  return <Fields key={JSON.stringify(telemetry)} saved={telemetry} />;
}

function Fields({ saved }: { readonly saved: Telemetry }) {
  const call = useCall();
  const notice = useNotice();
  const [draft, setDraft] = useState(() => telemetryDraftOf(saved));
  const [busy, setBusy] = useState(false);
  const read = readTelemetryDraft(draft, saved);
  const errors = read.ok ? {} : read.error;
  const changed = JSON.stringify(draft) !== JSON.stringify(telemetryDraftOf(saved));
  const edit = (change: Partial<TelemetryDraft>): void => setDraft({ ...draft, ...change });
  const save = async (): Promise<void> => {
    if (!read.ok) return;
    setBusy(true);
    const answer = await call('settings.save', { telemetry: read.value });
    setBusy(false);
    if (answer.ok) notice('success', 'What is kept, and what it may cost, is saved.');
  };
  const text = (field: 'retentionDays' | 'sizeCapMegabytes' | 'monthlyCap') => (
    <Input
      value={draft[field]}
      inputMode="decimal"
      autoComplete={false}
      onChange={({ detail: { value } }) => edit({ [field]: value })}
    />
  );

  return (
    <SettingsForm
      title="Telemetry"
      description="History is kept on this machine, over restarts of the job and of the app."
      changed={changed}
      valid={read.ok}
      busy={busy}
      onSave={save}
      onUndo={() => setDraft(telemetryDraftOf(saved))}
    >
      <ColumnLayout columns={2}>
        <FormField label="Keep history for" description="Days, 1 to 400." errorText={errors.retentionDays}>
          {text('retentionDays')}
        </FormField>
        <FormField
          label="Largest size of the history"
          description="Megabytes. When it is reached, the oldest goes first."
          errorText={errors.sizeCapMegabytes}
        >
          {text('sizeCapMegabytes')}
        </FormField>
        <FormField
          label={
            <>
              Monthly cap <i>– optional</i>
            </>
          }
          description="Dollars that one AWS connection may cost a month. Kept by asking less often."
          secondaryControl={<Link href={hrefOf(BUDGET)}>Open the budget</Link>}
          errorText={errors.monthlyCap}
        >
          {text('monthlyCap')}
        </FormField>
        <SpaceBetween size="m">
          <FormField label="Logs">
            <Checkbox
              checked={draft.keepLogs}
              description="For search at no price: what is tailed, and what comes while an application is watched."
              onChange={({ detail: { checked } }) => edit({ keepLogs: checked })}
            >
              Keep log lines
            </Checkbox>
          </FormField>
          <FormField label="Captures">
            <Checkbox
              checked={draft.captureOnFinding}
              description="Of the vertex that limits its job, once an hour at most: sampling costs the task managers a little for some seconds."
              onChange={({ detail: { checked } }) => edit({ captureOnFinding: checked })}
            >
              Take a flame graph when an application becomes critical or in warning
            </Checkbox>
          </FormField>
        </SpaceBetween>
      </ColumnLayout>
    </SettingsForm>
  );
}
