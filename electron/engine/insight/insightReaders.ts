import { pace } from '../cadence.ts';
import type { Cadence } from '../cadence.ts';
import { SECOND } from '#shared/units/units.ts';
import type { InsightKind, InsightKindOf } from './insightReader.ts';
import { checkpointReader } from './readers/checkpoint.ts';
import { failuresReader } from './readers/failures.ts';
import { flameReader } from './readers/flame.ts';
import { taskManagersReader } from './readers/taskManagers.ts';
import { vertexReader } from './readers/vertex.ts';

const every = (seconds: number): Cadence => {
  const pause = pace(seconds * SECOND, SECOND);
  return { attended: pause, rest: pause };
};

/** How each topic of a job's insight is read, and how often. */
export const insightReaders: { readonly [K in InsightKind]: InsightKindOf<K> } = {
  vertex: { cadence: every(5), name: 'Vertex', create: vertexReader },
  checkpoint: { cadence: every(5), name: 'Checkpoint', create: checkpointReader },
  failures: { cadence: every(10), name: 'Exceptions', create: failuresReader },
  taskManagers: { cadence: every(10), name: 'Task managers', create: taskManagersReader },
  flame: { cadence: every(2), name: 'Flame graph', anew: true, create: flameReader },
};
