import type { Fault } from '../fault.ts';
import { ramp, slowedTo, strainOn } from '../strains.ts';
import { isOperator, verticesWhere, withRecords } from '../victims.ts';

const TAKES = { mild: 0.85, clear: 0.6, severe: 0.4 };
/** Percent of the heap. */
const HEAP = { mild: 46, clear: 51, severe: 56 };
const MINUTES = 12;

export const autoscalingNotTriggered: Fault = {
  problem: 'autoscaling-not-triggered',
  title: 'The heap is full, the processor is not: nothing scales',
  truth:
    'The application is held up by a heap full of cached answers and by the calls that fill it. Automatic scaling looks at the processor alone, which idles.',
  victims: (blueprint) => (blueprint.autoScaling ? withRecords(blueprint, verticesWhere(blueprint, isOperator)) : []),
  strain(context, strain) {
    strainOn(strain, context.vertex).wait += slowedTo(TAKES, context) * ramp(context, MINUTES / 2);
    strain.machines.heap += HEAP[context.severity] * ramp(context, MINUTES);
  },
};
