import { uniform } from '../random.ts';
import type { Strain } from '../strain.ts';
import { at } from './numbers.ts';
import type { Flow, VertexFlow } from './runtime.ts';
import { withHotKey } from './spread.ts';

/** Puts what is wrong with a job's vertices into its flow, for the next step. */
export function strainFlow(flow: Flow, strain: Strain): void {
  if (strain.vertices.size === 0 && !flow.strained) return;
  flow.strained = strain.vertices.size > 0;
  for (const vertex of flow.vertices) {
    const given = strain.vertices.get(vertex.id);
    if (given === undefined && vertex.strain === null) continue;
    const before = vertex.strain?.hotKey ?? 0;
    vertex.strain = given ?? null;
    if (before !== (given?.hotKey ?? 0)) heatKey(vertex, given?.hotKey ?? 0);
  }
}

/** The subtask that a hot key of a vertex belongs to: always the same. */
export const hotSubtask = ({ key, parallelism }: VertexFlow): number => Math.floor(uniform(key, 77) * parallelism);

/** Streams that are joined have the same hot key. */
function heatKey(vertex: VertexFlow, share: number): void {
  const receiver = hotSubtask(vertex);
  for (const { shipStrategy, weights, healthyWeights } of vertex.inputs) {
    if (shipStrategy !== 'HASH') continue;
    weights.set(share === 0 ? healthyWeights : withHotKey(healthyWeights, share, receiver));
  }
}

/** What share a key needs beside the others, so that its subtask has this share of all records. */
export function hotKeyFor(vertex: VertexFlow, whole: number): number {
  const keyed = vertex.inputs.filter(({ shipStrategy }) => shipStrategy === 'HASH');
  const own = keyed.reduce((most, { healthyWeights }) => Math.max(most, at(healthyWeights, hotSubtask(vertex))), 0);
  return Math.max(0, (whole - own) / (1 - own));
}
