import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ConnectionScope } from '#renderer/ui/ConnectionScope.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ConnectionView } from '#shared/model/connection.ts';
import { AuditTable } from './AuditTable.tsx';
import { useAudits } from './useAudits.ts';

/** Every write to the accounts, and the way back. */
export function Changes({ accounts }: { readonly accounts: readonly ConnectionView[] }) {
  const audits = useAudits(accounts);
  if (audits.length === 0)
    return (
      <Container>
        <Box textAlign="center" color="text-body-secondary">
          No account is watched, so nothing was written.
        </Box>
      </Container>
    );
  return (
    <SpaceBetween size="m">
      {audits.map(({ view: { connection }, snapshot }) => (
        <ConnectionScope key={connection.id} value={connection.id}>
          <SnapshotView snapshot={snapshot} what={`the changes of ${connection.name}`}>
            {(entries) => <AuditTable connection={connection} entries={entries} />}
          </SnapshotView>
        </ConnectionScope>
      ))}
    </SpaceBetween>
  );
}
