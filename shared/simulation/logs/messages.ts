import type { Message } from './record.ts';
import { info, origin, warn } from './record.ts';

const coordinator = 'org.apache.flink.runtime.checkpoint.CheckpointCoordinator';
const graph = 'org.apache.flink.runtime.executiongraph.ExecutionGraph';
const dispatcher = 'flink-pekko.actor.default-dispatcher-15';

const checkpointTypes = {
  checkpoint: "CheckpointType{name='Checkpoint', sharingFilesStrategy=FORWARD_BACKWARD}",
  savepoint: "SavepointType{name='Savepoint'}",
  /** The job stops with it. */
  suspend: "SavepointType{name='Suspend Savepoint'}",
};

export const checkpointTriggered = (id: number, at: number, job: string, kind: keyof typeof checkpointTypes): Message =>
  info(
    origin(coordinator, 'startTriggeringCheckpoint', 643, 'Checkpoint Timer'),
    `Triggering checkpoint ${id} (type=${checkpointTypes[kind]}) @ ${at} for job ${job}.`,
  );

export const checkpointCompleted = (id: number, job: string, size: number, duration: number): Message =>
  info(
    origin(coordinator, 'completePendingCheckpoint', 1364, 'jobmanager-io-thread-1'),
    `Completed checkpoint ${id} for job ${job} (${size} bytes, checkpointDuration=${duration} ms, finalizationTime=24 ms).`,
  );

export const checkpointFailed = (id: number, job: string, reason: string, before: number): Message =>
  warn(
    origin('org.apache.flink.runtime.checkpoint.CheckpointFailureManager', 'onCheckpointFailure', 168, 'Checkpoint Timer'),
    `Failed to trigger or complete checkpoint ${id} for job ${job}. (${before} consecutive failed attempts so far)`,
    [`org.apache.flink.runtime.checkpoint.CheckpointException: ${reason}`],
  );

/** No checkpoint begins: nothing is counted but the attempt. At the level INFO, as the guide shows it (p. 639). */
export const checkpointRefused = (job: string, reason: string): Message =>
  info(
    origin(coordinator, 'onTriggerFailure', 1052, 'Checkpoint Timer'),
    `Failed to trigger checkpoint for job ${job} since ${reason}`,
  );

export const jobSwitched = (job: string, id: string, from: string, to: string): Message =>
  info(origin(graph, 'transitionState', 1048, dispatcher), `Job ${job} (${id}) switched from state ${from} to ${to}.`);

/** Printed as the guide's query looks for it: `switched from RUNNING to RESTARTING`. */
export const jobFailing = (job: string, id: string, throwable: readonly string[]): Message => ({
  ...info(origin(graph, 'transitionState', 1048, dispatcher), `Job ${job} (${id}) switched from RUNNING to RESTARTING.`),
  throwable,
});

export const taskFailed = (task: string, attempt: string, host: string, throwable: readonly string[]): Message =>
  warn(
    origin(graph, 'transitionState', 1420, dispatcher),
    `${task} (${attempt}) switched from RUNNING to FAILED on ${host}.`,
    throwable,
  );

export const deploying = (task: string, attempt: number, taskManager: string): Message =>
  info(
    origin('org.apache.flink.runtime.executiongraph.Execution', 'deploy', 567, dispatcher),
    `Deploying ${task} (attempt #${attempt}) to ${taskManager}`,
  );

export const restoring = (job: string, checkpoint: number): Message =>
  info(
    origin(coordinator, 'restoreLatestCheckpointedStateInternal', 1761, dispatcher),
    `Restoring job ${job} from Checkpoint ${checkpoint}.`,
  );

export const parallelismSet = (parallelism: number): Message =>
  info(
    origin('org.apache.flink.configuration.GlobalConfiguration', 'loadYAMLResource', 213, 'main'),
    `Loading configuration property: parallelism.default, ${parallelism}`,
  );
