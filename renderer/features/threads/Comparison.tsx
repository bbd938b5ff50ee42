import { useMemo } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { counted, withArrows } from '#renderer/ui/wording.ts';
import type { MetAgain } from '#shared/analysis/threads/compareDumps.ts';
import { compareDumps } from '#shared/analysis/threads/compareDumps.ts';
import { threadKinds } from '#shared/analysis/threads/describeThread.ts';
import { doings } from '#shared/analysis/threads/doing.ts';
import { methodOf } from '#shared/analysis/threads/frames.ts';
import type { ReadThread } from '#shared/analysis/threads/readDump.ts';
import { formatMillis } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { StateMark } from './StateMark.tsx';
import { processWords } from './processes.ts';
import type { HeldDump } from './useDumps.ts';

interface ComparisonProps {
  readonly base: HeldDump;
  readonly shown: HeldDump;
  readonly onClose: () => void;
}

/** What two dumps have in common: threads that stand where they stood, those that are new or gone, those in another state. */
export function Comparison({ base, shown, onClose }: ComparisonProps) {
  const [before, after] = base.dump.at <= shown.dump.at ? [base.dump, shown.dump] : [shown.dump, base.dump];
  const found = useMemo(() => compareDumps(before, after), [before, after]);
  const { stuck, changed, appeared, gone, same, moved, sameProcess } = found;
  const apart = formatMillis(millis(after.at - before.at));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`${processWords(before.process)}${sameProcess ? '' : ` and ${processWords(after.process)}`}, ${apart} apart: ${counted(same, 'thread')} with the same stack, ${moved} with another, ${appeared.length} new, ${gone.length} gone.`}
          actions={<Button onClick={onClose}>End the comparison</Button>}
        >
          Comparison of two dumps
        </Header>
      }
    >
      <SpaceBetween size="m">
        {!sameProcess && <Alert type="info">The dumps are of different processes: threads are matched by their names.</Alert>}
        <div>
          <Box variant="h3">Same stack in both, and not at rest ({stuck.length})</Box>
          <Box color="text-body-secondary">
            Candidates for being stuck. A thread that does the same for each record is met at the same place as well: take a third
            dump, or look at the records of its subtask.
          </Box>
          <MetTable label="Threads with the same stack in both dumps" met={stuck} />
        </div>
        <ExpandableSection headerText={`In another state (${changed.length})`}>
          <MetTable label="Threads in another state" met={changed} />
        </ExpandableSection>
        <ExpandableSection headerText={`New (${appeared.length})`}>
          <NameList threads={appeared} />
        </ExpandableSection>
        <ExpandableSection headerText={`Gone (${gone.length})`}>
          <NameList threads={gone} />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}

const MOST = 200;

const metColumns: TableProps.ColumnDefinition<MetAgain>[] = [
  { id: 'name', header: 'Thread', isRowHeader: true, minWidth: 220, cell: ({ after }) => withArrows(after.thread.name) },
  { id: 'kind', header: 'Kind', cell: ({ after }) => threadKinds[after.kind] },
  {
    id: 'state',
    header: 'State',
    minWidth: 140,
    cell: ({ before, after }) =>
      before.thread.state === after.thread.state ? (
        <StateMark state={after.thread.state} />
      ) : (
        <>
          <StateMark state={before.thread.state} /> → <StateMark state={after.thread.state} />
        </>
      ),
  },
  { id: 'doing', header: 'Does', cell: ({ after }) => doings[after.doing.kind] },
  {
    id: 'place',
    header: 'Where',
    minWidth: 240,
    cell: ({ after }) => (after.doing.place === null ? '–' : <code className="thread-code">{methodOf(after.doing.place)}</code>),
  },
];

const MetTable = ({ label, met }: { readonly label: string; readonly met: readonly MetAgain[] }) => (
  <Table
    variant="embedded"
    contentDensity="compact"
    wrapLines
    items={met.slice(0, MOST)}
    trackBy={({ after: { thread } }) => `${thread.id} ${thread.name}`}
    ariaLabels={{ tableLabel: label }}
    empty={<Box textAlign="center">None.</Box>}
    columnDefinitions={metColumns}
  />
);

const NameList = ({ threads }: { readonly threads: readonly ReadThread[] }) =>
  threads.length === 0 ? (
    <Box>None.</Box>
  ) : (
    <ul className="thread-names">
      {threads.slice(0, MOST).map(({ thread: { id, name }, kind }, i) => (
        <li key={`${id} ${i}`}>
          {withArrows(name)} <span className="thread-group__quiet">· {threadKinds[kind]}</span>
        </li>
      ))}
    </ul>
  );
