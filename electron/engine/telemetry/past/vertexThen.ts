import type { VertexDetail } from '#shared/model/insight/vertex.ts';
import { toldByJob } from '#shared/model/insight/vertex.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { jobThen } from './managedThen.ts';
import type { Then } from './pastParts.ts';
import { missing } from './pastParts.ts';

/** What the job's records do not hold, as the panel names it. */
const NOT_KEPT = ['task managers', 'records of each subtask', 'watermarks of each subtask', 'state sizes', 'accumulators'];

/** A vertex as the job's kept record shows it: how its subtasks spent their time, and no more. */
export function vertexThen(then: Then, application: string, vertex: string): Snapshot<VertexDetail> {
  const job = jobThen(then, application);
  if (job.state !== 'live' && job.state !== 'stale') return job;
  const value = detailOf(job.value, vertex);
  return value === null ? missing('The job of that time had no such vertex.') : { ...job, value };
}

function detailOf(job: Job, id: string): VertexDetail | null {
  const vertex = job.vertices.find((each) => each.id === id);
  if (vertex === undefined) return null;
  return {
    id,
    subtasks: vertex.subtasks.map((subtask) => toldByJob(subtask, vertex.status)),
    accumulators: [],
    checkpoint: null,
    missing: NOT_KEPT,
  };
}
