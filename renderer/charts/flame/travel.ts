/** A frame among its neighbours, as it is laid out. */
interface Placed {
  readonly data: { readonly name: string };
  readonly value: number;
  readonly parent: Placed | null;
  readonly children?: readonly Placed[];
}

export type Direction = 'outer' | 'inner' | 'previous' | 'next' | 'root';

/** Where the root of a graph is drawn. */
export type RootAt = 'top' | 'bottom';

const sideways = { ArrowLeft: 'previous', ArrowRight: 'next', Home: 'root' } as const;
/** Arrows lead to where the frame is seen. */
export const directions: Readonly<Record<RootAt, Readonly<Record<string, Direction>>>> = {
  top: { ...sideways, ArrowUp: 'outer', ArrowDown: 'inner' },
  bottom: { ...sideways, ArrowUp: 'inner', ArrowDown: 'outer' },
};

/** The neighbour in a direction; of those further in the widest. Null where there is none. */
export function frameAt(from: Placed, direction: Direction): Placed | null {
  switch (direction) {
    case 'outer':
      return from.parent;
    case 'inner':
      return (from.children ?? []).reduce<Placed | null>(
        (widest, child) => (widest === null || child.value > widest.value ? child : widest),
        null,
      );
    case 'previous':
    case 'next': {
      const siblings = from.parent?.children ?? [];
      return siblings[siblings.indexOf(from) + (direction === 'next' ? 1 : -1)] ?? null;
    }
    case 'root': {
      let root = from;
      while (root.parent !== null) root = root.parent;
      return root;
    }
  }
}

/** The names that lead to a frame, below the root. */
export function namesTo(frame: Placed): readonly string[] {
  const names: string[] = [];
  for (let at = frame; at.parent !== null; at = at.parent) names.push(at.data.name);
  return names.reverse();
}

/** How many of the names lead to this frame: all its own must be among them. −1: it is not on their way. */
export function isHere(frame: Placed, names: readonly string[]): number {
  let depth = 0;
  for (let at = frame; at.parent !== null; at = at.parent) depth += 1;
  if (depth > names.length) return -1;
  let at = frame;
  for (let i = depth - 1; i >= 0; i -= 1) {
    if (at.data.name !== names[i] || at.parent === null) return -1;
    at = at.parent;
  }
  return depth;
}
