import type { VertexBlueprint } from '../../blueprint.ts';
import { hotKeyFor } from '../../flow/strained.ts';
import type { Fault } from '../fault.ts';
import { costOfChain, strainOn, strainOnSource } from '../strains.ts';
import { aloneAt, isKeyed, isSpread, verticesWhere } from '../victims.ts';

/** How many times its capacity the hot key's subtask would need. */
const HOT = { mild: 1.25, clear: 1.9, severe: 3.2 };
const HOTTEST = 0.94;
/** Milliseconds of each second: with all records one subtask would have this much to do, or skew would hurt nobody. */
const TOO_MUCH = 1500;

export const dataSkew: Fault = {
  problem: 'data-skew',
  title: 'One key has more records than one subtask can take',
  truth:
    'One key, or one partition where nothing is keyed, has a large share of all records. A key belongs to one subtask, so the others wait for that one, and more parallelism does not help.',
  victims(blueprint) {
    const canBe = (vertex: VertexBlueprint) => isSpread(vertex, blueprint) && aloneAt(blueprint, vertex.uid) > TOO_MUCH;
    const keyed = verticesWhere(blueprint, (vertex, job) => isKeyed(vertex, job) && canBe(vertex));
    if (keyed.length > 0) return keyed;
    // Records that are keyed further on do not stay where they were read.
    return verticesWhere(blueprint, (vertex, { edges }) => {
      const keyedAfter = edges.some(({ from, shipStrategy }) => from === vertex.uid && shipStrategy !== 'FORWARD');
      return vertex.source !== null && !keyedAfter && canBe(vertex);
    });
  },
  strain({ vertex, source, usual, severity }, strain) {
    const load = usual.rates.get(vertex.id) ?? 0;
    if (load === 0) return;
    const share = Math.min(HOTTEST, (HOT[severity] * 1000) / (load * costOfChain(vertex)));
    if (source === null) strainOn(strain, vertex).hotKey = hotKeyFor(vertex, share);
    else strainOnSource(strain, source).hotPartition = share;
  },
};
