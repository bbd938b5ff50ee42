import { formatFigure } from '#shared/model/formatFigure.ts';
import type { Series } from '#shared/model/series.ts';
import { DAY } from '#shared/units/units.ts';

/** A watermark is no length of time but a moment. */
const LONGEST = 20 * 365 * DAY;

/** A figure of a series in the words of its unit. */
export const figureWords = (value: number, unit: Series['unit']): string =>
  unit === 'Millis' && value > LONGEST ? new Date(value).toISOString() : formatFigure(value, unit);
