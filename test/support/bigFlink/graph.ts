/** One vertex of a large job, and how its subtasks spend their time. */
export interface BigVertex {
  readonly id: string;
  readonly name: string;
  readonly inputs: readonly { readonly id: string; readonly ship: 'HASH' | 'REBALANCE' | 'FORWARD' }[];
  /** Shares of a second on average; the rest is idle. */
  readonly busy: number;
  readonly backpressured: number;
  /** Its first subtask alone works so much; the others hardly do. */
  readonly hot: boolean;
  /** Records a second over all subtasks. */
  readonly rate: number;
  /** Where in a minute its load is highest, 0…1. */
  readonly phase: number;
}

export interface BigGraph {
  readonly vertices: readonly BigVertex[];
  /** Holds back everything before it. */
  readonly bottleneck: string;
}

/** A graph of as many layers as make it about four times as long as it is wide; the same for the same number. `hot`: its bottleneck is. */
export function bigGraph(count: number, hot = false): BigGraph {
  const width = Math.max(1, Math.round(Math.sqrt(count) / 2));
  const ids = Array.from({ length: count }, (_, i) =>
    hash(i + 1)
      .toString(16)
      .padStart(8, '0')
      .repeat(4),
  );
  const inputsOf = (i: number): number[] => {
    if (i < width) return [];
    const [layer, place] = [Math.floor(i / width) - 1, i % width];
    const near = hash(i) % 3 === 0 ? [place, (place + 1) % width] : [place];
    return [...new Set(near)].map((at) => layer * width + at);
  };
  const inputs = ids.map((_, i) => inputsOf(i));
  const limits = Math.min(count - 1, Math.floor((count / width) * 0.6) * width);
  const held = before(inputs, limits);
  return {
    bottleneck: ids[limits] ?? '',
    vertices: ids.map((id, i): BigVertex => {
      const load = 0.05 + (hash(i + 7) % 400) / 1000;
      const isHeld = held.has(i);
      return {
        id,
        name: i < width ? `Source: events ${i + 1} -> Parse` : `${WORK[hash(i + 3) % WORK.length]} ${i + 1} -> Filter`,
        inputs: (inputs[i] ?? []).map((from) => ({ id: ids[from] ?? '', ship: SHIP[hash(i + from) % SHIP.length] ?? 'HASH' })),
        busy: i === limits ? 0.99 : isHeld ? 0.05 : load,
        backpressured: isHeld ? 0.85 : 0,
        hot: hot && i === limits,
        rate: 100 + (hash(i + 11) % 9_000),
        phase: (hash(i + 5) % 100) / 100,
      };
    }),
  };
}

const WORK = ['Enrich', 'Join', 'Sum per key', 'Deduplicate', 'Score'];
const SHIP = ['HASH', 'REBALANCE', 'FORWARD'] as const;

/** Everything upstream of a vertex. */
function before(inputs: readonly (readonly number[])[], start: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...(inputs[start] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(inputs[next] ?? []));
  }
  return found;
}

/** Thirty-two bits that look like chance (the finaliser of MurmurHash3). */
export function hash(value: number): number {
  let h = value ^ 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
