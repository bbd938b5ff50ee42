import type { Blueprint, OperatorBlueprint } from '../blueprint.ts';
import { keyOf, uniform } from '../random.ts';

/** The same application on a busier or a quieter day. */
export const withLoad = (blueprint: Blueprint, load: number): Blueprint => ({
  ...blueprint,
  sources: blueprint.sources.map((source) => ({
    ...source,
    arrivals: { ...source.arrivals, mean: source.arrivals.mean * load },
  })),
});

/** The same application once more, as a team in another market runs it: streams and targets of its own, and less to do. */
export function variantOf(blueprint: Blueprint, variant: number): Blueprint {
  if (variant === 1) return blueprint;
  const load = 0.5 + 0.45 * uniform(keyOf(variant, 'load', blueprint.id), 0);
  return withLoad(withOwnStreams(blueprint, String(variant)), load);
}

/** The same program with other streams, topics and targets: their names end so. */
export function withOwnStreams(blueprint: Blueprint, ending: string): Blueprint {
  const own = (name: string) => `${name}-${ending}`;
  const names = new Map(blueprint.sources.map(({ name }) => [name, own(name)]));
  const withOwnTarget = (operator: OperatorBlueprint): OperatorBlueprint =>
    operator.target === null ? operator : { ...operator, target: { ...operator.target, name: own(operator.target.name) } };
  return {
    ...blueprint,
    sources: blueprint.sources.map((source) => ({ ...source, name: own(source.name) })),
    properties: blueprint.properties.map(({ id, values }) => ({
      id,
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, names.get(value) ?? value])),
    })),
    jobs: blueprint.jobs.map((job) => ({
      ...job,
      vertices: job.vertices.map((vertex) => ({ ...vertex, operators: vertex.operators.map(withOwnTarget) })),
    })),
  };
}
