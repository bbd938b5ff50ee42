import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import './flameView.css';
import { LibraryTable } from './LibraryTable.tsx';
import { NearMoment } from './NearMoment.tsx';
import { NotRunning } from './NotRunning.tsx';
import { SamplingPanel } from './SamplingPanel.tsx';
import type { Shown } from './shown.ts';
import { ShownGraph } from './ShownGraph.tsx';
import { useFlameActions } from './useFlameActions.ts';
import { useLibrary } from './useLibrary.ts';
import { useMoment } from './useMoment.ts';
import { runningIn, useSampling } from './useSampling.ts';

const SAMPLING: Shown = { kind: 'sampling' };

/** Where a vertex spends its time, by call stacks; with the library of captures. */
export function FlameView({ applicationRef }: { readonly applicationRef: ApplicationRef }) {
  const { connection, id } = applicationRef;
  const ref = useMemo(() => ({ connection, id }), [connection, id]);
  const jobSnapshot = useTopic({ kind: 'job', ref });
  const job = valueOf(jobSnapshot);
  const captures = useTopic({ kind: 'captures', ref });
  const entries = useMemo(() => (valueOf(captures) ?? []).filter(({ kind }) => kind === 'flame'), [captures]);
  const sampling = useSampling(ref);
  const library = useLibrary(ref);
  const { at: cursor, live } = useCursor();
  const now = useMoment(connection);
  const [shown, setShown] = useState<Shown>(SAMPLING);
  const actions = useFlameActions({ library, now, onShow: setShown });
  const running = runningIn(sampling);
  const notRunning = jobSnapshot.state === 'failed' && jobSnapshot.error.kind === 'not-running';
  const open = (entry: CaptureEntry): void => void actions.open(entry);

  return (
    <SpaceBetween size="m">
      <Container header={<Header variant="h2">Sample a vertex</Header>}>
        <SpaceBetween size="s">
          {cursor !== null && <NearMoment at={cursor} entries={entries} onOpen={open} onLive={live} />}
          {notRunning ? (
            <NotRunning applicationRef={ref} message={jobSnapshot.error.message} />
          ) : (
            <>
              {job === undefined && (
                <SnapshotView snapshot={jobSnapshot} what="the job’s vertices">
                  {() => null}
                </SnapshotView>
              )}
              {job !== undefined && (
                <SamplingPanel job={job} sampling={sampling} isPast={cursor !== null} onStart={() => setShown(SAMPLING)} />
              )}
            </>
          )}
        </SpaceBetween>
      </Container>
      {actions.failure !== null && (
        <Alert type="error" dismissible dismissAriaLabel="Dismiss" header={actions.failure.header} onDismiss={actions.forgive}>
          {actions.failure.words}
        </Alert>
      )}
      <ShownGraph
        applicationRef={ref}
        shown={shown}
        sampling={sampling}
        job={job ?? null}
        library={library}
        isPast={cursor !== null}
        now={now}
        onClose={() => setShown(SAMPLING)}
        onCompare={
          cursor !== null || job === undefined
            ? null
            : (own) => {
                setShown({ kind: 'siblings', own });
                if (running?.vertex !== own.vertex || running.subtask !== null)
                  sampling.start({ vertex: own.vertex, subtask: null, minutes: 1 });
              }
        }
      />
      <SnapshotView snapshot={captures} what="the library of captures">
        {() => (
          <LibraryTable
            entries={entries}
            library={library}
            connection={connection}
            onOpen={open}
            onMerge={(chosen) => void actions.merge(chosen)}
            onCompare={(before, after) => void actions.compare(before, after)}
            onImport={(file) => void actions.importFile(file)}
          />
        )}
      </SnapshotView>
    </SpaceBetween>
  );
}
