import { hotKeyFor } from '../../flow/strained.ts';
import type { Fault } from '../fault.ts';
import { costOfChain, strainOn, strainOnSource } from '../strains.ts';
import { isKeyed, isSpread, verticesWhere } from '../victims.ts';

/** How many times its capacity the hot key's subtask would need. */
const HOT = { mild: 1.25, clear: 1.9, severe: 3.2 };
const HOTTEST = 0.94;

export const dataSkew: Fault = {
  problem: 'data-skew',
  title: 'One key has more records than one subtask can take',
  truth:
    'One key, or one partition where nothing is keyed, has a large share of all records. A key belongs to one subtask, so the others wait for that one, and more parallelism does not help.',
  victims(blueprint) {
    const keyed = verticesWhere(blueprint, (vertex, job) => isKeyed(vertex, job) && isSpread(vertex, blueprint));
    if (keyed.length > 0) return keyed;
    return verticesWhere(blueprint, (vertex) => vertex.source !== null && isSpread(vertex, blueprint));
  },
  strain({ vertex, source, usual, severity }, strain) {
    const load = usual.rates.get(vertex.id) ?? 0;
    if (load === 0) return;
    const share = Math.min(HOTTEST, (HOT[severity] * 1000) / (load * costOfChain(vertex)));
    if (source === null) strainOn(strain, vertex).hotKey = hotKeyFor(vertex, share);
    else strainOnSource(strain, source).hotPartition = share;
  },
};
