import type { Levels } from './levels.ts';
import { isBend } from './levels.ts';
import { GAP, NODE } from './graphLayout.ts';

const BEND = { height: 10, gap: 16 } as const;
const SWEEPS = 10;

/** How much an edge wants to be straight: a long one above all (Gansner et al. 1993, 4: 1, 2 and 8). */
const pull = (levels: Levels, a: number, b: number): number =>
  isBend(levels, a) ? (isBend(levels, b) ? 8 : 2) : isBend(levels, b) ? 2 : 1;

/**
 * The height of the middle of each item. Each layer in turn is put where its neighbours are, as near as the order and the room
 * between items let it: the weighted least squares under an order, which pooling neighbours that want to overlap solves exactly
 * (Ayer et al.: An Empirical Distribution Function for Sampling with Incomplete Information, 1955).
 */
export function heightsOf(levels: Levels): Float64Array {
  const { layers, before, after, size } = levels;
  const heights = new Float64Array(size);
  for (const layer of layers) {
    const room = offsetsOf(levels, layer);
    layer.forEach((item, i) => (heights[item] = room[i] ?? 0));
  }
  const settle = (layer: readonly number[], sides: readonly (readonly (readonly number[])[])[]): void => {
    const wants = layer.map((item) => wantOf(levels, item, sides, heights));
    place(layer, wants, offsetsOf(levels, layer), heights);
  };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const last = sweep >= SWEEPS - 2;
    if (sweep % 2 === 0) for (const layer of layers) settle(layer, last ? [before, after] : [before]);
    else for (const layer of [...layers].reverse()) settle(layer, last ? [before, after] : [after]);
  }
  return heights;
}

interface Want {
  readonly height: number;
  readonly weight: number;
}

function wantOf(levels: Levels, item: number, sides: readonly (readonly (readonly number[])[])[], heights: Float64Array): Want {
  let sum = 0;
  let weight = 0;
  for (const side of sides)
    for (const other of side[item] ?? []) {
      const by = pull(levels, item, other);
      sum += by * (heights[other] ?? 0);
      weight += by;
    }
  return weight === 0 ? { height: heights[item] ?? 0, weight: 0.01 } : { height: sum / weight, weight };
}

/** Where the items of a layer are when nothing pulls at them: one below the other. */
function offsetsOf(levels: Levels, layer: readonly number[]): readonly number[] {
  let at = 0;
  return layer.map((item, i) => {
    const above = layer[i - 1];
    if (above !== undefined) {
      const gap = isBend(levels, item) || isBend(levels, above) ? BEND.gap : GAP.within;
      at += (extent(levels, above) + extent(levels, item)) / 2 + gap;
    }
    return at;
  });
}

const extent = (levels: Levels, item: number): number => (isBend(levels, item) ? BEND.height : NODE.height);

function place(layer: readonly number[], wants: readonly Want[], offsets: readonly number[], heights: Float64Array): void {
  const blocks: { sum: number; weight: number; count: number }[] = [];
  wants.forEach(({ height, weight }, i) => {
    let block = { sum: weight * (height - (offsets[i] ?? 0)), weight, count: 1 };
    for (
      let above = blocks.at(-1);
      above !== undefined && above.sum / above.weight > block.sum / block.weight;
      above = blocks.at(-1)
    ) {
      blocks.pop();
      block = { sum: above.sum + block.sum, weight: above.weight + block.weight, count: above.count + block.count };
    }
    blocks.push(block);
  });
  let i = 0;
  for (const { sum, weight, count } of blocks)
    for (const end = i + count; i < end; i += 1) {
      const item = layer[i];
      if (item !== undefined) heights[item] = sum / weight + (offsets[i] ?? 0);
    }
}
