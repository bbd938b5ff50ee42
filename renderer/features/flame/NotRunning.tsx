import Box from '@cloudscape-design/components/box';
import { useTopic } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';

/** Without a job there are no threads. */
export function NotRunning({
  applicationRef: ref,
  message,
}: {
  readonly applicationRef: ApplicationRef;
  readonly message: string;
}) {
  const status = valueOf(useTopic({ kind: 'application', ref }))?.summary.status ?? null;
  return (
    <Box textAlign="center" padding="s" color="text-body-secondary">
      {status === null || status === 'RUNNING' ? message : `The application is ${status}: it has no Flink job.`} There is nothing
      to sample; captures below can be opened all the same.
    </Box>
  );
}
