import { useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { DensePlot } from '#renderer/charts/dense/DensePlot.tsx';
import { valueScale } from '#renderer/charts/dense/createPlot.ts';
import { createCrosshair } from '#renderer/charts/dense/crosshair.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { chartUnits } from '../figureWords.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { ThresholdGrip } from './ThresholdGrip.tsx';
import type { Candidate } from './candidates.ts';
import { FIGURE_COLOUR } from './candidates.ts';
import type { Studied } from './chartModel.ts';
import { chartModel, shadesOf } from './chartModel.ts';
import { chartWords } from './chartWords.ts';

const HEIGHT = 230;
const NO_MARKERS: readonly Marker[] = [];
const NO_RESETS: readonly Millis[] = [];

interface ThresholdChartProps {
  readonly id: string;
  readonly alarm: AlarmEntry;
  readonly studied: Studied;
  readonly candidates: readonly Candidate[];
  /** The candidate that can be dragged; null: none. */
  readonly draft: Candidate | null;
  readonly zone: Zone;
  readonly onMove: (value: number) => void;
}

/** The compared figure over a stretch of time, with the thresholds as lines, what was left out, incidents, and what would have fired. */
export function ThresholdChart({ id, alarm, studied, candidates, draft, zone, onMove }: ThresholdChartProps) {
  const [zoom, setZoom] = useState<{ readonly of: Studied; readonly range: TimeRange } | null>(null);
  const crosshair = useMemo(() => createCrosshair((task) => void requestAnimationFrame(task)), []);
  // Another stretch of time is seen whole first.
  const range =
    zoom !== null && zoom.of.range.from === studied.range.from && zoom.of.range.to === studied.range.to
      ? zoom.range
      : studied.range;
  const model = useMemo(() => chartModel(alarm, studied, range, candidates), [alarm, studied, range, candidates]);
  const shades = useMemo(() => shadesOf(studied), [studied]);
  const colourNames = [FIGURE_COLOUR, ...candidates.map(({ colour }) => colour)].join(' ');
  const colours = useMemo(() => colourNames.split(' '), [colourNames]);
  const unit = chartUnits[alarm.unit];
  const scale = useMemo(() => valueScale({ model, range, unit, fit: false }, HEIGHT), [model, range, unit]);
  const isEmpty = studied.points.every(([, value]) => value === null);
  return (
    <div>
      <ChartLegend {...{ alarm, studied, candidates, crosshair, zone }} />
      <div className="threshold-plot">
        <DensePlot
          id={id}
          label={chartWords(alarm, studied, candidates)}
          height={HEIGHT}
          crosshair={crosshair}
          colours={colours}
          step={alarm.period}
          onRange={(chosen) => setZoom({ of: studied, range: chosen })}
          onBack={() => setZoom(null)}
          model={model}
          range={range}
          zone={zone}
          unit={unit}
          fit={false}
          markers={NO_MARKERS}
          resets={NO_RESETS}
          shades={shades}
        />
        {draft !== null && <ThresholdGrip alarm={alarm} value={draft.threshold.value} scale={scale} onMove={onMove} />}
        {isEmpty && (
          <div className="threshold-plot__empty">
            <Box color="text-body-secondary">There are no figures of this stretch of time.</Box>
          </div>
        )}
      </div>
    </div>
  );
}
