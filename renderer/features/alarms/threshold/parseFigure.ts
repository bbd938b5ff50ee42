import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { ServiceUnit } from './figureWords.ts';

/** What may stand behind a figure, and how many of the service's unit one of it is. The first one is the service's own. */
const units: Readonly<Record<ServiceUnit, readonly (readonly [name: string, size: number])[]>> = {
  Milliseconds: [
    ['ms', 1],
    ['s', 1000],
    ['min', 60_000],
    ['m', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
  ],
  Count: [
    ['', 1],
    ['k', 1e3],
    ['M', 1e6],
    ['G', 1e9],
  ],
  'Count/Second': [
    ['/s', 1],
    ['/min', 1 / 60],
    ['/h', 1 / 3600],
    ['k/s', 1e3],
    ['M/s', 1e6],
  ],
  Bytes: [
    ['B', 1],
    ['kB', 1e3],
    ['MB', 1e6],
    ['GB', 1e9],
    ['TB', 1e12],
    ['KiB', 1024],
    ['MiB', 1024 ** 2],
    ['GiB', 1024 ** 3],
    ['TiB', 1024 ** 4],
  ],
  Percent: [['%', 1]],
};

/** What a field of this unit takes, with examples. */
export const formWords: Readonly<Record<ServiceUnit, string>> = {
  Milliseconds: 'Such as 90 s, 1m30s or 2 min; without a unit: ms',
  Count: 'Such as 1500 or 1.5k',
  'Count/Second': 'Such as 120 /s or 2 /min; without a unit: per second',
  Bytes: 'Such as 500 MiB or 2.5 GB; without a unit: bytes',
  Percent: '0 to 100 %',
};

const HIGHEST = 1e15;

/** A figure as somebody types it, in the service's unit; why it is none in a sentence. Several parts are added: `1m30s`. */
export function parseFigure(text: string, unit: ServiceUnit): Result<number, string> {
  const known = units[unit];
  const parts = [...text.trim().matchAll(/(-?\d+(?:[.,]\d+)?|-?\.\d+)\s*([^\d\s.,-]*)/g)];
  const whole = parts.map(([part]) => part).join('');
  if (parts.length === 0 || whole.replaceAll(/\s/g, '') !== text.replaceAll(/\s/g, ''))
    return failed(`A figure is needed. ${formWords[unit]}.`);
  let sum = 0;
  for (const [, digits = '', name = ''] of parts) {
    const size = name === '' && parts.length === 1 ? 1 : sizeOf(name, known);
    if (size === null)
      return failed(`${name === '' ? 'Each part needs a unit' : `“${name}” is no unit here`}. ${formWords[unit]}.`);
    sum += Number(digits.replace(',', '.')) * size;
  }
  if (sum < 0 || text.includes('-')) return failed('No figure of this metric is below zero.');
  if (unit === 'Percent' && sum > 100) return failed('More than 100 % cannot be: the alarm would never fire.');
  if (!Number.isFinite(sum) || sum > HIGHEST) return failed('No figure of this metric is that large.');
  return ok(Number(sum.toPrecision(12)));
}

/** Case matters only where it tells units apart. */
function sizeOf(name: string, known: readonly (readonly [string, number])[]): number | null {
  const exact = known.find(([each]) => each === name);
  const alike = known.filter(([each]) => each.toLowerCase() === name.toLowerCase());
  return exact?.[1] ?? (alike.length === 1 ? (alike[0]?.[1] ?? null) : null);
}

const MOST_DIGITS = 5;

/** The shortest text that is read as this very figure, in the largest unit that leaves no long fraction. */
export function figureInput(value: number, unit: ServiceUnit): string {
  const [own] = units[unit];
  const texts = units[unit].flatMap(([name, size]) => {
    const count = Number((value / size).toPrecision(12));
    const text = `${count} ${name}`.trim();
    const read = parseFigure(text, unit);
    const isExact = read.ok && read.value === Number(value.toPrecision(12));
    return isExact && Math.abs(count) >= 1 && digitsOf(count) <= MOST_DIGITS ? [{ text, digits: digitsOf(count), size }] : [];
  });
  const best = texts.sort((a, b) => a.digits - b.digits || b.size - a.size)[0];
  return best?.text ?? `${Number(value.toPrecision(12))} ${own?.[0] ?? ''}`.trim();
}

const digitsOf = (count: number): number => (/e/.test(String(count)) ? Infinity : String(count).replace('.', '').length);

/** Where a figure of zero begins to be moved. */
const leastSteps: Readonly<Record<ServiceUnit, number>> = {
  Milliseconds: 1000,
  Count: 1,
  'Count/Second': 1 / 60,
  Bytes: 1e6,
  Percent: 1,
};

/** By how much an arrow key moves a figure: about a hundredth to a tenth of it. */
export function stepOf(value: number, unit: ServiceUnit): number {
  if (value === 0) return leastSteps[unit];
  if (unit === 'Percent') return 1;
  return 10 ** Math.floor(Math.log10(Math.abs(value)) - 1);
}

/** A figure that was moved: on its step, within what can be. */
export function movedFigure(value: number, by: number, unit: ServiceUnit): number {
  const step = stepOf(value, unit);
  return withinUnit(Math.round((value + by * step) / step) * step, unit);
}

/** A figure that was pointed at, as round as pointing is exact. */
export function pointedFigure(value: number, span: number, unit: ServiceUnit): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(span, 1e-9) / 100));
  return withinUnit(Math.round(value / step) * step, unit);
}

const withinUnit = (value: number, unit: ServiceUnit): number =>
  Number(Math.min(unit === 'Percent' ? 100 : HIGHEST, Math.max(0, value)).toPrecision(12));
