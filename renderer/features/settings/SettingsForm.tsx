import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

interface SettingsFormProps {
  readonly title: string;
  readonly description: string;
  readonly actions?: ReactNode;
  /** Something differs from what is saved. */
  readonly changed: boolean;
  /** What stands in the fields can be saved. */
  readonly valid: boolean;
  readonly busy: boolean;
  readonly onSave: () => Promise<void>;
  readonly onUndo: () => void;
  readonly children: ReactNode;
}

/** A part of the settings that is saved as a whole. */
export const SettingsForm = ({
  title,
  description,
  actions,
  changed,
  valid,
  busy,
  onSave,
  onUndo,
  children,
}: SettingsFormProps) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      void onSave();
    }}
  >
    <Container
      header={
        <Header variant="h2" description={description} actions={actions}>
          {title}
        </Header>
      }
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" disabled={!changed} onClick={onUndo}>
              Undo changes
            </Button>
            <Button variant="primary" loading={busy} disabled={!changed || !valid}>
              Save
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Container>
  </form>
);
