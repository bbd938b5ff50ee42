import { memo, useCallback, useMemo, useRef } from 'react';
import { DensePlot } from '#renderer/charts/dense/DensePlot.tsx';
import type { Crosshair } from '#renderer/charts/dense/crosshair.ts';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { usePalette } from '#renderer/charts/dense/palette.ts';
import { Stale } from '#renderer/ui/Stale.tsx';
import type { Marker } from '#shared/model/history.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { MINUTE } from '#shared/units/units.ts';
import { CardHeader } from './CardHeader.tsx';
import { ChartNotes } from './ChartNotes.tsx';
import { ChartTable } from './ChartTable.tsx';
import { Legend, Readout } from './Legend.tsx';
import type { Choice } from './choices.ts';
import { selectorsOf } from './choices.ts';
import { chartView } from './chartView.ts';
import type { Reader } from './createReader.ts';
import { useHung } from './gallery.ts';
import type { MetricGroup } from './groups.ts';
import { chartLabel, drawnOf } from './said.ts';
import { useChart, useOnScreen } from './useChart.ts';
import { isCumulative, levelWords, readingWords } from './words.ts';

/** What all charts of the explorer share. */
export interface Shared {
  readonly reader: Reader;
  readonly crosshair: Crosshair;
  readonly connection: string;
  readonly range: TimeRange;
  readonly columns: number;
  readonly zone: Zone;
  readonly markers: readonly Marker[];
  readonly view: 'charts' | 'table';
  readonly onRange: (range: TimeRange) => void;
  readonly onBack: () => void;
  readonly onPin: (group: string) => void;
  readonly onChoice: (group: string, choice: Choice) => void;
}

export interface CardProps {
  readonly group: MetricGroup;
  readonly choice: Choice;
  readonly isPinned: boolean;
  readonly shared: Shared;
}

export const PLOT_HEIGHT = 156;
const NONE: readonly SeriesWindow[] = [];

/** The place of one chart: it is read and drawn while it is on screen. */
export const ChartCard = memo(function ChartCard(props: CardProps) {
  const [element, isOnScreen] = useOnScreen();
  return (
    <div ref={element} className="metric-card" id={cardId(props.group.id)}>
      {isOnScreen ? <Card {...props} /> : <div className="metric-card__place">{props.group.title}</div>}
    </div>
  );
});

export const cardId = (group: string): string => `metric-${group}`;

function Card({ group, choice, isPinned, shared }: CardProps) {
  const { reader, range, columns, zone, view, crosshair, markers } = shared;
  const selectors = useMemo(() => selectorsOf(group, choice), [group, choice]);
  const { snapshot, reading, cancelled } = useChart(reader, group.id, selectors);
  const data = valueOf(snapshot);
  const chart = useMemo(() => (data === undefined ? null : chartView(group, data, columns)), [group, data, columns]);
  const windows = data?.windows ?? NONE;
  const palette = usePalette();
  const canvas = useRef<() => HTMLCanvasElement | null>(null);
  useHung(
    group.id,
    useCallback(() => {
      const drawn = canvas.current?.() ?? null;
      return drawn === null || chart === null ? null : drawnOf(group, chart, windows, drawn, palette);
    }, [group, chart, windows, palette]),
  );
  const [first] = selectors;
  const fit = first !== undefined && isCumulative(group.namespace, group.metric, first.transform);
  const body =
    view === 'table' ? (
      <ChartTable group={group} chart={chart} windows={windows} zone={zone} />
    ) : chart === null || chart.isEmpty ? (
      <div className="metric-card__nothing" style={{ height: PLOT_HEIGHT }}>
        {chart !== null && 'The service has no points of this metric in this range.'}
      </div>
    ) : (
      <DensePlot
        id={group.id}
        label={chartLabel(group, chart, windows)}
        height={PLOT_HEIGHT}
        crosshair={crosshair}
        step={windows[0]?.period ?? MINUTE}
        onRange={shared.onRange}
        onBack={shared.onBack}
        canvas={canvas}
        model={chart.model}
        range={range}
        zone={zone}
        unit={windows[0]?.unit ?? 'Count'}
        fit={fit}
        markers={markers}
        resets={chart.resets}
      />
    );
  return (
    <figure className="metric-card__figure" aria-label={[group.title, group.of].filter((part) => part !== '').join(', ')}>
      <CardHeader
        group={group}
        choice={choice}
        isPinned={isPinned}
        reading={windows.length === 0 ? levelWords[group.level] : readingWords(windows)}
        isReading={reading}
        isKept={reading && data?.source === 'history'}
        shared={shared}
      />
      <Readout crosshair={crosshair} chart={group.id} view={chart} windows={windows} {...{ markers, range, zone }} />
      <Legend crosshair={crosshair} group={group} view={chart} windows={windows} />
      {snapshot.state === 'stale' ? <Stale>{body}</Stale> : body}
      <ChartNotes
        snapshot={snapshot}
        cancelled={cancelled}
        connection={shared.connection}
        zone={zone}
        onRetry={() => reader.retry(group.id)}
      />
    </figure>
  );
}
