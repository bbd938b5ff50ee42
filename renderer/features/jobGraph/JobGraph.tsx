import { useEffect } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { JobGraphView } from './JobGraphView.tsx';
import { prepareLayout } from './layout/useLayout.ts';
import { jobNote } from './jobNote.ts';

/** The job of an application, live; or why there is none. */
export function JobGraph({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  useEffect(prepareLayout, []);
  const snapshot = useTopic({ kind: 'job', ref });
  const status = valueOf(useTopic({ kind: 'application', ref }))?.summary.status ?? null;
  if (snapshot.state === 'failed' && snapshot.error.kind === 'not-running')
    return (
      <Box padding="l" textAlign="center" color="text-body-secondary">
        {status === null || status === 'RUNNING' ? snapshot.error.message : `The application is ${status}: it has no Flink job.`}
      </Box>
    );
  const job = valueOf(snapshot);
  const note = job === undefined ? null : jobNote(job.state);
  return (
    <div className="job-graph">
      {/* Beside the graph, not around it: what was zoomed to and selected has to outlive a lost connection. */}
      {snapshot.state !== 'live' && (
        <SnapshotView snapshot={snapshot} what="the job graph">
          {() => null}
        </SnapshotView>
      )}
      {note !== null && <Alert type="info">{note}</Alert>}
      {job !== undefined && (
        <div className={snapshot.state === 'stale' ? 'stale' : undefined}>
          <JobGraphView applicationRef={ref} job={job} at={'at' in snapshot ? snapshot.at : null} />
        </div>
      )}
    </div>
  );
}
