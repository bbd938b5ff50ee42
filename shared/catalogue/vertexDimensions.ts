import type { Job } from '../model/job.ts';
import type { SeriesName } from '../model/metric.ts';

/** By which a vertex is named in a series of ours; one whose name is not the only one of its kind by its id as well. */
export function vertexDimensions({ vertices }: Pick<Job, 'vertices'>): SeriesName['dimensions'][] {
  const names = vertices.map(({ name }) => name);
  return vertices.map(({ id, name }) =>
    names.indexOf(name) === names.lastIndexOf(name) ? { Task: name } : { Task: name, Vertex: id },
  );
}
