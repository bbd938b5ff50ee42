import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { formatBytes, formatCount, formatMillis, formatRate, formatRatio } from '#shared/units/format.ts';
import { bytes, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';

/** A figure in the service's unit as people read it: `90 %`, `1 min 30 s`, `2.3 GiB`, `2 /min`. */
export function alarmFigure(value: number, unit: AlarmEntry['unit']): string {
  switch (unit) {
    case 'Milliseconds':
      return value === 0 ? '0 s' : formatMillis(millis(value));
    case 'Percent':
      return formatRatio(ratio(value / 100));
    case 'Bytes':
      return formatBytes(bytes(value));
    case 'Count':
      return formatCount(value);
    case 'Count/Second':
      return value !== 0 && Math.abs(value) < 0.1
        ? `${Number((value * 60).toPrecision(2))} /min`
        : formatRate(recordsPerSecond(value));
  }
}

const signs: Readonly<Record<AlarmEntry['comparison'], string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

/** When it fires: `> 90 %`. */
export const firesAt = (threshold: number, { comparison, unit }: Pick<AlarmEntry, 'comparison' | 'unit'>): string =>
  `${signs[comparison]} ${alarmFigure(threshold, unit)}`;

/** `3 of 5 min`: how much must breach before it fires. */
export const mOfN = ({
  datapointsToAlarm,
  evaluationPeriods,
  period,
}: Pick<AlarmEntry, 'datapointsToAlarm' | 'evaluationPeriods' | 'period'>): string =>
  period === 60_000
    ? `${datapointsToAlarm} of ${evaluationPeriods} min`
    : `${datapointsToAlarm} of ${evaluationPeriods} × ${formatMillis(period)}`;
