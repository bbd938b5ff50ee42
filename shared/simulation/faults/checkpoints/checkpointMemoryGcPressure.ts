import type { Fault } from '../fault.ts';
import { ramp } from '../strains.ts';
import { whole } from '../victims.ts';

const HEAP = { mild: 45, clear: 55, severe: 64 };
const COLLECTING = { mild: 0.08, clear: 0.2, severe: 0.38 };
const SYNC = { mild: 1_500, clear: 6_000, severe: 20_000 };
const MINUTES = 15;

export const checkpointMemoryGcPressure: Fault = {
  problem: 'checkpoint-memory-gc-pressure',
  title: 'Garbage collection holds checkpoints up',
  truth:
    'The heap is too small for what the application keeps on it: old collections come every minute, and checkpoints stand still during them.',
  victims: whole,
  strain(context, strain) {
    const much = ramp(context, MINUTES);
    strain.machines.heap += HEAP[context.severity] * much;
    strain.machines.collecting += COLLECTING[context.severity] * much;
    strain.checkpoints.sync += SYNC[context.severity] * much;
  },
};
