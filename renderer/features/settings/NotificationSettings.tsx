import { useState } from 'react';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Notifications } from '#shared/contract/settings.ts';
import { useNotice } from '../../store/useCall.ts';
import type { NotificationChoices } from '../../store/useNotifications.ts';
import { useNotifications } from '../../store/useNotifications.ts';
import { MutedApplications } from './MutedApplications.tsx';
import type { NotificationDraft } from './notificationDraft.ts';
import { notificationDraftOf, readNotificationDraft } from './notificationDraft.ts';
import { NotificationTrial } from './NotificationTrial.tsx';
import { SettingsForm } from './SettingsForm.tsx';

/** When and how somebody is told of what went wrong. */
export function NotificationSettings() {
  const choices = useNotifications();
  const { saved } = choices;
  if (saved === null) return null;
  // Saved elsewhere, in another window: what stands in the fields is that.
  return <Fields key={JSON.stringify({ ...saved, muted: [] })} saved={saved} choices={choices} />;
}

function Fields({ saved, choices }: { readonly saved: Notifications; readonly choices: NotificationChoices }) {
  const notice = useNotice();
  const [draft, setDraft] = useState(() => notificationDraftOf(saved));
  const [busy, setBusy] = useState(false);
  const read = readNotificationDraft(draft, saved);
  const errors = read.ok ? {} : read.error;
  const changed = JSON.stringify(draft) !== JSON.stringify(notificationDraftOf(saved));
  const edit = (change: Partial<NotificationDraft>): void => setDraft({ ...draft, ...change });
  const save = async (): Promise<void> => {
    if (!read.ok) return;
    setBusy(true);
    const done = await choices.save(read.value);
    setBusy(false);
    if (done) notice('success', 'When and how you are told is saved.');
  };
  const time = (field: 'from' | 'to') => (
    <Input
      value={draft[field]}
      disabled={!draft.isQuiet}
      placeholder="hh:mm"
      autoComplete={false}
      onChange={({ detail: { value } }) => edit({ [field]: value })}
    />
  );

  return (
    <SettingsForm
      title="Notifications"
      description="Once for each cause and incident, and again when it becomes worse. The list of notices is kept in any case."
      actions={<NotificationTrial sound={draft.sound} />}
      changed={changed}
      valid={read.ok}
      busy={busy}
      onSave={save}
      onUndo={() => setDraft(notificationDraftOf(saved))}
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={2}>
          <SpaceBetween size="m">
            <FormField label="Desktop">
              <SpaceBetween size="xs">
                <Checkbox checked={draft.desktop} onChange={({ detail: { checked } }) => edit({ desktop: checked })}>
                  Show notifications of the system
                </Checkbox>
                <Checkbox
                  checked={draft.sound}
                  disabled={!draft.desktop}
                  onChange={({ detail: { checked } }) => edit({ sound: checked })}
                >
                  With the system’s sound
                </Checkbox>
              </SpaceBetween>
            </FormField>
            <FormField label="Told of">
              <RadioGroup
                value={draft.least}
                items={[
                  { value: 'warning', label: 'What is critical, and warnings' },
                  { value: 'critical', label: 'What is critical only' },
                ]}
                onChange={({ detail: { value } }) => edit({ least: value === 'critical' ? 'critical' : 'warning' })}
              />
            </FormField>
          </SpaceBetween>
          <SpaceBetween size="m">
            <FormField label="Quiet hours" description="By the clock of this machine, over midnight if need be.">
              <Checkbox checked={draft.isQuiet} onChange={({ detail: { checked } }) => edit({ isQuiet: checked })}>
                Keep quiet every day
              </Checkbox>
            </FormField>
            <ColumnLayout columns={2}>
              <FormField label="From" errorText={errors.from}>
                {time('from')}
              </FormField>
              <FormField label="To" errorText={errors.to}>
                {time('to')}
              </FormField>
            </ColumnLayout>
            <Checkbox
              checked={draft.exceptCritical}
              disabled={!draft.isQuiet}
              onChange={({ detail: { checked } }) => edit({ exceptCritical: checked })}
            >
              Tell what is critical all the same
            </Checkbox>
          </SpaceBetween>
        </ColumnLayout>
        <MutedApplications muted={saved.muted} onUnmute={(ref) => void choices.unmute(ref)} />
      </SpaceBetween>
    </SettingsForm>
  );
}
