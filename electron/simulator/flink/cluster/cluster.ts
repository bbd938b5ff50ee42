import { ok } from '#shared/model/sourceError.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';
import { taskManagersOf } from '../scope.ts';

/** Commit and its time, as the releases print them; a build that does not know says so. */
const COMMITS: Readonly<Record<string, readonly [string, string]>> = {
  '1.20.5': ['0980485', '2026-06-08T09:21:06+02:00'],
  '2.3.0': ['c0f8d1a', '2026-06-14T16:29:03+02:00'],
};
export function revisionOf(version: string): { readonly commit: string; readonly at: string } {
  const [commit, at] = COMMITS[version] ?? ['DeadD0d0', '1970-01-01T01:00:00+01:00'];
  return { commit, at };
}

export function slotsOf({ application }: FlinkScope): { readonly total: number; readonly available: number } {
  const total = taskManagersOf(application).reduce((sum, { slots }) => sum + slots, 0);
  // Every vertex' n-th subtask shares one slot: a job takes as many slots as its widest vertex has subtasks.
  const taken = application.jobs.reduce((sum, { vertices }) => sum + Math.max(0, ...vertices.map((each) => each.parallelism)), 0);
  return { total, available: Math.max(0, total - taken) };
}

/** GET /overview */
export function clusterOverview(scope: FlinkScope): FlinkAnswer {
  const { jobs, flinkVersion } = scope.application;
  const slots = slotsOf(scope);
  const count = (...states: string[]) => jobs.filter(({ state }) => states.includes(state)).length;
  const over = count('FINISHED', 'CANCELED', 'FAILED');
  return ok({
    taskmanagers: taskManagersOf(scope.application).length,
    'slots-total': slots.total,
    'slots-available': slots.available,
    'jobs-running': jobs.length - over,
    'jobs-finished': count('FINISHED'),
    'jobs-cancelled': count('CANCELED'),
    'jobs-failed': count('FAILED'),
    'flink-version': flinkVersion,
    'flink-commit': revisionOf(flinkVersion).commit,
  });
}

/** GET /config: the dashboard of a managed application is read-only. */
export function dashboardConfig({ application: { flinkVersion } }: FlinkScope): FlinkAnswer {
  const { commit, at } = revisionOf(flinkVersion);
  return ok({
    'refresh-interval': 3000,
    'timezone-name': 'Coordinated Universal Time',
    'timezone-offset': 0,
    'flink-version': flinkVersion,
    'flink-revision': `${commit} @ ${at}`,
    features: { 'web-submit': false, 'web-cancel': false, 'web-rescale': false, 'web-history': false },
  });
}

/** GET /datasets: results that interactive programs keep in the cluster; none do. */
export const dataSets = (): FlinkAnswer => ok({ dataSets: [] });
