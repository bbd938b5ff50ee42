import { applicationPath } from '#renderer/ui/paths.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

const HOURS_OF_METRICS = 3;

/** The flame graphs of a vertex, or of one of its subtasks. */
export function flameAddress(ref: ApplicationRef, vertex: string, subtask: number | null = null): string {
  const query = new URLSearchParams({ vertex, ...(subtask === null ? {} : { subtask: String(subtask) }) });
  return `${applicationPath(ref)}/profiling?${query.toString()}`;
}

/** The explorer of metrics with the search for this vertex: what is of a task is named by the task. */
export function metricsAddress(ref: ApplicationRef, vertexName: string): string {
  const metrics = `task:"${vertexName.replaceAll('"', '')}"`;
  const query = new URLSearchParams({ of: ref.id, metrics, last: String(HOURS_OF_METRICS * 60) });
  return `${applicationPath(ref)}/metrics?${query.toString()}`;
}

/** The exceptions of a vertex, grouped, with their causes. */
export const exceptionsAddress = (ref: ApplicationRef, vertex: string): string =>
  `${applicationPath(ref)}/exceptions?${new URLSearchParams({ vertex }).toString()}`;
