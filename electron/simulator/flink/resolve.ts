import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedSubtask, SimulatedTaskManager } from '#shared/simulation/types.ts';
import { badParameter, noSuchJob, noSuchSubtask, noSuchTaskManager, noSuchVertex } from './flinkError.ts';
import type { FlinkError } from './flinkError.ts';
import type { FlinkAnswer, FlinkScope, JobScope, VertexScope } from './scope.ts';
import { taskManagersOf } from './scope.ts';

export type Parameters = Readonly<Record<string, string>>;
export type Handler = (scope: FlinkScope, parameters: Parameters) => FlinkAnswer;

export const ID = /^[0-9a-f]{32}$/i;

function findJob(scope: FlinkScope, { job: id = '' }: Parameters): Result<JobScope, FlinkError> {
  if (!ID.test(id)) return badParameter('jobid', id);
  const job = scope.application.jobs.find((each) => each.id === id.toLowerCase());
  return job === undefined ? noSuchJob(id) : ok({ ...scope, job });
}

function findVertex(scope: JobScope, { vertex: id = '' }: Parameters): Result<VertexScope, FlinkError> {
  if (!ID.test(id)) return badParameter('vertexid', id);
  const vertex = scope.job.vertices.find((each) => each.id === id.toLowerCase());
  return vertex === undefined ? noSuchVertex(id) : ok({ ...scope, vertex });
}

/** Hands a handler the job that the path names. */
export const ofJob =
  (handler: (scope: JobScope, parameters: Parameters) => FlinkAnswer): Handler =>
  (scope, parameters) => {
    const found = findJob(scope, parameters);
    return found.ok ? handler(found.value, parameters) : found;
  };

/** … the vertex of the job. */
export const ofVertex = (handler: (scope: VertexScope, parameters: Parameters) => FlinkAnswer): Handler =>
  ofJob((scope, parameters) => {
    const found = findVertex(scope, parameters);
    return found.ok ? handler(found.value, parameters) : found;
  });

/** … the subtask of the vertex. */
export const ofSubtask = (
  handler: (scope: VertexScope, subtask: SimulatedSubtask, parameters: Parameters) => FlinkAnswer,
): Handler =>
  ofVertex((scope, parameters) =>
    withNumber('subtaskindex', parameters['subtask'] ?? '', (index) => {
      const subtask = scope.vertex.subtasks.find((each) => each.index === index);
      return subtask === undefined ? noSuchSubtask(scope.vertex.id) : handler(scope, subtask, parameters);
    }),
  );

/** … a TaskManager of the cluster. */
export const ofTaskManager =
  (handler: (scope: FlinkScope, taskManager: SimulatedTaskManager, parameters: Parameters) => FlinkAnswer): Handler =>
  (scope, parameters) => {
    const id = parameters['taskManager'] ?? '';
    const found = taskManagersOf(scope.application).find((each) => each.id === id);
    return found === undefined ? noSuchTaskManager(id) : handler(scope, found, parameters);
  };

/** For answers that come from what was measured: of a job that there is not, nothing was, and that is no error to Flink. */
export const measuredJob =
  (handler: (scope: JobScope) => FlinkAnswer, nothing: FlinkAnswer): Handler =>
  (scope, parameters) => {
    const found = findJob(scope, parameters);
    return found.ok ? handler(found.value) : orNothing(found, nothing);
  };

export const measuredVertex =
  (handler: (scope: VertexScope) => FlinkAnswer, nothing: FlinkAnswer): Handler =>
  (scope, parameters) => {
    const job = findJob(scope, parameters);
    if (!job.ok) return orNothing(job, nothing);
    const found = findVertex(job.value, parameters);
    return found.ok ? handler(found.value) : orNothing(found, nothing);
  };

/** A malformed id is refused all the same. */
const orNothing = (refusal: Extract<FlinkAnswer, { ok: false }>, nothing: FlinkAnswer): FlinkAnswer =>
  refusal.error.status === 404 ? nothing : refusal;

/** A path parameter that has to be a number. */
export const withNumber = (name: string, text: string, use: (value: number) => FlinkAnswer): FlinkAnswer =>
  /^\d{1,15}$/.test(text) ? use(Number(text)) : badParameter(name, text);
