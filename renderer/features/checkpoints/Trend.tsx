import { memo, useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { counted } from '#renderer/ui/wording.ts';
import type { Millis } from '#shared/units/units.ts';
import type { CheckpointName, CheckpointRow } from './rows.ts';
import type { KeptOfRange } from './useKeptCheckpoints.ts';
import type { SpanId } from './trendSpans.ts';
import { fitted, spanOf, spans } from './trendSpans.ts';
import { TrendChart } from './TrendChart.tsx';
import { figures } from './trendModel.ts';

interface TrendProps {
  readonly rows: readonly CheckpointRow[];
  readonly kept: KeptOfRange;
  readonly range: TimeRange | null;
  readonly span: SpanId;
  readonly onSpan: (span: SpanId) => void;
  readonly interval: Millis | null;
  readonly zone: Zone;
  /** The one whose details are shown. */
  readonly shown: CheckpointName | null;
  readonly onOpen: (name: CheckpointName) => void;
}

/** How checkpoints fared over restarts of the job: how long they took, how much they wrote, how large the state is, which failed. */
export const Trend = memo(function Trend({ rows, kept, range, span, onSpan, interval, zone, shown, onOpen }: TrendProps) {
  const [pointed, setPointed] = useState<CheckpointName | null>(null);
  const failed = rows.filter(({ checkpoint }) => checkpoint.status === 'FAILED').length;
  const oldest = rows.at(-1)?.checkpoint.triggered ?? null;
  const axis = useMemo(() => (range === null ? null : fitted(range, oldest)), [range, oldest]);
  const markers = useMemo(() => kept.markers.filter(({ at }) => axis === null || at >= axis.from), [kept.markers, axis]);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`${counted(rows.length, 'checkpoint')}, ${failed} failed (crosses); squares are savepoints, lines restarts and deployments, the dashed one the interval.`}
          actions={
            <SegmentedControl
              selectedId={span}
              label="How far back"
              options={spans.map(({ id, text }) => ({ id, text }))}
              onChange={({ detail: { selectedId } }) => onSpan(spans.find(({ id }) => id === selectedId)?.id ?? span)}
            />
          }
        >
          Trend
        </Header>
      }
    >
      <SpaceBetween size="s">
        {kept.failure !== null && <StatusIndicator type="error">{kept.failure}</StatusIndicator>}
        {axis !== null && oldest !== null && axis !== range && (
          <Box color="text-body-secondary" fontSize="body-s">
            Nothing is known before {formatMoment(oldest, zone)}: the axis begins there, not {spanOf(span).text} ago.
          </Box>
        )}
        {axis === null || (!kept.read && rows.length === 0) ? (
          <Box textAlign="center" color="text-body-secondary">
            <Spinner /> Reading the history
          </Box>
        ) : rows.length === 0 ? (
          <Box textAlign="center" color="text-body-secondary">
            No checkpoint is known of this time.
          </Box>
        ) : (
          <div className="trend__charts">
            {figures.map((figure) => (
              <TrendChart
                key={figure.title}
                figure={figure}
                rows={rows}
                markers={markers}
                range={axis}
                zone={zone}
                reference={figure.unit === 'Millis' ? interval : null}
                pointed={pointed}
                shown={shown}
                onPoint={setPointed}
                onOpen={onOpen}
              />
            ))}
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
});
