import type { CustomMetricBlueprint } from '../blueprint.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { drift, keyOf } from '../random.ts';
import type { JobRuntime } from '../runtime/runtime.ts';
import type { Sampler, SeriesMaker } from './samplers.ts';
import { sampler } from './samplers.ts';

/** What the application's own code counts and measures: at every metrics level, with the dimensions that the code gives. */
export const customSamplers = (
  metrics: readonly CustomMetricBlueprint[],
  { flow, key }: JobRuntime,
  make: SeriesMaker,
): Sampler[] =>
  metrics.flatMap((metric) => {
    const vertex = flow.vertices.find(({ blueprint }) => blueprint.uid === metric.vertex);
    return vertex === undefined ? [] : [ofVertex(metric, vertex, keyOf(key, 'metric', metric.name), make)];
  });

/** How long a gauge's value takes from one turn to the next. */
const TURN = 600_000;

function ofVertex(
  { kind, name, scale, dimensions }: CustomMetricBlueprint,
  vertex: VertexFlow,
  key: number,
  make: SeriesMaker,
): Sampler {
  switch (kind) {
    case 'counter':
      return sampler(make(name, 'Count', dimensions), () => Math.round(vertex.lastMinute * scale));
    case 'meter':
      return sampler(make(name, 'Count/Second', dimensions), () => (vertex.lastMinute * scale) / 60);
    case 'gauge':
      return sampler(make(name, 'None', dimensions), (from) => scale * (1 + 0.3 * drift(key, from / TURN)));
  }
}
