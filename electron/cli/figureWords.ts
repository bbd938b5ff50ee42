import type { Series } from '#shared/model/series.ts';
import { formatByteRate, formatBytes, formatCount, formatMillis, formatRate, formatRatio } from '#shared/units/format.ts';
import { DAY, bytes, bytesPerSecond, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';

/** A watermark is no length of time but a moment. */
const LONGEST = 20 * 365 * DAY;

/** A figure of a series in the words of its unit. */
export function figureWords(value: number, unit: Series['unit']): string {
  switch (unit) {
    case 'Millis':
      return value > LONGEST ? new Date(value).toISOString() : formatMillis(millis(value));
    case 'Bytes':
      return formatBytes(bytes(value));
    case 'BytesPerSecond':
      return formatByteRate(bytesPerSecond(value));
    case 'Ratio':
      return formatRatio(ratio(value));
    case 'RecordsPerSecond':
      return formatRate(recordsPerSecond(value));
    case 'Count':
      return formatCount(value);
  }
}
