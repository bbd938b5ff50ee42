import { sum } from './numbers.ts';
import type { Flow } from './runtime.ts';

/**
 * What a flow holds at one moment: state, open windows, and the records between the vertices. With what its sources had read at that
 * moment it is a consistent cut: a job that begins there loses no record and counts none twice.
 */
export interface Cut {
  readonly vertices: readonly {
    readonly state: Float64Array;
    readonly window: { readonly gathered: Float64Array; readonly due: Float64Array; readonly held: Float64Array } | null;
  }[];
  /** Of each edge. */
  readonly queues: readonly Float64Array[];
}

export const cutOf = ({ vertices, edges }: Flow): Cut => ({
  vertices: vertices.map(({ state, window }) => ({
    state: state.slice(),
    window: window === null ? null : { gathered: window.gathered.slice(), due: window.due.slice(), held: window.held.slice() },
  })),
  queues: edges.map(({ queue }) => queue.slice()),
});

/** Goes back to it; the counters of the attempt are not touched. */
export function goBack({ vertices, edges }: Flow, cut: Cut): void {
  for (const [v, { state, window }] of vertices.entries()) {
    const then = cut.vertices[v];
    if (then === undefined) continue;
    state.set(then.state);
    if (window === null || then.window === null) continue;
    window.gathered.set(then.window.gathered);
    window.due.set(then.window.due);
    window.held.set(then.window.held);
  }
  for (const [e, edge] of edges.entries()) {
    edge.queue.set(cut.queues[e] ?? edge.queue);
    edge.carried = sum(edge.queue);
  }
}
