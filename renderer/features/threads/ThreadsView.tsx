import type { ApplicationRef } from '#shared/model/application.ts';

/** What every thread of a process does, as dumps that are taken, kept and compared. */
export const ThreadsView = ({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) => <p>{ref.id}</p>;
