import { hotKeyFor, hotSubtask } from '../../flow/strained.ts';
import type { Fault } from '../fault.ts';
import { costOfChain, strainOn } from '../strains.ts';
import { isKeyed, isSpread, isStateful, verticesWhere } from '../victims.ts';

/** Share of the records that its subtask gets; its records leave so many times the state; uploading that takes so many times as long. */
const SHARE = { mild: 0.3, clear: 0.45, severe: 0.6 };
const GROWTH = { mild: 8, clear: 20, severe: 45 };
const UPLOAD = { mild: 12, clear: 30, severe: 80 };
/** The subtask still keeps up: it works no more than so much of its time. */
const WORKS = 0.8;

export const checkpointKeySkew: Fault = {
  problem: 'checkpoint-key-skew',
  title: 'One key has most of the state',
  truth:
    'Most of the state belongs to one key. The subtask of that key keeps up with the records, but every checkpoint waits for its upload.',
  victims: (blueprint) =>
    verticesWhere(blueprint, (vertex, job) => isKeyed(vertex, job) && isStateful(vertex) && isSpread(vertex, blueprint)),
  strain({ vertex, usual, severity }, strain) {
    const load = usual.rates.get(vertex.id) ?? 0;
    if (load === 0) return;
    const own = strainOn(strain, vertex);
    own.hotKey = hotKeyFor(vertex, Math.min(SHARE[severity], (WORKS * 1000) / (load * costOfChain(vertex))));
    own.stateGrowth *= GROWTH[severity];
    own.subtasks = new Set([hotSubtask(vertex)]);
    strain.checkpoints.upload *= UPLOAD[severity];
    strain.checkpoints.vertex = vertex.id;
  },
};
