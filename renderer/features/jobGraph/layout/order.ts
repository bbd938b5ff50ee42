import type { Levels } from './levels.ts';

/** Sweeps without a better order before it is given up. */
const PATIENCE = 4;
const MOST_SWEEPS = 24;

/**
 * Orders the items of each layer so that few edges cross: sweeps from the first layer to the last and back that put each item at
 * the mean place of its neighbours (Sugiyama, Tagawa, Toda: Methods for Visual Understanding of Hierarchical System Structures,
 * 1981), of which the best is kept.
 */
export function untangle(levels: Levels): void {
  const { layers, before, after } = levels;
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(levels);
  for (let sweep = 0, worse = 0; sweep < MOST_SWEEPS && worse < PATIENCE && fewest > 0; sweep += 1) {
    const down = sweep % 2 === 0;
    const places = placesOf(levels);
    for (const layer of down ? layers : [...layers].reverse()) {
      sortByMean(layer, down ? before : after, places);
      layer.forEach((item, place) => (places[item] = place));
    }
    const found = crossings(levels);
    worse = found < fewest ? 0 : worse + 1;
    if (found < fewest) {
      fewest = found;
      best = layers.map((layer) => [...layer]);
    }
  }
  best.forEach((layer, i) => layers[i]?.splice(0, layer.length, ...layer));
}

function placesOf({ size, layers }: Levels): Float64Array {
  const places = new Float64Array(size);
  for (const layer of layers) layer.forEach((item, place) => (places[item] = place));
  return places;
}

/** An item without neighbours on that side keeps its place, as dot does: it must not push the others about. */
function sortByMean(layer: number[], neighbours: readonly (readonly number[])[], places: Float64Array): void {
  const mean = new Map(
    layer.map((item) => {
      const others = neighbours[item] ?? [];
      const sum = others.reduce((total, other) => total + (places[other] ?? 0), 0);
      return [item, others.length === 0 ? null : sum / others.length] as const;
    }),
  );
  const movable = layer.filter((item) => mean.get(item) !== null);
  movable.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0) || (places[a] ?? 0) - (places[b] ?? 0));
  let next = 0;
  layer.forEach((item, place) => {
    if (mean.get(item) === null) return;
    layer[place] = movable[next] ?? item;
    next += 1;
  });
}

/** How many edges cross, counted layer by layer with a tree of sums (Barth, Jünger, Mutzel: Simple and Efficient Bilayer Cross Counting, 2002). */
export function crossings(levels: Levels): number {
  const { layers, after } = levels;
  const places = placesOf(levels);
  return layers.reduce((sum, layer, i) => {
    const width = layers[i + 1]?.length ?? 0;
    const ends = layer.flatMap((item) => (after[item] ?? []).map((to) => places[to] ?? 0).sort((a, b) => a - b));
    return sum + inversions(ends, width);
  }, 0);
}

function inversions(ends: readonly number[], width: number): number {
  const tree = new Uint32Array(width + 1);
  let crossed = 0;
  ends.forEach((end, seen) => {
    let below = 0;
    for (let at = end + 1; at > 0; at -= at & -at) below += tree[at] ?? 0;
    crossed += seen - below;
    for (let at = end + 1; at <= width; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
  });
  return crossed;
}
