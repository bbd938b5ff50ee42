import { checkpointPath } from '../jobs/checkpoints.ts';
import { long } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import type { JobScope } from '../scope.ts';

/** Every metric of a job. Checkpoint figures read −1 before the first one. */
export function jobMetrics({ job, application, now, modern }: JobScope): Metrics {
  const { completed, failed, history } = job.checkpoints;
  const inProgress = history.filter(({ status }) => status === 'IN_PROGRESS').length;
  const last = history.find(({ status }) => status === 'COMPLETED');
  const running = job.state === 'RUNNING';
  const since = (value: number) => long(Math.max(0, value));
  return new Map([
    ['numRestarts', long(job.restarts)],
    ...(modern ? [] : [['fullRestarts', long(job.restarts)] as const]),
    ['uptime', since(running ? now - job.runningSince : 0)],
    ['downtime', since(running ? 0 : now - job.runningSince)],
    ['runningTime', since(running ? now - job.runningSince : 0)],
    ['restartingTime', since(job.state === 'RESTARTING' ? now - job.runningSince : 0)],
    ['failingTime', since(job.state === 'FAILING' ? now - job.runningSince : 0)],
    ['cancellingTime', since(job.state === 'CANCELLING' ? now - job.runningSince : 0)],
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
    ['lastCheckpointProcessedData', last === undefined ? '-1' : '0'],
    ['lastCheckpointPersistedData', last === undefined ? '-1' : '0'],
    ['lastCheckpointRestoreTimestamp', job.restarts > 0 ? long(job.runningSince) : '-1'],
    ['lastCompletedCheckpointId', long(last?.id ?? -1)],
    ['lastCheckpointExternalPath', last === undefined ? 'n/a' : checkpointPath(application.name, job.id, last.id)],
    ...(modern
      ? ([
          ['numRescales', '0'],
          ['allSubTasksRunningOrFinishedTime', since(running ? now - job.runningSince : 0)],
          ['lastCheckpointCompletedTimestamp', long(last === undefined ? -1 : last.triggered + last.duration)],
          ['lastCheckpointMetadataSize', last === undefined ? '-1' : '4096'],
        ] as const)
      : []),
  ]);
}
