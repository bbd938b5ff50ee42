import type { Instant, Value } from './language/syntax.ts';

export const isInstant = (value: Value): value is Instant => typeof value === 'object' && value !== null;

/** As results show it; null for nothing. What a condition gives is 1 or 0. */
export function showValue(value: Value): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (isInstant(value)) return showInstant(value.time);
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toFixed(4)));
  return String(value);
}

/** `2026-10-13 12:00:00.000`; null for what no calendar has. */
function showInstant(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace('T', ' ').slice(0, -1);
}

/** Texts of numbers count as numbers. */
export function asNumber(value: Value): number | null {
  if (isInstant(value)) return value.time;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return null;
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : null;
}

export const isTrue = (value: Value): boolean => value === true || value === 1 || value === 'true';

/** Below zero, zero or above zero; null when one is missing. Numbers are compared as such, all else as text. */
export function compareValues(a: Value, b: Value): number | null {
  if (a === null || b === null) return null;
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== null && y !== null) return x - y;
  const [s, t] = [showValue(a) ?? '', showValue(b) ?? ''];
  return s < t ? -1 : s > t ? 1 : 0;
}

/** For sorting: nothing, then texts, then numbers, as the service orders them. */
export function orderValues(a: Value, b: Value): number {
  const rank = (value: Value) => (value === null ? 0 : asNumber(value) === null ? 1 : 2);
  const difference = rank(a) - rank(b);
  if (difference !== 0 || a === null || b === null) return difference;
  const [x, y] = [asNumber(a), asNumber(b)];
  return x !== null && y !== null ? x - y : orderTexts(showValue(a) ?? '', showValue(b) ?? '');
}

/** Naturally: digits in a row are compared by their number first, all else sign by sign. */
function orderTexts(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (const [i, left] of (x ?? []).entries()) {
    const right = y?.[i];
    if (right === undefined) return 1;
    if (left === right) continue;
    const areNumbers = /^\d/.test(left) && /^\d/.test(right);
    return (areNumbers ? left.length - right.length : 0) || (left < right ? -1 : 1);
  }
  return (x?.length ?? 0) - (y?.length ?? 0);
}
