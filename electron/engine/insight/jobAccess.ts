import type { FlinkRest } from '../../clients/flink/flinkRest.ts';
import type { Result } from '#shared/model/sourceError.ts';

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
  const attempt = async () => {
    const place = await access.open(application, signal);
    return place.ok ? ask(place.value) : place;
  };
  const first = await attempt();
  if (first.ok || !SESSION_OVER.has(first.error.kind) || first.error.source !== 'Flink REST') return first;
  access.drop(application);
  return attempt();
}

/** What a session says that has ended, or whose application was started anew elsewhere. */
const SESSION_OVER: ReadonlySet<string> = new Set(['access-denied', 'unreachable', 'bad-response', 'not-found']);
