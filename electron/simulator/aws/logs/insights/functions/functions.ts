import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { Scope } from '../evaluate.ts';
import type { Signatures } from '../language/parseExpression.ts';
import type { Value } from '../language/syntax.ts';
import { asNumber, compareValues, isInstant, showValue } from '../values.ts';

type Call = (args: readonly Value[], scope: Pick<Scope, 'now'>) => Value;

/** A function of a text; of nothing there is nothing. */
const ofText =
  (calculate: (text: string, rest: readonly (string | null)[]) => Value): Call =>
  ([first = null, ...rest]) => {
    const text = showValue(first);
    return text === null ? null : calculate(text, rest.map(showValue));
  };

/** A function of one number. */
const ofNumber =
  (calculate: (value: number) => number): Call =>
  ([first = null]) => {
    const value = asNumber(first);
    const result = value === null ? Number.NaN : calculate(value);
    return Number.isFinite(result) ? result : null;
  };

/** The extreme of the arguments that are there. */
const extreme =
  (sign: 1 | -1): Call =>
  (args) =>
    args.reduce(
      (best, each) => ((compareValues(each, best) ?? (best === null ? 1 : 0)) * sign > 0 || best === null ? each : best),
      null,
    );

const rounded =
  (round: (value: number) => number): Call =>
  ([first = null, length = null]) => {
    const [time, period] = [asNumber(first), asNumber(length)];
    return time === null || period === null || period <= 0 ? null : { time: round(time / period) * period };
  };

/** Without signs given, it is space that is cut off. */
function trimmed(text: string, signs: string | null | undefined, ends: 'start' | 'end' | 'both'): string {
  const all = Array.from(text);
  const isKept = (sign: string) => (signs == null ? !/\s/.test(sign) : !signs.includes(sign));
  const [first, last] = [all.findIndex(isKept), all.findLastIndex(isKept)];
  return first < 0 ? '' : all.slice(ends === 'end' ? 0 : first, ends === 'start' ? undefined : last + 1).join('');
}

const TABLE: Readonly<Record<string, readonly [number, number, Call]>> = {
  ispresent: [1, 1, ([value = null]) => value !== null],
  isempty: [1, 1, ([value = null]) => (showValue(value) ?? '') === ''],
  isblank: [1, 1, ([value = null]) => (showValue(value) ?? '').trim() === ''],
  coalesce: [1, 20, (args) => args.find((each) => each !== null) ?? null],
  concat: [1, 20, (args) => args.map((each) => showValue(each) ?? '').join('')],
  strlen: [1, 1, ofText((text) => text.length)],
  toupper: [1, 1, ofText((text) => text.toUpperCase())],
  tolower: [1, 1, ofText((text) => text.toLowerCase())],
  trim: [1, 2, ofText((text, [signs]) => trimmed(text, signs, 'both'))],
  ltrim: [1, 2, ofText((text, [signs]) => trimmed(text, signs, 'start'))],
  rtrim: [1, 2, ofText((text, [signs]) => trimmed(text, signs, 'end'))],
  substr: [
    2,
    3,
    ofText((text, [from, length]) => text.slice(Number(from), length == null ? undefined : Number(from) + Number(length))),
  ],
  replace: [3, 3, ofText((text, [wanted, by]) => (wanted == null || by == null ? text : text.replaceAll(wanted, () => by)))],
  strcontains: [2, 2, ofText((text, [wanted]) => (wanted != null && text.includes(wanted) ? 1 : 0))],
  isvalidip: [1, 1, ofText((text) => isIP(text) !== 0)],
  isvalidipv4: [1, 1, ofText((text) => isIPv4(text))],
  isvalidipv6: [1, 1, ofText((text) => isIPv6(text))],
  abs: [1, 1, ofNumber(Math.abs)],
  ceil: [1, 1, ofNumber(Math.ceil)],
  floor: [1, 1, ofNumber(Math.floor)],
  log: [1, 1, ofNumber(Math.log)],
  sqrt: [1, 1, ofNumber(Math.sqrt)],
  greatest: [1, 20, extreme(1)],
  least: [1, 20, extreme(-1)],
  datefloor: [2, 2, rounded(Math.floor)],
  dateceil: [2, 2, rounded(Math.ceil)],
  frommillis: [1, 1, ([value = null]) => (asNumber(value) === null ? null : { time: asNumber(value) ?? 0 })],
  tomillis: [1, 1, ([value = null]) => (isInstant(value) ? value.time : null)],
  now: [0, 0, (_args, { now }) => Math.floor(now / 1000)],
};

export const functions: Readonly<Record<string, Call>> = Object.fromEntries(
  Object.entries(TABLE).map(([name, [, , call]]) => [name, call]),
);

/** With `bin`, which the parser writes as datefloor. */
export const FUNCTION_SIGNATURES: Signatures = {
  ...Object.fromEntries(Object.entries(TABLE).map(([name, [least, most]]) => [name, [least, most] as const])),
  bin: [1, 1],
};
