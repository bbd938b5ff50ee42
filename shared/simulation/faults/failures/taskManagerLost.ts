import { machineLost } from '../../logs/machines.ts';
import { uniform } from '../../random.ts';
import type { Fault } from '../fault.ts';
import { momentNow, untilNext } from '../moments.ts';
import { whole } from '../victims.ts';

/** About every so many minutes. */
const EVERY = { mild: 24, clear: 12, severe: 5 };
/** The machine suffers so many seconds before it is lost. */
const BEFORE = 180;

export const taskManagerLost: Fault = {
  problem: 'task-manager-lost',
  title: 'A TaskManager is lost again and again',
  truth:
    'One container runs out of processor and memory, stops answering heartbeats and is lost; the job restarts on a new one, where it happens again.',
  victims: whole,
  strain(context, strain) {
    const left = untilNext(context, EVERY[context.severity]) / 1000;
    if (left > BEFORE) return;
    const near = 1 - left / BEFORE;
    strain.machines.cpu += 45 + 15 * near;
    strain.machines.collecting += 0.2 + 0.2 * near;
    strain.machines.heap += 30 + 25 * near;
    strain.machines.native += 20 + 15 * near;
    strain.machines.machine = 0;
  },
  failure(context) {
    const at = momentNow(context, EVERY[context.severity]);
    if (at === null) return null;
    const lost = machineLost(context.machines[0]?.id ?? '', uniform(context.key, context.restarts));
    return { at, thrown: lost, vertex: null, machine: 0, losesMachine: true, memory: null };
  },
};
