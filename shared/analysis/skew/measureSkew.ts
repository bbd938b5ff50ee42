import type { SubtaskDetail } from '../../model/insight/vertex.ts';
import { thresholds } from '../thresholds.ts';
import { outliersOf } from './outliers.ts';
import type { Spread } from './spread.ts';
import { spreadOf } from './spread.ts';

/** `rate`: records a second; `records`: totals of the attempts, while no rates are known. */
export const measures = ['rate', 'records', 'state', 'busy'] as const;
export type Measure = (typeof measures)[number];

/** How evenly the subtasks of one vertex share one thing. */
export interface MeasureSkew {
  readonly measure: Measure;
  /** Counted where they are read, or where they are written: a source reads nothing over an exchange. */
  readonly side: 'in' | 'out';
  /** By place of the subtask; null: not known. */
  readonly values: readonly (number | null)[];
  readonly spread: Spread;
  /** Indices of the subtasks that have more than their siblings. */
  readonly outliers: readonly number[];
  /** Indices of those that have (nearly) nothing while others have enough. */
  readonly empty: readonly number[];
}

/** Null where fewer than two subtasks have a figure. */
export function measureSkew(subtasks: readonly SubtaskDetail[], measure: Measure, isSource: boolean): MeasureSkew | null {
  const side = isSource ? 'out' : 'in';
  const values = subtasks.map(valueOf[measure][side]);
  const known = values.filter((value) => value !== null);
  const spread = spreadOf(known);
  if (spread === null || known.length < 2) return null;
  const least = thresholds.skew.least[measure];
  const indices = (places: readonly number[]): number[] => places.flatMap((place) => subtasks[place]?.index ?? []);
  const isEmpty = (value: number | null): boolean => value !== null && value <= spread.mean * thresholds.skew.nothing;
  return {
    measure,
    side,
    values,
    spread,
    outliers: indices(outliersOf(values, least)),
    empty: spread.mean < least.by ? [] : indices(values.flatMap((value, i) => (isEmpty(value) ? [i] : []))),
  };
}

type Value = (subtask: SubtaskDetail) => number | null;
const same = (value: Value) => ({ in: value, out: value });

const valueOf: Readonly<Record<Measure, Readonly<Record<'in' | 'out', Value>>>> = {
  rate: { in: ({ readRate }) => readRate, out: ({ writtenRate }) => writtenRate },
  records: { in: ({ readRecords }) => readRecords, out: ({ writtenRecords }) => writtenRecords },
  state: same(({ stateSize }) => stateSize),
  busy: same(({ shares }) => shares.busy),
};
