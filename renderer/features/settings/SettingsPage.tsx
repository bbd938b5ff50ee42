import SpaceBetween from '@cloudscape-design/components/space-between';
import { Page } from '../../ui/Page.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { ConnectionSettings } from './ConnectionSettings.tsx';
import { HistorySettings } from './HistorySettings.tsx';
import { NotificationSettings } from './NotificationSettings.tsx';
import { TelemetrySettings } from './TelemetrySettings.tsx';

/** What is watched, what is kept of it, and how the app looks. */
export const SettingsPage = () => (
  <Page title="Settings">
    <SpaceBetween size="l">
      <ConnectionSettings />
      <NotificationSettings />
      <TelemetrySettings />
      <HistorySettings />
      <AppearanceSettings />
    </SpaceBetween>
  </Page>
);
