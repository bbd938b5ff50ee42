import { keyOf } from '../random.ts';
import { buildMachines } from './machines.ts';
import type { ApplicationRuntime } from './runtime.ts';

/** New TaskManagers for the present parallelism: one for each KPU. */
export function hireMachines(application: ApplicationRuntime): void {
  const { settings, currentParallelism } = application;
  const { perKpu } = settings.parallelism;
  application.machines = buildMachines(Math.ceil(currentParallelism / perKpu), perKpu, nextKey(application));
}

/** Another TaskManager in the place of one that was lost. */
export function replaceMachine(application: ApplicationRuntime, lost: string): void {
  const [hired] = buildMachines(1, application.settings.parallelism.perKpu, nextKey(application));
  if (hired !== undefined) application.machines = application.machines.map((each) => (each.id === lost ? hired : each));
}

function nextKey(application: ApplicationRuntime): number {
  application.hired += 1;
  return keyOf(application.key, 'machines', application.hired);
}
