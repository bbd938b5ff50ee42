import { memo } from 'react';
import { sparklinePath } from '#renderer/ui/sparklinePath.ts';
import type { Point } from '#shared/model/application.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { thresholdAt } from '#shared/model/alarms/threshold.ts';

const WIDTH = 110;
const HEIGHT = 30;

interface FigureLineProps {
  readonly points: readonly Point[];
  readonly threshold: Threshold | null;
}

/** The last hours of a figure, and where its alarm fires. The figure beside it is what a screen reader reads. */
export const FigureLine = memo(function FigureLine({ points, threshold }: FigureLineProps) {
  const limit: readonly Point[] = threshold === null ? [] : points.map(([at]) => [at, thresholdAt(threshold, at)]);
  const top = Math.max(0, ...[...points, ...limit].map(([, value]) => value ?? 0));
  const { line, area } = sparklinePath(points, WIDTH, HEIGHT, top);
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="sparkline-area" d={area} />
      <path className="sparkline-line" d={line} />
      <path className="alarm-limit" d={sparklinePath(limit, WIDTH, HEIGHT, top).line} />
    </svg>
  );
});
