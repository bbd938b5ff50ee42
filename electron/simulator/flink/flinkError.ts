import { failed } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';

export interface FlinkError {
  readonly status: number;
  readonly errors: readonly string[];
}

/** Whatever was asked for, this is the answer. */
type Refusal = Result<never, FlinkError>;

const refuse = (status: number, ...errors: string[]): Refusal => failed({ status, errors });

const NOT_FOUND = 'org.apache.flink.runtime.rest.NotFoundException';
const HANDLER = 'org.apache.flink.runtime.rest.handler.RestHandlerException';

/** Flink sends the stack trace along; what is meant is in the first line. */
const trace = (type: string, message: string, frame: string): string =>
  `${type}: ${message}\n\tat org.apache.flink.runtime.rest.handler.${frame}\n\tat java.base/java.lang.Thread.run(Thread.java:840)\n`;

export const noSuchFile = (path: string): Refusal => refuse(404, `Unable to load requested file ${path}.`);

export const noSuchJob = (job: string): Refusal =>
  refuse(
    404,
    trace(
      NOT_FOUND,
      `Job ${job} not found`,
      'job.AbstractExecutionGraphHandler.lambda$handleRequest$1(AbstractExecutionGraphHandler.java:99)',
    ),
  );

export const noSuchVertex = (vertex: string): Refusal =>
  refuse(
    404,
    trace(
      NOT_FOUND,
      `JobVertex ${vertex} not found`,
      'job.AbstractJobVertexHandler.handleRequest(AbstractJobVertexHandler.java:80)',
    ),
  );

export const noSuchSubtask = (vertex: string): Refusal =>
  refuse(
    404,
    trace(
      HANDLER,
      `Invalid subtask index for vertex ${vertex}`,
      'job.AbstractSubtaskHandler.handleRequest(AbstractSubtaskHandler.java:90)',
    ),
  );

export const noSuchAttempt = (subtask: number): Refusal =>
  refuse(
    404,
    trace(
      HANDLER,
      `Attempt not found in subtask ${subtask}`,
      'job.AbstractSubtaskAttemptHandler.handleRequest(AbstractSubtaskAttemptHandler.java:100)',
    ),
  );

export const noSuchCheckpoint = (id: number): Refusal =>
  refuse(
    404,
    trace(
      HANDLER,
      `Could not find checkpointing statistics for checkpoint ${id}.`,
      'job.checkpoints.AbstractCheckpointHandler.handleCheckpointStatsRequest(AbstractCheckpointHandler.java:95)',
    ),
  );

/** An unknown TaskManager is a failure of the server, to Flink. */
export const noSuchTaskManager = (id: string): Refusal =>
  refuse(
    500,
    'Internal server error.',
    `<Exception on server side:\norg.apache.flink.runtime.resourcemanager.exceptions.UnknownTaskExecutorException: No TaskExecutor registered under ${id}.\n` +
      '\tat org.apache.flink.runtime.resourcemanager.ResourceManager.requestTaskManagerDetailsInfo(ResourceManager.java:698)\n\nEnd of exception on server side>',
  );

export const badParameter = (name: string, value: string): Refusal =>
  refuse(
    400,
    trace(
      HANDLER,
      `Bad request, could not parse parameters: Cannot resolve path parameter (${name}) from value "${value}".`,
      'AbstractHandler.respondAsLeader(AbstractHandler.java:188)',
    ),
  );

export const badQuery = (name: string, value: string): Refusal =>
  refuse(
    400,
    trace(
      HANDLER,
      `Bad request, could not parse parameters: Cannot resolve query parameter (${name}) from value "${value}".`,
      'AbstractHandler.respondAsLeader(AbstractHandler.java:188)',
    ),
  );

/** What a cluster says that is starting, and what is left of one that has stopped. */
export const noLeader = (): Refusal =>
  refuse(503, 'Service temporarily unavailable due to an ongoing leader election. Please refresh.');

export const noSuchApplication = (id: string): Refusal =>
  refuse(
    404,
    trace(
      NOT_FOUND,
      `Application ${id} not found`,
      'application.AbstractApplicationHandler.handleRequest(AbstractApplicationHandler.java:71)',
    ),
  );

/** A log file that the process does not have. */
export const noSuchLog = (name: string): Refusal =>
  refuse(
    500,
    'Internal server error.',
    `<Exception on server side:\norg.apache.flink.util.FlinkException: The file ${name} does not exist on the TaskExecutor.\n` +
      '\tat org.apache.flink.runtime.taskexecutor.TaskExecutor.requestFileUploadByFilePath(TaskExecutor.java:2228)\n\nEnd of exception on server side>',
  );

/** Rescaling while running, and its history, are the adaptive scheduler's. */
export const notAdaptive = (): Refusal =>
  refuse(
    500,
    'Internal server error.',
    '<Exception on server side:\njava.lang.UnsupportedOperationException: The DefaultScheduler does not support changing the parallelism without a job restart. This feature is currently only expected to work with the AdaptiveScheduler.\n' +
      '\tat org.apache.flink.runtime.scheduler.SchedulerNG.requestJobResourceRequirements(SchedulerNG.java:216)\n\nEnd of exception on server side>',
  );

export const noRescales = (job: string, asked: string): Refusal =>
  refuse(
    404,
    asked === 'config'
      ? trace(
          HANDLER,
          `AdaptiveScheduler is not enabled for this job (${job}).`,
          'job.rescales.JobRescaleConfigHandler.getJobRescaleConfigInfo(JobRescaleConfigHandler.java:82)',
        )
      : trace(
          'org.apache.flink.runtime.rest.handler.job.rescales.RescalesUnavailableException',
          `The job \`${job}\` has not enabled the \`Adaptive\` scheduler, or it has been enabled but the value of configuration option \`web.adaptive-scheduler.rescale-history.size\` has not been set to greater than \`0\`.`,
          'job.rescales.RescalesUnavailableException.createForJob(RescalesUnavailableException.java:39)',
        ),
  );

/** Whoever is let in may look: the cluster is changed through the service. */
export const readOnly = (method: string): Refusal =>
  refuse(
    403,
    trace(
      HANDLER,
      `${method} is not allowed: the REST interface of a managed application is read-only.`,
      'AbstractHandler.respondAsLeader(AbstractHandler.java:188)',
    ),
  );
