import type { Bytes, BytesPerSecond, Millis, Ratio, RecordsPerSecond } from './units.ts';
import { DAY, HOUR, MINUTE, SECOND } from './units.ts';

/** What stands where a figure is not known. */
export const UNKNOWN = '–';

const fixed = (n: number, digits: number): string => n.toFixed(digits).replace(/\.0+$/, '');

/** A length of time with its two largest parts: `850 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatMillis(duration: Millis): string {
  const sign = duration < 0 ? '−' : '';
  const length = Math.abs(duration);
  if (length < 999.5) return `${sign}${Math.round(length)} ms`;
  if (length < 10 * SECOND - 50) return `${sign}${fixed(length / SECOND, 1)} s`;
  const seconds = Math.round(length / SECOND);
  if (seconds < 60) return `${sign}${seconds} s`;
  if (seconds < 3600) return sign + parts(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(length / MINUTE);
  if (minutes < 1440) return sign + parts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(length / HOUR);
  return sign + parts(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const parts = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

/** How old something is, in one part: `now`, `12 s`, `4 min`, `3 h`, `2 d`. A moment in the future is `now`. */
export function formatAge(age: Millis): string {
  if (age < SECOND) return 'now';
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} d`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Binary multiples: `512 B`, `1.5 KiB`, `23 MiB`. */
export function formatBytes(size: Bytes): string {
  const [value, unit] = scaled(size, 1024, BYTE_UNITS);
  return `${value} ${unit}`;
}

/** `512 B/s`, `1.5 KiB/s`. */
export function formatByteRate(rate: BytesPerSecond): string {
  const [value, unit] = scaled(rate, 1024, BYTE_UNITS);
  return `${value} ${unit}/s`;
}

const COUNT_UNITS = ['', 'k', 'M', 'G', 'T'] as const;

/** `950`, `1.2k`, `34k`, `5.6M`. */
export function formatCount(count: number): string {
  const [value, unit] = scaled(count, 1000, COUNT_UNITS);
  return `${value}${unit}`;
}

/** `0 /s`, `0.25 /s`, `950 /s`, `1.2k /s`. */
export function formatRate(rate: RecordsPerSecond): string {
  if (rate !== 0 && Math.abs(rate) < 0.995) return `${fixed(rate, 2)} /s`;
  return `${formatCount(rate)} /s`;
}

/** `0 %`, `3.4 %`, `87 %`. */
export const formatRatio = (share: Ratio): string => `${fixed(share * 100, Math.abs(share) < 0.0995 ? 1 : 0)} %`;

/** Null, which means not known, becomes a dash. */
export const orUnknown = <T>(value: T | null | undefined, format: (value: T) => string): string =>
  value === null || value === undefined ? UNKNOWN : format(value);

/** Divides by `base` until the rounded figure is below it; one decimal below ten, none above. */
function scaled(n: number, base: number, units: readonly string[]): readonly [string, string] {
  let value = n;
  let step = 0;
  while (Math.round(Math.abs(value)) >= base && step < units.length - 1) {
    value /= base;
    step += 1;
  }
  return [fixed(value, Math.abs(value) < 9.95 && value !== Math.round(value) ? 1 : 0), units[step] ?? ''];
}
