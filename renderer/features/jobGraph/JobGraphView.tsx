import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import { findLateWatermark } from '#shared/analysis/graph/lateWatermark.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import { GraphLegend } from './GraphLegend.tsx';
import { VertexPanel } from './panel/VertexPanel.tsx';
import { VertexTable } from './VertexTable.tsx';
import { FocusNote } from './bar/FocusNote.tsx';
import { GraphMenus } from './bar/GraphMenus.tsx';
import { SearchField } from './bar/SearchField.tsx';
import './jobGraph.css';
import './stage.css';
import './vertex.css';
import { GraphStage } from './stage/GraphStage.tsx';
import { useGraph } from './useGraph.ts';
import { isMeasured } from './vertexState.ts';

const NO_BOTTLENECK = 'No vertex holds the others back.';
const NOT_MEASURED =
  'Flink has not measured how the vertices spend their time, so it cannot be told whether one holds the others back.';

interface JobGraphViewProps {
  readonly applicationRef: ApplicationRef;
  readonly job: Job;
  /** The moment that the figures are of. */
  readonly at: Millis | null;
}

/** The vertices of a job and how their time is spent, as a graph or as a table. */
export function JobGraphView({ applicationRef: ref, job, at }: JobGraphViewProps) {
  const [view, setView] = useState<'graph' | 'table'>('graph');
  const bottleneck = useMemo(() => findBottleneck(job), [job]);
  const late = useMemo(
    () => (bottleneck === null && job.state === 'RUNNING' ? findLateWatermark(job, at) : null),
    [bottleneck, job, at],
  );
  const graph = useGraph(ref, job, bottleneck?.vertex ?? null);
  const { laid, state, search, selected, current } = graph;
  const detailed = job.vertices.find(({ id }) => id === selected) ?? null;
  const verdict = bottleneck === null ? (isMeasured(job) ? NO_BOTTLENECK : NOT_MEASURED) : withArrows(bottleneck.reason);
  const asTable = view === 'table' || laid === 'failed';
  const listed = useMemo(
    () => (search.isSearching ? job.vertices.filter(({ id }) => search.vertices.has(id)) : job.vertices),
    [job.vertices, search],
  );

  return (
    <div className="job-graph">
      <div className="job-graph__bar">
        <Box variant="h2" padding="n">
          Job graph
        </Box>
        <div className="job-graph__tools">
          <SearchField {...search} steps={!asTable} />
          {!asTable && <GraphMenus current={current} collapsed={state.folds.length} onAction={graph.act} />}
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
      </div>
      <div className="job-graph__verdict">
        <p title={verdict}>{verdict}</p>
        {late !== null && <p>{withArrows(late.sentence)}</p>}
      </div>
      {laid === 'failed' && <Alert type="warning">The graph could not be laid out; the table has the same figures.</Alert>}
      {!asTable && state.focus !== null && (
        <FocusNote
          focus={state.focus}
          name={job.vertices.find(({ id }) => id === state.focus?.vertex)?.name ?? ''}
          count={graph.inFocus}
          onHide={graph.hide}
          onLeave={graph.leave}
        />
      )}
      <div className={detailed === null ? 'job-graph__stage' : 'job-graph__stage job-graph__stage--detailed'}>
        <div className="job-graph__main">
          {asTable ? (
            <VertexTable
              vertices={listed}
              bottleneck={bottleneck?.vertex ?? null}
              at={at}
              isSearched={search.isSearching}
              onSelect={graph.select}
              onSight={graph.see}
            />
          ) : laid === null ? (
            <Box padding="l">Laying out the graph …</Box>
          ) : (
            <GraphStage
              job={job}
              at={job.state === 'RUNNING' ? at : null}
              model={laid.model}
              layout={laid.layout}
              application={refKey(ref)}
              selected={graph.selectedCard}
              found={search.cards}
              wanted={graph.wanted}
              isDim={graph.isDim}
              current={graph.currentCard}
              onCurrent={graph.setCurrent}
              onOpen={graph.open}
              onKey={graph.press}
              onSight={graph.see}
              ownsEscape={graph.ownsEscape}
            />
          )}
        </div>
        {detailed !== null && (
          <VertexPanel
            key={detailed.id}
            applicationRef={ref}
            job={job}
            vertex={detailed}
            bottleneckReason={bottleneck?.vertex === detailed.id ? bottleneck.reason : null}
            onClose={graph.close}
          />
        )}
      </div>
      {!asTable && <GraphLegend />}
    </div>
  );
}
