import { uniform } from '../../random.ts';
import type { Fault } from '../fault.ts';
import { strainOn } from '../strains.ts';
import { isSpread, keepsState, verticesWhere } from '../victims.ts';

const GROWTH = { mild: 12, clear: 40, severe: 120 };

export const stateSkew: Fault = {
  problem: 'state-skew',
  title: 'One subtask stores far more than the others',
  truth:
    'Records are spread evenly, state is not: the keys of one subtask are never idle for long enough to be cleaned up, and their state piles up on its machine.',
  victims: (blueprint) => verticesWhere(blueprint, (vertex) => keepsState(vertex) && isSpread(vertex, blueprint)),
  strain({ vertex, key, severity }, strain) {
    const own = strainOn(strain, vertex);
    own.subtasks = new Set([Math.floor(uniform(key, 5) * vertex.parallelism)]);
    own.stateGrowth *= GROWTH[severity];
    own.keepsForever = true;
  },
};
