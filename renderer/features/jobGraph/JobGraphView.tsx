import { useMemo, useRef, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { Job } from '#shared/model/job.ts';
import { withArrows } from '../../ui/wording.ts';
import { GraphCanvas, nodeElement } from './GraphCanvas.tsx';
import { GraphLegend } from './GraphLegend.tsx';
import { VertexDetails } from './VertexDetails.tsx';
import { VertexTable } from './VertexTable.tsx';
import './jobGraph.css';
import './vertex.css';
import type { GraphShape } from './layout.ts';
import { shapeKey, shapeOf } from './layout.ts';
import { useLayout } from './useLayout.ts';
import { distinctEdges, isMeasured } from './vertexState.ts';

const NO_BOTTLENECK = 'No vertex holds the others back.';
const NOT_MEASURED =
  'Flink has not measured how the vertices spend their time, so it cannot be told whether one holds the others back.';

/** The vertices of a job and how their time is spent, as a graph or as a table. */
export function JobGraphView({ job }: { readonly job: Job }) {
  const [view, setView] = useState<'graph' | 'table'>('graph');
  const [selected, setSelected] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const shape = useShape(job);
  const layout = useLayout(shape);
  const bottleneck = useMemo(() => findBottleneck(job), [job]);
  const detailed = job.vertices.find(({ id }) => id === selected) ?? null;
  const asTable = view === 'table' || layout === 'failed';

  const close = (): void => {
    setSelected(null);
    if (selected !== null) nodeElement(root.current, selected)?.focus();
  };

  return (
    <div ref={root} className="job-graph">
      <div className="job-graph__bar">
        <div>
          <Box variant="h2" padding="n">
            Job graph
          </Box>
          <Box>{bottleneck === null ? (isMeasured(job) ? NO_BOTTLENECK : NOT_MEASURED) : withArrows(bottleneck.reason)}</Box>
        </div>
        <SegmentedControl
          label="Show the job as"
          selectedId={view}
          onChange={({ detail }) => setView(detail.selectedId === 'table' ? 'table' : 'graph')}
          options={[
            { id: 'graph', text: 'Graph' },
            { id: 'table', text: 'Table' },
          ]}
        />
      </div>
      {layout === 'failed' && <Alert type="warning">The graph could not be laid out; the table has the same figures.</Alert>}
      <div className={detailed === null ? 'job-graph__stage' : 'job-graph__stage job-graph__stage--detailed'}>
        <div className="job-graph__main">
          {asTable ? (
            <VertexTable vertices={job.vertices} bottleneck={bottleneck?.vertex ?? null} onSelect={setSelected} />
          ) : layout === null ? (
            <Box padding="l">Laying out the graph …</Box>
          ) : (
            <GraphCanvas
              // Another graph is another view; the same graph with new figures keeps its own.
              key={shapeKey(shape)}
              job={job}
              shape={shape}
              layout={layout}
              bottleneck={bottleneck?.vertex ?? null}
              selected={detailed?.id ?? null}
              onSelect={setSelected}
            />
          )}
        </div>
        {detailed !== null && (
          <VertexDetails
            key={detailed.id}
            vertex={detailed}
            bottleneckReason={bottleneck?.vertex === detailed.id ? bottleneck.reason : null}
            onClose={close}
          />
        )}
      </div>
      {!asTable && <GraphLegend />}
    </div>
  );
}

/** The same object while the graph has the same shape, however often its figures change. */
function useShape({ vertices, edges }: Job): GraphShape {
  const key = shapeKey({
    vertices: vertices.map(({ id }) => id),
    edges: distinctEdges(edges).map(({ from, to }) => [from, to] as const),
  });
  return useMemo(() => shapeOf(key), [key]);
}
