import { useState } from 'react';
import type { Connection } from '#shared/model/connection.ts';
import { useCall } from '../../store/useCall.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { ConnectionForm } from './ConnectionForm.tsx';
import { ConnectionTable } from './ConnectionTable.tsx';
import type { Draft } from './draft.ts';
import { NEW_DRAFT, copyOf, draftOf } from './draft.ts';
import { RemoveConnection } from './RemoveConnection.tsx';

type Dialog = { readonly kind: 'edit'; readonly draft: Draft } | { readonly kind: 'remove'; readonly connection: Connection };

/** What can be watched: a list to add to, edit, switch on and off. */
export function ConnectionSettings() {
  const views = useConnectionViews();
  const call = useCall();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);

  const watch = (id: string, on: boolean) => {
    const watched = views.filter((view) => view.watched).map(({ connection }) => connection.id);
    void call('connections.watch', { ids: on ? [...watched, id] : watched.filter((each) => each !== id) });
  };

  return (
    <>
      <ConnectionTable
        views={views}
        onAdd={() => setDialog({ kind: 'edit', draft: NEW_DRAFT })}
        onEdit={(connection) => setDialog({ kind: 'edit', draft: draftOf(connection) })}
        onDuplicate={(connection) => setDialog({ kind: 'edit', draft: copyOf(connection) })}
        onRemove={(connection) => setDialog({ kind: 'remove', connection })}
        onWatch={watch}
      />
      {dialog?.kind === 'edit' && (
        <ConnectionForm
          initial={dialog.draft}
          taken={views.map(({ connection }) => connection.id)}
          onClose={close}
          onSaved={(id) => {
            close();
            if (dialog.draft.id === null) watch(id, true);
          }}
        />
      )}
      {dialog?.kind === 'remove' && <RemoveConnection connection={dialog.connection} onClose={close} />}
    </>
  );
}
