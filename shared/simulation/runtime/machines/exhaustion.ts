import type { Millis } from '../../../units/units.ts';
import { MINUTE, millis } from '../../../units/units.ts';
import { machineLost, outOfMemory } from '../../logs/machines.ts';
import { thrownByOperator } from '../../logs/stackTraces.ts';
import { uniform } from '../../random.ts';
import type { WantedFailure } from '../../strain.ts';
import { STEP } from '../../types.ts';
import type { ApplicationRuntime } from '../runtime.ts';

/** A new JVM needs so long until it is full again. */
const FILLS = MINUTE;
/** Who notices that a container is gone, beyond which only the network does. */
const NETWORK = 0.9;

/** The failure of the job on a machine whose heap, or whose container's memory, has nothing left; null while all have. */
export function exhaustion(application: ApplicationRuntime, from: Millis): WantedFailure | null {
  const { jobs, machines, blueprint } = application;
  const [job] = jobs;
  const machine = machines.findIndex(({ exhausted }) => exhausted !== null);
  const lost = machines[machine];
  if (lost === undefined || job?.state !== 'RUNNING' || from - job.runningSince < FILLS) return null;
  const widest = job.flow.vertices.reduce((most, each) => (each.parallelism > most.parallelism ? each : most));
  const thrown =
    lost.exhausted === 'heap'
      ? thrownByOperator(widest.blueprint, blueprint.jobs[0]?.name ?? '', outOfMemory(uniform(job.key, from / STEP)))
      : machineLost(lost.id, NETWORK);
  return { at: millis(from + STEP - 1), thrown, vertex: widest.id, losesMachine: true, memory: null, machine };
}
