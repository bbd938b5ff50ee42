import type { FlinkRest } from '../../clients/flink/flinkRest.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';

/** Where the job of an application can be asked: its REST interface, and the id of its newest job. */
export interface JobPlace {
  readonly rest: FlinkRest;
  readonly job: string;
  /** Of Flink. */
  readonly version: string;
}

/** Finds the job of an application of one connection, wherever its REST interface is. */
export interface JobAccess {
  open(application: string, signal: AbortSignal): Promise<Result<JobPlace>>;
  /** What was opened does not answer any more: the next `open` begins anew. */
  drop(application: string): void;
}

/** Asks through the access; where a session has ended, once more through a new one. */
export async function askJob<T>(
  access: JobAccess,
  application: string,
  signal: AbortSignal,
  ask: (place: JobPlace) => Promise<Result<T>>,
): Promise<Result<T>> {
  const attempt = (place: Result<JobPlace>) => (place.ok ? ask(place.value) : place);
  const place = await access.open(application, signal);
  const first = await attempt(place);
  // Who stopped asking has learnt nothing of the session, which others may be using.
  if (first.ok || signal.aborted || !isOver(first.error)) return first;
  if (first.error.kind === 'not-found' && place.ok && (await knowsJob(place.value, signal))) return first;
  if (signal.aborted) return first;
  access.drop(application);
  return attempt(await access.open(application, signal));
}

/** What a session says that has ended, or whose application was started anew elsewhere. */
export const isOver = ({ source, kind }: SourceError): boolean =>
  source === 'Flink REST' && ['access-denied', 'unreachable', 'bad-response', 'not-found'].includes(kind);

/** The session is as good as before, and what was asked for is not there: a vertex of before a deploy, a checkpoint of long ago. */
async function knowsJob({ rest, job }: JobPlace, signal: AbortSignal): Promise<boolean> {
  const jobs = await rest.jobs(signal);
  return jobs.ok ? jobs.value.some(({ id }) => id === job) : !isOver(jobs.error);
}
