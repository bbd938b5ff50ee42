import { slowCall } from '../../logs/connectors.ts';
import type { Fault } from '../fault.ts';
import { now } from '../moments.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { isOperator, verticesWhere, withRecords } from '../victims.ts';

/** Share of the records that it still takes. */
const TAKES = { mild: 0.85, clear: 0.55, severe: 0.3 };

export const ioBoundOperator: Fault = {
  problem: 'io-bound-operator',
  title: 'An operator waits for calls to another system',
  truth:
    'The service that one operator calls for each record answers several times slower than before: its threads wait in socket reads while the processor idles.',
  victims: (blueprint) => withRecords(blueprint, verticesWhere(blueprint, isOperator)),
  strain(context, strain) {
    strainOn(strain, context.vertex).wait += slowedTo(TAKES, context);
  },
  logs: (context) => now(context, 0.1, (chance) => slowCall(context.vertex.blueprint, context.job, chance)),
};
