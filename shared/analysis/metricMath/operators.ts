import type { BinaryOperator } from './syntax.ts';
import { MathError } from './syntax.ts';
import { allTimes, isList, mapValues, sameTimes, seriesOf, valuesByTime } from './values.ts';
import type { Series, Value } from './values.ts';

const truth = (is: boolean): number => (is ? 1 : 0);

const operators: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // A point that would be divided by zero is dropped, as everything that is no number.
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
  '^': (a, b) => a ** b,
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<': (a, b) => truth(a < b),
  '<=': (a, b) => truth(a <= b),
  '>': (a, b) => truth(a > b),
  '>=': (a, b) => truth(a >= b),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
};

/** Point by point, and series by series. */
export function combine(operator: BinaryOperator, left: Value, right: Value): Value {
  const apply = operators[operator];
  if (isList(left)) {
    if (isList(right)) throw new MathError(`Unsupported operand types for ${operator}: two arrays of time series`);
    return left.map((each) => combineOne(apply, each, right));
  }
  if (isList(right)) return right.map((each) => ({ ...combineOne(apply, left, each), label: each.label }));
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right);
  return combineOne(apply, left, right);
}

type Apply = (a: number, b: number) => number;

function combineOne(apply: Apply, left: number | Series, right: number | Series): Series {
  if (typeof left === 'number') {
    if (typeof right === 'number') throw new MathError('An operand has to be a time series');
    return mapValues(right, (value) => apply(left, value));
  }
  if (typeof right === 'number') return mapValues(left, (value) => apply(value, right));
  const coarser = left.period >= right.period ? left : right;
  const like = { ...left, period: coarser.period };
  if (sameTimes(left.times, right.times))
    return seriesOf(
      like,
      left.times,
      left.values.map((value, i) => apply(value, right.values[i] ?? 0)),
    );
  // Where only one of them has a point, the other counts as zero: so the guide's examples of comparisons do it, which
  // are all that it says of gaps. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
  const [a, b] = [valuesByTime(left), valuesByTime(right)];
  const times = allTimes([left, right]);
  return seriesOf(
    like,
    times,
    times.map((at) => apply(a.get(at) ?? 0, b.get(at) ?? 0)),
  );
}

export const negate = (value: Value): Value => {
  if (typeof value === 'number') return -value;
  const one = (series: Series): Series => mapValues(series, (each) => -each);
  return isList(value) ? value.map(one) : one(value);
};

/** `IF(condition, then, else)`: the condition is asked at each of its points; what is neither is dropped. */
export function choose(condition: Value, then: Value, otherwise: Value | null): Value {
  if (isList(condition) || isList(then) || (otherwise !== null && isList(otherwise)))
    throw new MathError('IF takes no arrays of time series');
  if (typeof condition === 'number') {
    const chosen = condition === 0 ? otherwise : then;
    if (chosen !== null) return chosen;
    if (typeof then === 'number') throw new MathError('IF needs a third argument when the other two are numbers');
    return seriesOf(then, [], []);
  }
  // The condition holds, but there is nothing to take: zero. It does not, and there is nothing: no point.
  const whenTrue = lookup(then, 0);
  const whenFalse = otherwise === null ? () => Number.NaN : lookup(otherwise, Number.NaN);
  return mapValues(condition, (value, at) => (value === 0 ? whenFalse(at) : whenTrue(at)));
}

function lookup(value: number | Series, missing: number): (at: number) => number {
  if (typeof value === 'number') return () => value;
  const values = valuesByTime(value);
  return (at) => values.get(at) ?? missing;
}
