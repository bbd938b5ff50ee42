import { useCallback, useMemo, useRef, useState } from 'react';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zones } from '#renderer/charts/moments.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useNow } from '#renderer/store/useNow.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { useKept } from '#renderer/ui/useKept.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Checkpoint, Edge } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import './checkpoints.css';
import { Compare } from './Compare.tsx';
import { Detail } from './Detail.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import type { CheckpointName, CheckpointRow } from './rows.ts';
import { isSameName, nameIn, nameText, quickerBefore, rowsOf } from './rows.ts';
import { ManagedSavepoints, Savepoints } from './Savepoints.tsx';
import { Settings } from './Settings.tsx';
import { rangeBefore, spanIds, spanOf } from './trendSpans.ts';
import { Trend } from './Trend.tsx';
import { useChosen } from './useChosen.ts';
import { useKeptCheckpoints } from './useKeptCheckpoints.ts';
import { Verdict, tellingOf } from './Verdict.tsx';

/** Of the interval. */
const QUIET = 0.1;
const NO_EDGES: readonly Edge[] = [];

/** How an application's job saves its state: now, and over its restarts. */
export function CheckpointsTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'job', ref });
  const job = valueOf(snapshot) ?? null;
  const at = 'at' in snapshot ? snapshot.at : null;
  const summary = valueOf(useTopic({ kind: 'application', ref }))?.summary;
  const origin = summary?.origin ?? null;
  const cursor = useCursor().at;
  const now = useNow(ref.connection);
  const [zone] = useKept('zone', zones, 'local');
  const [span, setSpan] = useKept('checkpoint-span', spanIds, '6h');
  const [chosen, choose] = useChosen();
  const [compared, setCompared] = useState<readonly CheckpointName[]>([]);
  const detailAt = useRef<HTMLDivElement>(null);

  const wanted = now === null ? null : rangeBefore(now, span);
  const range = useMemo(
    () => (wanted === null ? null : { from: wanted.from, to: wanted.to }),
    // The same range is the same object, until it moves on.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- by its ends
    [wanted?.from, wanted?.to],
  );
  const kept = useKeptCheckpoints(ref, range);
  const rows = useMemo(() => rowsOf(job, kept.checkpoints, cursor), [job, kept.checkpoints, cursor]);

  const open = useCallback(
    (name: CheckpointName): void => {
      choose(name);
      detailAt.current?.scrollIntoView({ block: 'start' });
    },
    [choose],
  );
  const telling = job === null || at === null ? null : tellingOf(job.checkpoints.history, at);
  const newest = telling?.id ?? null;
  const shown = useMemo(() => chosen ?? (newest === null ? null : { id: newest, job: null }), [chosen, newest]);
  // The rows are others each time that the job is read, the checkpoint hardly ever.
  const quicker = quickerBefore(rows, shown);
  const quickerText = quicker === null ? null : nameText(quicker);
  const earlier = useMemo(() => nameIn(quickerText), [quickerText]);
  const close = useCallback(() => choose(null), [choose]);
  const edges = useEdges(job?.edges ?? NO_EDGES);
  const pair = pairOf(rows, compared);
  const interval = job?.checkpoints.interval ?? null;
  const savepoints = { rows, zone, onOpen: open };

  return (
    <SpaceBetween size="l">
      <SnapshotView snapshot={snapshot} what="the checkpoints">
        {(value, read) => <Verdict applicationRef={ref} job={value} mode={summary?.mode ?? null} at={read} onOpen={open} />}
      </SnapshotView>
      <div ref={detailAt} className="checkpoints__detail">
        {shown !== null && (
          <Detail
            key={chosen === null ? 'newest' : nameText(chosen)}
            applicationRef={ref}
            name={shown}
            earlier={earlier}
            edges={edges}
            zone={zone}
            chosen={chosen !== null}
            brief={chosen === null && isQuiet(telling, interval)}
            onClose={close}
          />
        )}
      </div>
      <HistoryTable
        rows={rows}
        interval={interval}
        connection={ref.connection}
        compared={compared}
        onCompare={setCompared}
        onOpen={open}
        range={spanOf(span).text}
      />
      {pair !== null && <Compare applicationRef={ref} pair={pair} onClose={() => setCompared([])} />}
      <Trend
        rows={rows}
        kept={kept}
        range={range}
        span={span}
        onSpan={setSpan}
        interval={interval}
        zone={zone}
        shown={shown}
        onOpen={open}
      />
      {origin === 'managed' && <ManagedSavepoints applicationRef={ref} {...savepoints} />}
      {origin === 'cluster' && <Savepoints {...savepoints} snapshots={[]} managed={false} />}
      {job !== null && <Settings checkpoints={job.checkpoints} zone={zone} />}
    </SpaceBetween>
  );
}

/** The same edges are the same object, however often the job is read: what is computed from them is computed once. */
function useEdges(edges: readonly Edge[]): readonly Edge[] {
  const text = JSON.stringify(edges);
  return useMemo(() => JSON.parse(text) as readonly Edge[], [text]);
}

/** A checkpoint so quick that nobody has to look at its figures. */
const isQuiet = (about: Checkpoint | null, interval: Millis | null): boolean =>
  about?.status === 'COMPLETED' && about.duration !== null && interval !== null && about.duration < QUIET * interval;

/** The two that are compared, the older one first. */
function pairOf(
  rows: readonly CheckpointRow[],
  compared: readonly CheckpointName[],
): readonly [CheckpointName, CheckpointName] | null {
  const [older, newer] = rows.filter(({ name }) => compared.some((each) => isSameName(each, name))).reverse();
  return older === undefined || newer === undefined ? null : [older.name, newer.name];
}
