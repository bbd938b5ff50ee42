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
