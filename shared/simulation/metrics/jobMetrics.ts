import type { Millis } from '../../units/units.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import type { Samplers, SeriesMaker } from './samplers.ts';
import { sampler } from './samplers.ts';

/** Told of a job that has come to its end. */
const OVER = -1;

/** How the job is: up or down and restarted how often, which an outage of seconds has to show in; and its last checkpoint. */
export function jobSamplers(application: ApplicationRuntime, job: JobRuntime, make: SeriesMaker): Samplers {
  const own = (metric: string, unit: string, value: (from: Millis) => number) => sampler(make(metric, unit, {}), value);
  const end = (from: Millis) => from + STEP;
  const over = () => job.state === 'FINISHED' || job.state === 'FAILED' || job.state === 'CANCELED';
  const up = (from: Millis) => (over() ? OVER : job.state === 'RUNNING' ? end(from) - job.runningSince : 0);
  const down = (from: Millis) => (over() ? OVER : job.downSince === null ? 0 : end(from) - job.downSince);
  const checkpoint = (value: 'duration' | 'checkpointedSize') => () => job.checkpoints.last?.[value] ?? NaN;
  const modern = application.settings.runtimeEnvironment.startsWith('FLINK-2');
  const inState = (state: JobRuntime['state']) => (from: Millis) =>
    job.state === state && job.downSince !== null ? end(from) - job.downSince : 0;
  return {
    always: [
      own('uptime', 'Milliseconds', up),
      own('downtime', 'Milliseconds', down),
      own('numRestarts', 'Count', () => job.restarts),
      ...(modern
        ? [
            own('runningTime', 'Milliseconds', up),
            own('restartingTime', 'Milliseconds', inState('RESTARTING')),
            own('failingTime', 'Milliseconds', inState('FAILING')),
            own('cancellingTime', 'Milliseconds', inState('CANCELLING')),
          ]
        : [own('fullRestarts', 'Count', () => job.restarts)]),
    ],
    twice: [],
    once: application.settings.checkpointing.enabled
      ? [
          own('lastCheckpointDuration', 'Milliseconds', checkpoint('duration')),
          own('lastCheckpointSize', 'Bytes', checkpoint('checkpointedSize')),
          own('numberOfFailedCheckpoints', 'Count', () => job.checkpoints.failed),
        ]
      : [],
  };
}
