import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFlink } from '#electron/simulator/flink/answerFlink.ts';
import { createRequestLog } from '#electron/simulator/aws/requestLog.ts';
import { createClusterMemory } from '#electron/simulator/flink/memory.ts';
import { createSessions } from '#electron/simulator/flink/sessions.ts';
import type { Reply } from '#electron/simulator/http/request.ts';
import { worldOf } from '#test/support/worlds.ts';

const world = worldOf('demo');
const options = {
  sessions: createSessions(() => world.now),
  memory: createClusterMemory(),
  requests: createRequestLog(),
  look: () => ({ world, now: world.now }),
};
const [application] = world.applications.filter(({ jobs }) => jobs.length > 0);
const job = application?.jobs[0];

function ask(method: string, target: string, guarded = false): Reply {
  const cut = target.indexOf('?');
  return answerFlink(
    {
      method,
      target,
      path: cut < 0 ? target : target.slice(0, cut),
      query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
      headers: {},
      body: Buffer.alloc(0),
      origin: 'http://127.0.0.1:1',
    },
    { ...options, guarded },
  );
}

/** Words of real paths, ids that there are and are not, and anything else. */
const step = fc.oneof(
  fc.constantFrom(
    'jobs',
    'overview',
    'taskmanagers',
    'jobmanager',
    'vertices',
    'subtasks',
    'metrics',
    'checkpoints',
    'details',
    'flamegraph',
    'logs',
    'log',
    'thread-dump',
    'config',
    'attempts',
    'applications',
    'rescales',
    '0',
    '-1',
    '99999999999999999999',
    '..',
    '',
    job?.id ?? '',
    job?.vertices[1]?.id ?? '',
    job?.taskManagers[0]?.id ?? '',
    'f'.repeat(32),
    'constructor',
    '__proto__',
  ),
  fc.string({ maxLength: 12 }),
);
const query = fc.dictionary(
  fc.constantFrom('get', 'agg', 'type', 'subtaskindex', 'maxExceptions', 'subtasks', 'authToken'),
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('0', '-1', 'full', '1e9', 'min,max', ',,', '%', '0.busyTimeMsPerSecond'),
  ),
  { maxKeys: 3 },
);
const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS');

describe('requests that make no sense', () => {
  it('get an answer of Flink’s, never a failure of the simulator', () => {
    fc.assert(
      fc.property(method, fc.array(step, { maxLength: 8 }), query, fc.boolean(), (how, steps, asked, encoded) => {
        const path = steps.map((each) => (encoded ? encodeURIComponent(each) : each.replaceAll(/[?#]/g, ''))).join('/');
        const target = `/flink/${application?.name}/${path}?${new URLSearchParams(asked).toString()}`;
        const { status, body, headers } = ask(how, target);
        expect([200, 302, 400, 403, 404, 500]).toContain(status);
        if (status < 400 || 'authToken' in asked) return;
        if (String(body).startsWith('{"message"')) return;
        const { errors } = JSON.parse(String(body)) as { errors: string[] };
        expect(errors.length).toBeGreaterThan(0);
        expect(headers['content-type']).toBe('application/json; charset=UTF-8');
        // To Flink it is a failure of its own when a TaskManager or a file of it is not there, or the scheduler cannot do it.
        if (status === 500)
          expect(errors[1]).toMatch(/UnknownTaskExecutorException|The file .* does not exist|AdaptiveScheduler/);
      }),
      { numRuns: 3000 },
    );
  });

  it('change nothing: whoever may look may only look', () => {
    const home = `/flink/${application?.name}/`;
    for (const [how, path] of [
      ['PATCH', `jobs/${job?.id}?mode=cancel`],
      ['POST', `jobs/${job?.id}/savepoints`],
      ['POST', `jobs/${job?.id}/stop`],
      ['PATCH', `jobs/${job?.id}/rescaling?parallelism=2`],
      ['PUT', `jobs/${job?.id}/resource-requirements`],
      ['POST', 'jobmanager/profiler'],
      ['DELETE', 'cluster'],
    ] as const) {
      const { status, body } = ask(how, home + path);
      expect([status, (JSON.parse(String(body)) as { errors: string[] }).errors[0]]).toEqual([
        403,
        expect.stringContaining('read-only'),
      ]);
    }
    expect(ask('POST', `${home}jobs/${job?.id}`).status).toBe(404);
    expect(ask('HEAD', `${home}overview`).status).toBe(404);
    expect(ask('POST', `${home}jobs/${job?.id}/savepoints`, true).status).toBe(403);
  });
});
