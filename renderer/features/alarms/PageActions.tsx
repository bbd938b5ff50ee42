import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { AlarmScope } from './scope.ts';
import { ExportDialog } from './export/ExportDialog.tsx';
import type { MatrixRow } from './matrix/matrixRows.ts';
import { WriteDialog } from './write/WriteDialog.tsx';

interface PageActionsProps {
  readonly accounts: readonly ConnectionView[];
  readonly rows: readonly MatrixRow[];
  /** What the filter lets through: that is what is exported and written. */
  readonly shown: readonly MatrixRow[];
  /** Leads to the list of changes. */
  readonly onChanges: () => void;
}

/** What can be done for all applications, or those that the filter shows. */
export function PageActions({ accounts, rows, shown, onChanges }: PageActionsProps) {
  const [open, setOpen] = useState<'export' | 'write' | null>(null);
  const isAll = shown.length === rows.length;
  const scopes = accounts.flatMap(({ connection }) => {
    const own = shown.map(({ row }) => row).filter(({ ref }) => ref.connection === connection.id);
    return own.length === 0 ? [] : [scopeOf(connection.id, connection.name, own, isAll)];
  });
  const close = (): void => setOpen(null);
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button disabled={scopes.length === 0} onClick={() => setOpen('export')}>
          Export as code…
        </Button>
        <Button disabled={scopes.length === 0} variant="primary" onClick={() => setOpen('write')}>
          Create missing alarms…
        </Button>
      </SpaceBetween>
      {open === 'export' && <ExportDialog scopes={scopes} onClose={close} />}
      {open === 'write' && (
        <WriteDialog
          scopes={scopes}
          which="missing"
          onClose={close}
          onChanges={() => {
            close();
            onChanges();
          }}
          onExport={() => setOpen('export')}
        />
      )}
    </>
  );
}

const scopeOf = (connection: string, name: string, rows: readonly AlarmRow[], isAll: boolean): AlarmScope => ({
  connection,
  name,
  applications: isAll ? null : rows.map(({ ref }) => ref.id),
  alarm: null,
  title: isAll ? `all ${rows.length} applications` : rows.length === 1 ? (rows[0]?.name ?? '') : `${rows.length} applications`,
});
