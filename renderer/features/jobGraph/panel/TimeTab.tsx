import { useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { DensePlot } from '#renderer/charts/dense/DensePlot.tsx';
import { createCrosshair } from '#renderer/charts/dense/crosshair.ts';
import { spacingOf, valueAt } from '#renderer/charts/dense/lines.ts';
import { plotModel } from '#renderer/charts/dense/plotModel.ts';
import { usePlace } from '#renderer/charts/dense/usePlace.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { useNow } from '#renderer/store/useNow.ts';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import { formatRatio, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis, ratio } from '#shared/units/units.ts';
import type { VertexHistory } from './useVertexHistory.ts';
import { kept, useVertexHistory } from './useVertexHistory.ts';

const COLUMNS = 480;
const HEIGHT = 190;
/** A moving range moves on this often. */
const STEP = millis(30 * SECOND);
/** A job that nobody looks at is read more seldom: only a longer pause is a gap, as in the series of the job. */
const GAP = millis(3 * MINUTE);
const spans = [
  { id: '30', text: '30 min' },
  { id: '180', text: '3 h' },
  { id: '1440', text: '24 h' },
];

interface TimeTabProps {
  readonly applicationRef: ApplicationRef;
  readonly job: Job;
  readonly vertex: Vertex;
  readonly zone: Zone;
}

/** How the vertex spent its time, from what history keeps of its worst subtask, up to the moment that is shown. */
export function TimeTab({ applicationRef: ref, job, vertex, zone }: TimeTabProps) {
  const [minutes, setMinutes] = useState('180');
  const [zoom, setZoom] = useState<TimeRange | null>(null);
  const now = useNow(ref.connection);
  const end = now === null ? null : millis(Math.ceil(now / STEP) * STEP);
  const whole = useMemo(
    (): TimeRange | null => (end === null ? null : { from: millis(end - Number(minutes) * MINUTE), to: end }),
    [end, minutes],
  );
  const told = useVertexHistory({ applicationRef: ref, job, vertex: vertex.id, range: zoom ?? whole, columns: COLUMNS });
  return (
    <SpaceBetween size="xs">
      <SegmentedControl
        label="How far back"
        selectedId={zoom === null ? minutes : null}
        options={spans}
        onChange={({ detail }) => {
          setZoom(null);
          setMinutes(detail.selectedId);
        }}
      />
      {told === null && <Box color="text-body-secondary">Reading what is kept …</Box>}
      {told !== null && 'error' in told && (
        <Trouble type="warning" header="What is kept of this vertex could not be read" error={told.error} nextTry={null} />
      )}
      {told !== null && 'history' in told && (
        <Chart history={told.history} vertex={vertex} zone={zone} onRange={setZoom} onBack={() => setZoom(null)} />
      )}
    </SpaceBetween>
  );
}

/** As everywhere else in the graph. */
const COLOURS = kept.map(({ name }) => `vertex-${name}`);
const NO_MARKERS: readonly Marker[] = [];
const NO_RESETS: readonly Millis[] = [];

interface ChartProps {
  readonly history: VertexHistory;
  readonly vertex: Vertex;
  readonly zone: Zone;
  readonly onRange: (range: TimeRange) => void;
  readonly onBack: () => void;
}

function Chart({ history: { windows, range }, vertex, zone, onRange, onBack }: ChartProps) {
  const crosshair = useMemo(() => createCrosshair((task) => void requestAnimationFrame(task)), []);
  const place = usePlace(crosshair);
  const lines = useMemo(
    () =>
      windows.map(({ points, period, present }, i) => {
        const isCut = points.filter(([, value]) => value !== null).length < present;
        const spacing = millis(Math.max(GAP, spacingOf(period, isCut, range, COLUMNS)));
        return { name: kept[i]?.name ?? 'idle', points, period, spacing };
      }),
    [windows, range],
  );
  const model = useMemo(() => plotModel(lines, [], range, COLUMNS), [lines, range]);
  const isEmpty = lines.every(({ points }) => points.every(([, value]) => value === null));
  if (isEmpty)
    return (
      <Box color="text-body-secondary">
        Nothing is kept of this vertex in this range. It is kept while the app watches the job and Flink measures the vertex.
      </Box>
    );
  const at = place?.at ?? null;
  const figures = lines.map(({ name, points, spacing }, i) => ({
    name,
    value: at === null ? (windows[i]?.latest?.[1] ?? null) : valueAt(points, at, spacing),
  }));
  return (
    <div>
      <ul className="vertex-history__legend" aria-label="Lines">
        {figures.map(({ name, value }) => (
          <li key={name}>
            <span className={`vertex-time__key vertex-time__part--${name}`} />
            {name} <b>{orUnknown(value, (each) => formatRatio(ratio(each)))}</b>
          </li>
        ))}
        <li>{at === null ? 'of the worst subtask, newest' : formatMoment(at, zone)}</li>
      </ul>
      <DensePlot
        id="vertex-history"
        label={`How ${vertex.name} spent its time: ${figures.map(({ name, value }) => `${name} ${orUnknown(value, (each) => formatRatio(ratio(each)))}`).join(', ')}`}
        height={HEIGHT}
        crosshair={crosshair}
        colours={COLOURS}
        step={windows[0]?.period ?? MINUTE}
        onRange={onRange}
        onBack={onBack}
        model={model}
        range={range}
        zone={zone}
        unit={windows[0]?.unit ?? 'Ratio'}
        fit={false}
        markers={NO_MARKERS}
        resets={NO_RESETS}
      />
    </div>
  );
}
