import type { Millis } from '../../units/units.ts';
import { aggregate, aggregates, calendar, each, fill, pointwise } from './functions.ts';
import { choose, combine, negate } from './operators.ts';
import type { Node } from './syntax.ts';
import { MathError } from './syntax.ts';
import { EMPTY, isList, seriesOf } from './values.ts';
import type { Series, Value } from './values.ts';

/** What an expression may look at. */
export interface Surroundings {
  /** Of what has none of its own. */
  readonly period: Millis;
  /** When a series without gaps has its points. */
  times(period: Millis): readonly number[];
  /** The value of another query; undefined when there is none of that id. */
  reference(id: string): Value | undefined;
  /** The metrics of the request. */
  metrics(): readonly Series[];
  search(expression: string, statistic: string, seconds: number | null): readonly Series[];
}

/** Evaluates an expression; what is wrong with it is thrown as a MathError. */
export function evaluate(node: Node, around: Surroundings): Value {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'text':
    case 'word':
      throw new MathError(`Unexpected '${node.kind === 'text' ? node.value : node.word}'`);
    case 'reference': {
      const value = around.reference(node.id);
      if (value === undefined) throw new MathError(`Unrecognized id '${node.id}'`);
      return value;
    }
    case 'list':
      return node.items.flatMap((item) => {
        const value = evaluate(item, around);
        if (typeof value === 'number') throw new MathError('An array may contain time series only');
        return value;
      });
    case 'negative':
      return negate(evaluate(node.of, around));
    case 'binary':
      return combine(node.operator, evaluate(node.left, around), evaluate(node.right, around));
    case 'call':
      return call(node.name, node.given, around);
  }
}

/** What other services than CloudWatch would have to be asked for. */
const ELSEWHERE = ['ANOMALY_DETECTION_BAND', 'INSIGHT_RULE_METRIC', 'SERVICE_QUOTA', 'DB_PERF_INSIGHTS', 'LAMBDA'];

function call(name: string, given: readonly Node[], around: Surroundings): Value {
  const [first, second, third, fourth] = given;
  const value = (node: Node | undefined): Value => {
    if (node === undefined) throw new MathError(`${name} has too few arguments`);
    return evaluate(node, around);
  };
  const atMost = (most: number): void => {
    if (given.length > most) throw new MathError(`${name} takes at most ${most} argument${most === 1 ? '' : 's'}`);
  };

  const onPoints = Object.hasOwn(pointwise, name) ? pointwise[name] : undefined;
  if (onPoints !== undefined) {
    atMost(1);
    return each(value(first), onPoints, name);
  }
  if (Object.hasOwn(aggregates, name)) {
    atMost(1);
    return aggregate(name, value(first));
  }
  const ofDate = Object.hasOwn(calendar, name) ? calendar[name] : undefined;
  if (ofDate !== undefined) {
    atMost(1);
    const series = oneSeries(value(first), name);
    const times = around.times(series.period);
    return seriesOf(
      series,
      times,
      times.map((at) => ofDate(new Date(at))),
    );
  }
  switch (name) {
    case 'IF':
      atMost(3);
      return choose(value(first), value(second), third === undefined ? null : value(third));
    case 'FILL': {
      atMost(2);
      const filler = fillerOf(second, value);
      return each(value(first), (series) => fill(series, filler, around.times(series.period)), name);
    }
    case 'METRICS':
      atMost(1);
      return metricsNamed(first, around);
    case 'METRIC_COUNT':
      atMost(1);
      return list(value(first), name).length;
    case 'PERIOD': {
      atMost(1);
      const series = oneSeries(value(first), name);
      if (series.id === null) throw new MathError('PERIOD takes a metric, not an expression');
      return series.period / 1000;
    }
    case 'TIME_SERIES': {
      atMost(1);
      const constant = number(value(first), name);
      const times = around.times(around.period);
      return seriesOf(
        { ...EMPTY, period: around.period },
        times,
        times.map(() => constant),
      );
    }
    case 'FIRST':
    case 'LAST':
      atMost(1);
      return list(value(first), name).at(name === 'FIRST' ? 0 : -1) ?? EMPTY;
    case 'SLICE':
      atMost(3);
      return slice(
        list(value(first), name),
        number(value(second), name),
        third === undefined ? null : number(value(third), name),
      );
    case 'SORT': {
      atMost(4);
      const sorted = sort(list(value(first), name), wordOf(second), wordOf(third));
      return fourth === undefined ? sorted : sorted.slice(0, Math.max(0, number(value(fourth), name)));
    }
    case 'REMOVE_EMPTY':
      atMost(1);
      return list(value(first), name).filter(({ times }) => times.length > 0);
    case 'SEARCH':
      atMost(3);
      return around.search(textOf(first, name), textOf(second, name), third === undefined ? null : number(value(third), name));
    default:
      throw new MathError(ELSEWHERE.includes(name) ? `There is no data for ${name} here` : `Unsupported function '${name}'`);
  }
}

function oneSeries(value: Value, name: string): Series {
  if (typeof value === 'number' || isList(value)) throw new MathError(`${name} takes one time series`);
  return value;
}

function list(value: Value, name: string): readonly Series[] {
  if (typeof value === 'number' || !isList(value)) throw new MathError(`${name} takes an array of time series`);
  return value;
}

function number(value: Value, name: string): number {
  if (typeof value !== 'number') throw new MathError(`${name} takes a number here, not a time series`);
  return value;
}

function textOf(node: Node | undefined, name: string): string {
  if (node?.kind !== 'text') throw new MathError(`${name} takes a text in quotes here`);
  return node.value;
}

const wordOf = (node: Node | undefined): string => (node?.kind === 'word' ? node.word : '');

function fillerOf(node: Node | undefined, value: (node: Node | undefined) => Value): number | Series | 'REPEAT' | 'LINEAR' {
  if (node?.kind === 'word') {
    if (node.word === 'REPEAT' || node.word === 'LINEAR') return node.word;
    throw new MathError(`FILL does not know '${node.word}'`);
  }
  const filler = value(node);
  return typeof filler === 'number' ? filler : oneSeries(filler, 'FILL');
}

function metricsNamed(part: Node | undefined, around: Surroundings): readonly Series[] {
  const text = part === undefined ? '' : textOf(part, 'METRICS');
  return around.metrics().filter(({ id }) => id?.includes(text) === true);
}

function slice(all: readonly Series[], from: number, to: number | null): readonly Series[] {
  if (from < 0 || (to !== null && to < from)) throw new MathError('SLICE takes a start and a later end');
  return all.slice(from, to ?? all.length);
}

function sort(all: readonly Series[], by: string, order: string): readonly Series[] {
  const of = ['AVG', 'MIN', 'MAX', 'SUM'].includes(by) ? aggregates[by] : undefined;
  if (of === undefined || (order !== 'ASC' && order !== 'DESC'))
    throw new MathError('SORT takes an array, one of AVG, MIN, MAX and SUM, and ASC or DESC');
  const sign = order === 'ASC' ? 1 : -1;
  // A series without points has no place of its own: it goes to the end.
  const places = all.map((series) => ({ series, place: series.values.length === 0 ? Infinity : sign * of(series.values) }));
  return places.sort((a, b) => (a.place === b.place ? 0 : a.place - b.place)).map(({ series }) => series);
}
