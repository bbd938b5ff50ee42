import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Connection } from '#shared/model/connection.ts';
import { useCall } from '../../store/useCall.ts';

/** Asks before a connection is forgotten. */
export function RemoveConnection({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    await call('connections.remove', { id: connection.id });
    onClose();
  };
  return (
    <Modal
      visible
      onDismiss={onClose}
      header={`Remove ${connection.name}?`}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Keep it
            </Button>
            <Button variant="primary" loading={busy} onClick={() => void remove()}>
              Remove
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      Streamgauge no longer watches it, and forgets how to reach it and everything that it has kept of it. What it leads to stays
      as it is.
    </Modal>
  );
}
