/** A graph whose vertices are numbers from 0 on. */
export interface Links {
  readonly size: number;
  readonly edges: readonly (readonly [from: number, to: number])[];
}

export interface Acyclic {
  readonly links: Links;
  /** By the edge's number: true where it leads back and was turned round. */
  readonly turned: readonly boolean[];
}

/**
 * Turns edges that close a loop round, so that all lead forward: those that a depth-first walk finds to lead to a vertex it is still
 * below of (Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed Graphs, 1993, 2.1). Sources are walked first, in their order.
 */
export function withoutLoops({ size, edges }: Links): Acyclic {
  const out: number[][] = Array.from({ length: size }, () => []);
  const entered = new Uint32Array(size);
  edges.forEach(([from, to], edge) => {
    out[from]?.push(edge);
    entered[to] = (entered[to] ?? 0) + 1;
  });
  const turned = edges.map(() => false);
  /** 0: not seen; 1: on the path that is walked; 2: done. */
  const state = new Uint8Array(size);
  const walk = (start: number): void => {
    const path = [{ at: start, next: 0 }];
    state[start] = 1;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = out[top.at]?.[top.next];
      top.next += 1;
      if (edge === undefined) {
        state[top.at] = 2;
        path.pop();
        continue;
      }
      const to = edges[edge]?.[1] ?? 0;
      if (state[to] === 1) turned[edge] = true;
      else if (state[to] === 0) {
        state[to] = 1;
        path.push({ at: to, next: 0 });
      }
    }
  };
  const all = Array.from({ length: size }, (_, vertex) => vertex);
  for (const vertex of [...all.filter((each) => entered[each] === 0), ...all]) if (state[vertex] === 0) walk(vertex);
  return { links: { size, edges: edges.map(([from, to], edge) => (turned[edge] ? [to, from] : [from, to])) }, turned };
}
