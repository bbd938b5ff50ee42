import SpaceBetween from '@cloudscape-design/components/space-between';
import { Page } from '../../ui/Page.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { ConnectionSettings } from './ConnectionSettings.tsx';

/** What is watched, and how the app looks. */
export const SettingsPage = () => (
  <Page title="Settings">
    <SpaceBetween size="l">
      <ConnectionSettings />
      <AppearanceSettings />
    </SpaceBetween>
  </Page>
);
