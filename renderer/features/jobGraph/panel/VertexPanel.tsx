import type { CSSProperties } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import Box from '@cloudscape-design/components/box';
import { zones } from '#renderer/charts/moments.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import { z } from '#shared/model/schema.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import { ExceptionTab } from './ExceptionTab.tsx';
import { SkewTab } from './SkewTab.tsx';
import { TimeTab } from './TimeTab.tsx';
import { WatermarkTab } from './WatermarkTab.tsx';
import { AccumulatorTable } from './AccumulatorTable.tsx';
import { OperatorList } from './OperatorList.tsx';
import { PanelTabs } from './PanelTabs.tsx';
import { PanelHead } from './PanelHead.tsx';
import { LEAST_WIDTH, MOST_WIDTH, ResizeHandle } from './ResizeHandle.tsx';
import { SubtaskTable } from './SubtaskTable.tsx';
import './panel.css';
import type { VertexReading } from './reading.ts';
import { readingOf } from './reading.ts';

export interface VertexPanelProps {
  readonly applicationRef: ApplicationRef;
  readonly vertex: Vertex;
  readonly job: Job;
  /** Why this vertex holds the others back; null: it does not. */
  readonly bottleneckReason: string | null;
  readonly onClose: () => void;
}

/** One vertex in full, beside the graph. What it shows is read while it is open, and of the moment that the time cursor names. */
export function VertexPanel({ applicationRef: ref, vertex, job, bottleneckReason, onClose }: VertexPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [tab, setTab] = useRemembered(`vertexPanel.${refKey(ref)}`, 'subtasks');
  const snapshot = useTopic({ kind: 'vertex', ref, vertex: vertex.id });
  const [width, setWidth] = useKept('vertexPanelWidth', zWidth, DEFAULT_WIDTH);
  const [zone] = useKept('zone', zones, 'local');
  const reading = useMemo(
    () => readingOf(job, vertex, valueOf(snapshot) ?? null, 'at' in snapshot ? snapshot.at : null),
    [job, vertex, snapshot],
  );
  return (
    <section
      className="vertex-panel"
      style={widthOf(width)}
      data-own-escape
      aria-label={`Details of ${vertex.name}`}
      onKeyDown={(event) => {
        // In a filter that has words in it, Escape takes these away first.
        const typed = event.target instanceof HTMLInputElement && event.target.value !== '';
        if (event.key === 'Escape' && !typed) onClose();
      }}
    >
      <ResizeHandle width={width} onWidth={setWidth} />
      <div className={snapshot.state === 'stale' ? 'vertex-panel__body stale' : 'vertex-panel__body'}>
        <PanelHead applicationRef={ref} vertex={vertex} heading={heading} bottleneckReason={bottleneckReason} onClose={onClose} />
        {(snapshot.state === 'failed' || snapshot.state === 'stale') && (
          <SnapshotView snapshot={snapshot} what="the subtasks">
            {() => null}
          </SnapshotView>
        )}
        <Missing parts={reading.detail?.missing ?? []} />
        <PanelTabs
          label={`Parts of ${vertex.name}`}
          selected={tab}
          onSelect={setTab}
          tabs={[
            { id: 'subtasks', label: 'Subtasks', content: <SubtaskTable applicationRef={ref} reading={reading} /> },
            { id: 'skew', label: skewLabel(reading), content: <SkewTab reading={reading} /> },
            { id: 'watermarks', label: watermarkLabel(reading), content: <WatermarkTab reading={reading} zone={zone} /> },
            {
              id: 'time',
              label: 'Over time',
              content: <TimeTab applicationRef={ref} job={job} vertex={vertex} zone={zone} />,
            },
            {
              id: 'exceptions',
              label: 'Exceptions',
              content: <ExceptionTab applicationRef={ref} vertex={vertex} zone={zone} />,
            },
            { id: 'accumulators', label: 'Accumulators', content: <AccumulatorTable reading={reading} /> },
            { id: 'operators', label: 'Operators', content: <OperatorList vertex={vertex} /> },
          ]}
        />
      </div>
    </section>
  );
}

/** Parts that are not known: not kept of a moment of the past, or not answered this time. */
function Missing({ parts }: { readonly parts: readonly string[] }) {
  const isPast = useCursor().at !== null;
  if (parts.length === 0) return null;
  return (
    <Box color="text-body-secondary" fontSize="body-s">
      {isPast ? 'Not kept of that moment' : 'Could not be read this time'}: {parts.join(', ')}.
    </Box>
  );
}

const DEFAULT_WIDTH = 620;
const zWidth = z.number().min(LEAST_WIDTH).max(MOST_WIDTH);
const widthOf = (width: number): CSSProperties => ({ '--vertex-panel-width': `${width}px` }) as CSSProperties;

/** How many stand out is seen without opening the tab. */
const skewLabel = ({ skew }: VertexReading): string => (skew.slow.length === 0 ? 'Skew' : `Skew (${skew.slow.length})`);
const watermarkLabel = ({ watermarks }: VertexReading): string =>
  watermarks.holding.length === 0 ? 'Watermarks' : `Watermarks (${watermarks.holding.length})`;
