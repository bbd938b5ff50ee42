import { MINUTE } from '../../../units/units.ts';
import type { Millis } from '../../../units/units.ts';
import { scalingHeld } from '../../logs/lifecycleMessages.ts';
import { STEP } from '../../types.ts';
import { isDown, takesSnapshots } from '../control/changeRequests.ts';
import { beginOperation } from '../control/operations.ts';
import { parallelismLimit } from '../control/quotas.ts';
import { note } from '../jobs.ts';
import { beginChange } from '../lifecycle/beginChange.ts';
import type { ApplicationRuntime } from '../runtime.ts';
import type { Place } from '../views.ts';
import { afterMinute, nextParallelism, NO_RUN, wantsMore, withSample } from './autoscaling.ts';

/** Counts the minute's CPU as it is published, and scales when the rule says so. */
export function watchCpu(application: ApplicationRuntime, from: Millis, place: Place): void {
  if (!scales(application)) {
    application.cpuRun = NO_RUN;
    return;
  }
  const quarter = (from / STEP) % 4;
  // The service samples containers twice a minute.
  if (quarter % 2 === 1)
    for (const { containerCpu } of application.machines) application.cpuRun = withSample(application.cpuRun, containerCpu);
  if (quarter !== 3) return;
  application.cpuRun = afterMinute(application.cpuRun);
  scale(application, (Math.floor(from / MINUTE) * MINUTE + MINUTE) as Millis, place);
}

const scales = ({ status, mode, settings, jobs }: ApplicationRuntime): boolean =>
  status === 'RUNNING' && mode === 'STREAMING' && settings.parallelism.autoScaling && jobs.length > 0;

function scale(application: ApplicationRuntime, at: Millis, place: Place): void {
  const { currentParallelism: current, settings, cpuRun } = application;
  const ceiling = scalingCeiling(application);
  const parallelism = nextParallelism(cpuRun, { current, configured: settings.parallelism.parallelism, ceiling });
  if (parallelism !== null) {
    // A job that is down has no state that could be saved: it has to come up first.
    if (!isDown(application)) beginScaling(application, parallelism, at, place);
  } else if (wantsMore(cpuRun)) {
    note(application, at, scalingHeld(current, ceiling));
    application.cpuRun = NO_RUN;
  }
}

/** Quota, and the most that the states of the operators can be spread over. */
const scalingCeiling = ({ settings, jobs, strain }: ApplicationRuntime): number =>
  Math.min(
    parallelismLimit(settings.parallelism.perKpu),
    strain.control.maxParallelism ?? Infinity,
    ...jobs.flatMap(({ flow }) => flow.vertices.map(({ maxParallelism }) => maxParallelism)),
  );

export function beginScaling(application: ApplicationRuntime, parallelism: number, at: Millis, place: Place): void {
  beginChange(application, at, place, {
    status: 'AUTOSCALING',
    operation: beginOperation(application, 'AutoScaling', at),
    saves: takesSnapshots(application, application.settings),
    parallelism,
  });
}
