import type { Millis } from '../../units/units.ts';
import type { Flow } from './runtime.ts';
import { sourceOf } from './solve.ts';
import type { SourceFlow } from './sources.ts';
import { settleSource } from './sources.ts';
import { growState } from './state.ts';
import { passWatermarks, readWatermarks, slowestOf } from './vertex/watermarks.ts';

/** What follows from the records that moved: lag, state, and event time. `end` is when the step is over. */
export function progress(flow: Flow, sources: ReadonlyMap<string, SourceFlow>, end: Millis): void {
  for (const vertex of flow.vertices) {
    growState(vertex);
    const source = sourceOf(vertex, sources);
    if (source === undefined) passWatermarks(vertex);
    else {
      settleSource(source, end);
      readWatermarks(vertex, source, end);
    }
    vertex.slowest = slowestOf(vertex.watermark);
  }
}
