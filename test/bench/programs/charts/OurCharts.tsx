import { useMemo } from 'react';
import { DensePlot } from '#renderer/charts/dense/DensePlot.tsx';
import type { Crosshair } from '#renderer/charts/dense/crosshair.ts';
import { createCrosshair } from '#renderer/charts/dense/crosshair.ts';
import { valueAt } from '#renderer/charts/dense/lines.ts';
import { plotModel } from '#renderer/charts/dense/plotModel.ts';
import { usePlace } from '#renderer/charts/dense/usePlace.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { MadeChart } from './makeCharts.ts';

const SPACING = millis(1.5 * MINUTE);
const WIDTH = 440;
const ignore = (): void => undefined;
const NONE: readonly never[] = [];

/** The charts of the metrics explorer, with all their points, and a figure at the crosshair for each. */
export function OurCharts({ charts }: { readonly charts: readonly MadeChart[] }) {
  const crosshair = useMemo(() => createCrosshair((task) => void requestAnimationFrame(task)), []);
  return charts.map((chart) => <OneChart key={chart.name} chart={chart} crosshair={crosshair} />);
}

function OneChart({ chart: { name, points }, crosshair }: { readonly chart: MadeChart; readonly crosshair: Crosshair }) {
  const range = useMemo(() => ({ from: millis(0), to: points.at(-1)?.[0] ?? millis(0) }), [points]);
  const model = useMemo(
    () => plotModel([{ name, points, period: MINUTE, spacing: SPACING }], [], range, WIDTH),
    [name, points, range],
  );
  return (
    <figure className="one">
      <Figure points={points} crosshair={crosshair} />
      <DensePlot
        id={name}
        label={name}
        height={156}
        crosshair={crosshair}
        step={MINUTE}
        onRange={ignore}
        onBack={ignore}
        model={model}
        range={range}
        zone="utc"
        unit="Count"
        fit={false}
        markers={NONE}
        resets={NONE}
      />
    </figure>
  );
}

function Figure({ points, crosshair }: { readonly points: MadeChart['points']; readonly crosshair: Crosshair }) {
  const at = usePlace(crosshair)?.at ?? null;
  return <output>{at === null ? '' : valueAt(points, at, SPACING)?.toFixed(1)}</output>;
}
