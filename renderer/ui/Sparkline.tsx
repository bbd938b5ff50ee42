import { memo } from 'react';
import type { Point } from '#shared/model/application.ts';
import { sparklinePath } from './sparklinePath.ts';

const WIDTH = 52;
const HEIGHT = 20;

/** The last hour in the height of a line of text. The figure beside it is what a screen reader reads. */
export const Sparkline = memo(function Sparkline({ points }: { readonly points: readonly Point[] }) {
  const { line, area } = sparklinePath(points, WIDTH, HEIGHT);
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="sparkline-area" d={area} />
      <path className="sparkline-line" d={line} />
    </svg>
  );
});
