import type { Point } from '../../model/application.ts';
import type { Transform } from '../../model/metric.ts';
import type { Series } from '../../model/series.ts';
import { increaseOf, rateOf } from './growth.ts';

/** What is made of the values before they are shown. A gap stays one. */
export function transformed(points: readonly Point[], transform: Transform): readonly Point[] {
  switch (transform) {
    case 'none':
      return points;
    case 'quarter':
      return points.map(([at, value]): Point => [at, value === null ? null : value / 4]);
    case 'increase':
      return increaseOf(points).points;
    case 'rate':
      return rateOf(points).points;
  }
}

/** The unit of what was made: growth per second of a count or of bytes is a rate; other units have none of their own for that. */
export function transformedUnit(unit: Series['unit'], transform: Transform): Series['unit'] {
  if (transform !== 'rate') return unit;
  return unit === 'Count' ? 'RecordsPerSecond' : unit === 'Bytes' ? 'BytesPerSecond' : unit;
}
