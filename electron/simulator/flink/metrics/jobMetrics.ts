import type { JobState } from '#shared/model/job.ts';
import { checkpointPath } from '../jobs/checkpoints.ts';
import { lastCompleted } from './lastCompleted.ts';
import { long } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import type { JobScope } from '../scope.ts';

/** Told of a job that has come to its end. */
const OVER = -1;

/** Every metric of a job. Checkpoint figures read −1 before the first one. */
export function jobMetrics({ job, application, now, modern }: JobScope): Metrics {
  const { completed, failed, history } = job.checkpoints;
  const inProgress = history.filter(({ status }) => status === 'IN_PROGRESS').length;
  const last = lastCompleted(job.checkpoints);
  const { restored } = job.checkpoints.latest;
  const over = job.state === 'FINISHED' || job.state === 'FAILED' || job.state === 'CANCELED';
  const running = job.state === 'RUNNING' ? now - job.runningSince : 0;
  const down = job.downSince === null ? 0 : now - job.downSince;
  const inState = (state: JobState) => since(job.state === state ? down : 0);
  return new Map([
    ['numRestarts', long(job.restarts)],
    ...(modern ? [] : [['fullRestarts', long(job.restarts)] as const]),
    ['uptime', over ? long(OVER) : since(running)],
    ['downtime', over ? long(OVER) : since(down)],
    ['runningTime', since(running)],
    ['restartingTime', inState('RESTARTING')],
    ['failingTime', inState('FAILING')],
    ['cancellingTime', inState('CANCELLING')],
    ['createdTime', '0'],
    ['initializingTime', '0'],
    ['deployingTime', '0'],
    ['totalNumberOfCheckpoints', long(completed + failed + inProgress)],
    ['numberOfCompletedCheckpoints', long(completed)],
    ['numberOfFailedCheckpoints', long(failed)],
    ['numberOfInProgressCheckpoints', long(inProgress)],
    ['lastCheckpointDuration', long(last?.duration ?? -1)],
    ['lastCheckpointSize', long(last?.checkpointedSize ?? -1)],
    ['lastCheckpointFullSize', long(last?.stateSize ?? -1)],
    ['lastCheckpointProcessedData', long(last?.processed ?? -1)],
    ['lastCheckpointPersistedData', long(last?.persisted ?? -1)],
    ['lastCheckpointRestoreTimestamp', long(restored?.at ?? -1)],
    ['lastCompletedCheckpointId', long(last?.id ?? -1)],
    ['lastCheckpointExternalPath', last === null ? 'n/a' : checkpointPath(application.name, job.id, last.id)],
    ...(modern
      ? ([
          ['numRescales', '0'],
          ['allSubTasksRunningOrFinishedTime', since(running)],
          ['lastCheckpointCompletedTimestamp', long(last === null ? -1 : last.triggered + last.duration)],
          ['lastCheckpointMetadataSize', last === null ? '-1' : '4096'],
        ] as const)
      : []),
  ]);
}

const since = (value: number): string => long(Math.max(0, value));
