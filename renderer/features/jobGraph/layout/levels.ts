import type { Links } from './acyclic.ts';

/** A graph whose edges all lead to the very next layer: longer ones pass through a bend in each layer between. */
export interface Levels {
  /** Vertices first, by their numbers; then the bends. */
  readonly size: number;
  readonly vertices: number;
  /** The items of each layer, in the order of their drawing from top to bottom. */
  readonly layers: readonly number[][];
  /** Neighbours in the layer before and in the layer after, by item. */
  readonly before: readonly number[][];
  readonly after: readonly number[][];
  /** The bends of each edge, from its start to its end. */
  readonly bends: readonly (readonly number[])[];
}

export const isBend = ({ vertices }: Levels, item: number): boolean => item >= vertices;

/** Items are put into their layers in the order in which a walk along the edges meets them, so that what belongs together begins together. */
export function levelsOf({ size, edges }: Links, layer: Int32Array): Levels {
  const at = [...layer];
  const before: number[][] = Array.from({ length: size }, () => []);
  const after: number[][] = Array.from({ length: size }, () => []);
  const join = (from: number, to: number): void => {
    after[from]?.push(to);
    before[to]?.push(from);
  };
  const bends = edges.map(([from, to]) => {
    const passed: number[] = [];
    let last = from;
    for (let between = (at[from] ?? 0) + 1; between < (at[to] ?? 0); between += 1) {
      const bend = at.length;
      at.push(between);
      before.push([]);
      after.push([]);
      passed.push(bend);
      join(last, bend);
      last = bend;
    }
    join(last, to);
    return passed;
  });
  const count = at.reduce((most, each) => Math.max(most, each + 1), 0);
  const layers: number[][] = Array.from({ length: count }, () => []);
  for (const item of walked(before, after)) layers[at[item] ?? 0]?.push(item);
  return { size: at.length, vertices: size, layers, before, after, bends };
}

function walked(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): readonly number[] {
  const seen = new Uint8Array(before.length);
  const met: number[] = [];
  const meet = (start: number): void => {
    const stack = [start];
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      if (seen[item] === 1) continue;
      seen[item] = 1;
      met.push(item);
      for (const next of [...(after[item] ?? [])].reverse()) if (seen[next] === 0) stack.push(next);
    }
  };
  before.forEach((each, item) => each.length === 0 && meet(item));
  return met;
}
