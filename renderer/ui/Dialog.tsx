import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';

interface DialogProps {
  readonly header: string;
  readonly action: string;
  readonly cancel?: string;
  /** False: what is filled in does not suffice. */
  readonly ready?: boolean;
  /** The dialog stays open when it is not done. */
  readonly onDo: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something to fill in or to confirm; Return in a field does it too. */
export function Dialog({ header, action, cancel = 'Cancel', ready = true, onDo, onClose, children }: DialogProps) {
  const [busy, setBusy] = useState(false);
  const act = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    const done = await onDo();
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Modal
      visible
      onDismiss={onClose}
      header={header}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {cancel}
            </Button>
            <Button variant="primary" disabled={!ready} loading={busy} onClick={() => void act()}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <SpaceBetween size="m">{children}</SpaceBetween>
        <input type="submit" hidden />
      </form>
    </Modal>
  );
}
