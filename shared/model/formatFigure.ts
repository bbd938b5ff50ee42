import type { Series } from './series.ts';
import { formatByteRate, formatBytes, formatCount, formatMillis, formatRate, formatRatio } from '../units/format.ts';
import { bytes, bytesPerSecond, millis, ratio, recordsPerSecond } from '../units/units.ts';

/** A figure of a series in the words of its unit. */
export function formatFigure(value: number, unit: Series['unit']): string {
  switch (unit) {
    case 'Millis':
      return formatMillis(millis(value));
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
