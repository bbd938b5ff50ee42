import { outOfMemory } from '../../logs/machines.ts';
import { thrownByOperator } from '../../logs/stackTraces.ts';
import { uniform } from '../../random.ts';
import type { Bytes } from '../../../units/units.ts';
import { MINUTE } from '../../../units/units.ts';
import type { Fault } from '../fault.ts';
import { momentNow, untilNext } from '../moments.ts';
import { isOperator, verticesWhere, whole } from '../victims.ts';

/** About every so many minutes. */
const EVERY = { mild: 28, clear: 14, severe: 6 };
const HEAP = 66;
const CONTAINER = (3.9 * 1024 ** 3) as Bytes;

export const outOfMemoryError: Fault = {
  problem: 'out-of-memory-error',
  title: 'The heap fills until the JVM gives up',
  truth:
    'An operator holds more on the heap than the heap has: it fills, garbage collection takes longer and longer, and the TaskManager dies with an OutOfMemoryError.',
  victims(blueprint) {
    const operators = verticesWhere(blueprint, isOperator);
    return operators.length > 0 ? operators : whole(blueprint);
  },
  strain(context, strain) {
    const full = fullness(untilNext(context, EVERY[context.severity]), EVERY[context.severity]);
    strain.machines.heap += HEAP * full;
    strain.machines.native += 18 * full;
    strain.machines.collecting += 0.45 * full ** 3;
  },
  failure(context) {
    const at = momentNow(context, EVERY[context.severity]);
    if (at === null) return null;
    const { vertex, job, key, restarts } = context;
    const thrown = thrownByOperator(vertex.blueprint, job, outOfMemory(uniform(key, restarts)));
    return { at, thrown, vertex: vertex.id, losesMachine: true, memory: CONTAINER };
  },
};

/** 0 after a failure, 1 just before the next one. */
const fullness = (left: number, every: number): number => Math.max(0, 1 - left / (every * MINUTE)) ** 0.7;
