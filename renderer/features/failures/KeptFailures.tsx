import { useEffect, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import { useSession } from '#renderer/store/SessionContext.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useLiveNow } from '#renderer/store/useNow.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { JobFailures } from '#shared/model/insight/failures.ts';
import { FailuresView } from './FailuresView.tsx';

/** What was kept of an application whose job cannot be asked: it does not run, or it is not to be reached. */
export function KeptFailures({ applicationRef: { connection, id } }: { readonly applicationRef: ApplicationRef }) {
  const { host } = useSession();
  const { at } = useCursor();
  const now = useLiveNow(connection);
  const known = now !== null;
  const [kept, setKept] = useState<JobFailures | null>(null);
  useEffect(() => {
    // The moment that the cursor names has been looked for already.
    if (at !== null || now === null) return undefined;
    let wanted = true;
    const topic = { kind: 'failures', ref: { connection, id } } as const;
    host.call('past', { topic, at: now }).then(
      ({ kind, snapshot }) => {
        if (wanted && kind === 'failures' && 'value' in snapshot) setKept(snapshot.value);
      },
      // The page says above that nothing answers.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once, when the time is known: not at each second of it
  }, [host, connection, id, at, known]);
  if (kept === null || kept.failures.length === 0) return null;
  return (
    <>
      <Box fontWeight="bold">What was kept of its failures before</Box>
      <FailuresView applicationRef={{ connection, id }} failures={kept} />
    </>
  );
}
