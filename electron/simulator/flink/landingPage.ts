import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { Reply } from '../http/request.ts';
import { taskManagersOf } from './scope.ts';

const PATHS = ['overview', 'config', 'jobs/overview', 'taskmanagers'];
const OF_JOB_MANAGER = ['config', 'environment', 'metrics', 'logs', 'log', 'thread-dump'].map((path) => `jobmanager/${path}`);
const OF_TASK_MANAGER = ['', '/metrics', '/logs', '/log', '/thread-dump'];
const OF_JOB = ['', '/plan', '/config', '/exceptions', '/checkpoints', '/checkpoints/config', '/metrics'];
const OF_VERTEX = ['', '/backpressure', '/watermarks', '/subtasks/metrics', '/taskmanagers', '/flamegraph'];

/** Stands where a cluster serves its dashboard: links to the answers that the interface has. */
export function landingPage(application: SimulatedApplication): Reply {
  const { name, flinkVersion, jobs } = application;
  const links = [
    ...PATHS,
    ...OF_JOB_MANAGER,
    ...taskManagersOf(application)
      .slice(0, 1)
      .flatMap(({ id }) => OF_TASK_MANAGER.map((path) => `taskmanagers/${encodeURIComponent(id)}${path}`)),
    ...jobs.flatMap((job) => [
      ...OF_JOB.map((path) => `jobs/${job.id}${path}`),
      ...job.vertices.flatMap((vertex) => OF_VERTEX.map((path) => `jobs/${job.id}/vertices/${vertex.id}${path}`)),
    ]),
  ];
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${name}: Flink REST</title>
<h1>${name}</h1>
<p>The REST interface of a simulated Apache Flink ${flinkVersion} cluster.</p>
<ul>
${links.map((link) => `<li><a href="${link}">/${link}</a></li>`).join('\n')}
</ul>
</html>
`,
  };
}
