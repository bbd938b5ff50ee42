import { thrownByOperator } from '../../logs/stackTraces.ts';
import { uniform } from '../../random.ts';
import type { Fault } from '../fault.ts';
import { momentNow } from '../moments.ts';
import { has, isOperator, verticesWhere } from '../victims.ts';

/** About every so many minutes. */
const EVERY = { mild: 16, clear: 7, severe: 2.5 };

/** What code of that kind throws at a record that it did not expect. */
const THROWN = [
  'java.lang.NullPointerException: Cannot invoke "String.length()" because the return value of "com.fasterxml.jackson.databind.JsonNode.textValue()" is null',
  'java.lang.NumberFormatException: For input string: "n/a"',
  'java.lang.IllegalArgumentException: No enum constant for the value "UNKNOWN_V2"',
  'java.lang.ArithmeticException: / by zero',
] as const;

export const operatorUnhandledException: Fault = {
  problem: 'operator-unhandled-exception',
  title: 'An operator throws at records that it does not expect',
  truth:
    'Since a producer changed its format, some records make one operator throw. Nobody catches that, so the job restarts from its last checkpoint each time one comes.',
  victims: (blueprint) =>
    verticesWhere(blueprint, (vertex) => isOperator(vertex) || has(vertex, ({ kind }) => kind === 'operator')),
  failure(context) {
    const at = momentNow(context, EVERY[context.severity]);
    if (at === null) return null;
    const { vertex, job, key } = context;
    const thrown = THROWN[Math.floor(uniform(key, 3) * THROWN.length)] ?? THROWN[0];
    return { at, thrown: thrownByOperator(vertex.blueprint, job, thrown), vertex: vertex.id, losesMachine: false, memory: null };
  },
};
