import type { Fault } from '../fault.ts';
import { ramp } from '../strains.ts';
import { whole } from '../victims.ts';

/** On each machine, after `MINUTES`. */
const THREADS = { mild: 60, clear: 220, severe: 700 };
const HEAP = { mild: 22, clear: 42, severe: 60 };
const COLLECTING = { mild: 0.02, clear: 0.15, severe: 0.5 };
const SYNC = { mild: 900, clear: 4_000, severe: 15_000 };
const MINUTES = 75;

export const memoryOrThreadLeak: Fault = {
  problem: 'memory-or-thread-leak',
  title: 'Threads and memory are never given back',
  truth:
    'The application makes a client with a thread pool for every call and never closes it: threads and heap grow until collections take the time.',
  victims: whole,
  strain(context, strain) {
    const much = ramp(context, MINUTES);
    const { severity } = context;
    strain.machines.threads += Math.round(THREADS[severity] * much);
    strain.machines.heap += HEAP[severity] * much;
    strain.machines.native += 12 * much;
    strain.machines.collecting += COLLECTING[severity] * much ** 2;
    strain.checkpoints.sync += SYNC[severity] * much;
  },
};
