import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import { useKept } from '#renderer/ui/useKept.ts';
import { zones } from '#renderer/charts/moments.ts';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { Comparison } from './Comparison.tsx';
import { DumpView } from './DumpView.tsx';
import { HeldDumps } from './HeldDumps.tsx';
import { KeptDumps } from './KeptDumps.tsx';
import { TakeDump } from './TakeDump.tsx';
import { processesOf } from './processes.ts';
import type { Dumps } from './useDumps.ts';
import { useDumps } from './useDumps.ts';
import { useProcessList } from './useProcessList.ts';
import './threads.css';

/** What every thread of a process does, as dumps that are taken, kept and compared. */
export function ThreadsView({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const [zone] = useKept('zone', zones, 'local');
  const past = useCursor();
  const kept = valueOf(useTopic({ kind: 'captures', ref }))?.filter(({ kind }) => kind === 'threads') ?? [];
  const dumps = useDumps(ref);
  const shown = dumps.dumps.find(({ key }) => key === dumps.shown);
  const base = dumps.dumps.find(({ key }) => key === dumps.base);
  return (
    <SpaceBetween size="m">
      {past.at === null ? (
        <Take key={refKey(ref)} applicationRef={ref} dumps={dumps} />
      ) : (
        <Alert type="info" action={<Button onClick={past.live}>Go back to now</Button>}>
          A thread dump is of now: Flink keeps none of the past.{' '}
          {kept.length === 0 ? 'None was kept of this application.' : 'Below are those that were kept.'}
        </Alert>
      )}
      {dumps.error !== null && <Trouble type="error" header="There is no dump" error={dumps.error} nextTry={null} />}
      <HeldDumps dumps={dumps} zone={zone} />
      {shown !== undefined && base !== undefined && <Comparison base={base} shown={shown} onClose={() => dumps.compare(null)} />}
      {shown !== undefined && (
        <DumpView key={shown.key} held={shown} zone={zone} onSave={(title, note) => dumps.save(shown, title, note)} />
      )}
      <KeptDumps
        entries={kept}
        zone={zone}
        canCompare={shown !== undefined}
        onOpen={({ key, title }, as) => void dumps.open(key, title, as)}
      />
    </SpaceBetween>
  );
}

function Take({ applicationRef: ref, dumps }: { readonly applicationRef: ApplicationRef; readonly dumps: Dumps }) {
  const { snapshot: taskManagers, busy, refresh } = useProcessList(ref);
  const job: Job | null = valueOf(useTopic({ kind: 'job', ref })) ?? null;
  const [chosen, choose] = useRemembered<string | null>(`threads.process ${refKey(ref)}`, null);
  if (taskManagers.state === 'failed' && taskManagers.error.kind === 'not-running')
    return <Box color="text-body-secondary">{taskManagers.error.message} There are no threads to look at.</Box>;
  return (
    <SnapshotView snapshot={taskManagers} what="the processes of the cluster">
      {(value) => (
        <TakeDump
          processes={processesOf(value, job)}
          chosen={chosen}
          busy={dumps.busy}
          reading={busy}
          onChoose={choose}
          onRefresh={refresh}
          onTake={(process) => void dumps.take(process, job)}
        />
      )}
    </SnapshotView>
  );
}
