import { useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSession } from '#renderer/store/SessionContext.ts';
import { fileName, saveFile, textFile } from '#renderer/ui/saveFile.ts';
import { counted } from '#renderer/ui/wording.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { dumpText } from '#shared/analysis/threads/dumpText.ts';
import { groupStacks } from '#shared/analysis/threads/groupStacks.ts';
import { readDump } from '#shared/analysis/threads/readDump.ts';
import { Filters } from './Filters.tsx';
import { GroupList } from './GroupList.tsx';
import { Locks } from './Locks.tsx';
import { SaveDump } from './SaveDump.tsx';
import { StateBar } from './StateBar.tsx';
import { ALL, filterThreads } from './filterThreads.ts';
import { processWords } from './processes.ts';
import type { HeldDump } from './useDumps.ts';

interface DumpViewProps {
  readonly held: HeldDump;
  readonly zone: Zone;
  readonly onSave: (title: string, note: string) => Promise<boolean>;
}

/** One dump: who waits for whom, and every stack once. */
export function DumpView({ held, zone, onSave }: DumpViewProps) {
  const { dump, title, job } = held;
  const { clock } = useSession();
  const [filter, setFilter] = useState(ALL);
  const [depth, setDepth] = useState<number | null>(null);
  const threads = useMemo(() => readDump(dump), [dump]);
  const matching = useMemo(() => filterThreads(threads, filter), [threads, filter]);
  const groups = useMemo(() => groupStacks(matching, depth), [matching, depth]);
  const name = processWords(dump.process);
  const download = (): void =>
    saveFile(fileName(dump.process, 'threads', dump.at, 'txt'), textFile('txt', dumpText(dump)), clock);
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${matching.length === threads.length ? '' : `${matching.length} of `}${counted(threads.length, 'thread')}, ${counted(groups.length, 'stack')})`}
          description={`${formatMoment(dump.at, zone)}${title === null ? ', not kept yet' : `, kept as “${title}”`}`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="download" onClick={download}>
                Download
              </Button>
              {title === null && <SaveDump suggested={`Threads of ${name}`.slice(0, 200)} onSave={onSave} />}
            </SpaceBetween>
          }
        >
          {name}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Locks threads={dump.threads} />
        <StateBar threads={dump.threads} />
        <Filters threads={threads} filter={filter} onFilter={setFilter} depth={depth} onDepth={setDepth} />
        {groups.length === 0 ? (
          <Box textAlign="center" padding="l">
            <SpaceBetween size="s">
              <Box variant="strong">No thread matches the filter</Box>
              <Button onClick={() => setFilter(ALL)}>Show all</Button>
            </SpaceBetween>
          </Box>
        ) : (
          <GroupList groups={groups} job={job} />
        )}
      </SpaceBetween>
    </Container>
  );
}
