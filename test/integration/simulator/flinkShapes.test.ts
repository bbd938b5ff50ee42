import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPlace, get, startFlinkPlaces } from './flinkPlaces.ts';
import type { FlinkPlaces, Job, Place } from './flinkPlaces.ts';
import { recorded } from './recorded.ts';
import { differences } from './shape.ts';

let places: FlinkPlaces;
beforeAll(async () => {
  places = await startFlinkPlaces();
});
afterAll(() => places.close());

const CLUSTER = [
  ['overview', 'overview'],
  ['config', 'config'],
  ['jobs', 'jobs'],
  ['jobs-overview', 'jobs/overview'],
  ['taskmanagers', 'taskmanagers'],
  ['jobmanager-config', 'jobmanager/config'],
  ['jobs-metrics-get-agg', 'jobs/metrics?get=numRestarts,uptime&agg=min,max,sum,avg'],
] as const;

const JOB = [
  ['job', ''],
  ['status', '/status'],
  ['plan', '/plan'],
  ['job-config', '/config'],
  ['accumulators', '/accumulators?includeSerializedValue=false'],
  ['checkpoints-config', '/checkpoints/config'],
] as const;

const METRICS = 'busyTimeMsPerSecond,backPressuredTimeMsPerSecond,idleTimeMsPerSecond,numRecordsInPerSecond';
const VERTEX = [
  ['v1-vertex', ''],
  ['v1-backpressure', '/backpressure'],
  ['v1-watermarks', '/watermarks'],
  ['v1-subtasktimes', '/subtasktimes'],
  ['v1-taskmanagers', '/taskmanagers'],
  ['v1-accumulators', '/accumulators'],
  ['v1-subtasks-accumulators', '/subtasks/accumulators'],
  ['v1-subtask0', '/subtasks/0'],
  ['v1-subtask0-attempt0', '/subtasks/0/attempts/0'],
  ['v1-subtasks-metrics-get', `/subtasks/metrics?get=${METRICS}`],
  ['v1-metrics-get', `/metrics?get=0.busyTimeMsPerSecond,0.currentInputWatermark`],
] as const;

describe.each([
  ['1.20', 'old'],
  ['2.3', 'modern'],
] as const)('Flink %s', (version, age) => {
  let place: Place;
  beforeAll(async () => {
    place = await findPlace(places[age]);
  });

  const alike = async (fixture: string, path: string) => {
    const { status, body } = await get(place.base, path);
    expect(status).toBe(200);
    expect(differences(recorded(version, fixture), body)).toEqual([]);
  };

  it.each(CLUSTER)('the cluster: %s', (fixture, path) => alike(fixture, path));

  it('the cluster: taskmanager', async () => {
    const { taskmanagers } = (await get(place.base, 'taskmanagers')).body as { taskmanagers: { id: string }[] };
    await alike('taskmanager', `taskmanagers/${encodeURIComponent(taskmanagers[0]?.id ?? '')}`);
  });

  it.each(JOB)('a job: %s', (fixture, path) => alike(fixture, `jobs/${place.job.jid}${path}`));

  it.each(VERTEX)('a vertex: %s', (fixture, path) => alike(fixture, `jobs/${place.job.jid}/vertices/${place.middle}${path}`));

  it('the checkpoints of a job, good and failed', async () => {
    const both = [recorded(version, 'checkpoints'), recorded(version, 'checkpoints-with-failures')];
    const { body } = await get(place.base, `jobs/${place.job.jid}/checkpoints`);
    // Whether one has failed yet is chance: what was recorded has both.
    expect(differences(both, [body, ...both])).toEqual([]);
    expect(differences([body], [body, both[0]]).filter((line) => !line.includes('.failure_'))).toEqual([]);
  });

  it('a checkpoint, and its subtasks in one vertex', async () => {
    const checkpoints = `jobs/${place.job.jid}/checkpoints`;
    const { history } = (await get(place.base, checkpoints)).body as { history: { id: number; status: string }[] };
    const id = history.find(({ status }) => status === 'COMPLETED')?.id;
    await alike('checkpoint-completed', `${checkpoints}/details/${id}`);
    await alike('checkpoint-completed-v1-subtasks', `${checkpoints}/details/${id}/subtasks/${place.middle}`);
  });

  it('the exceptions of a job that failed and restarted', async () => {
    for (const base of places[age === 'old' ? 'all' : 'modern']) {
      const { jobs } = (await get(base, 'jobs')).body as { jobs: { id: string }[] };
      for (const { id } of jobs) {
        const { body } = await get(base, `jobs/${id}/exceptions`);
        const { exceptionHistory } = body as { exceptionHistory: { entries: object[]; truncated: boolean } };
        if (exceptionHistory.entries.length === 0) continue;
        expect(differences(recorded(version, 'exceptions'), body)).toEqual([]);
        expect((await get(base, `jobs/${id}/exceptions?maxExceptions=0`)).body).toMatchObject({
          exceptionHistory: { entries: [], truncated: true },
        });
        return;
      }
    }
    throw new Error('No job of the demonstration has failed.');
  });

  it('lists a vertex’ metrics under the names that Flink gives them', async () => {
    const names = (body: unknown) => (body as { id: string }[]).map(({ id }) => id);
    const path = (vertex: string) => `jobs/${place.job.jid}/vertices/${vertex}/subtasks/metrics`;
    const nameOf = (vertex: string) => place.job.vertices.find(({ id }) => id === vertex)?.name ?? '';
    const job = recorded(version, 'job') as Job;
    for (const [fixture, i, vertex] of [
      ['v0-subtasks-metrics-list', 0, place.source],
      ['v1-subtasks-metrics-list', 1, place.middle],
      ['v2-subtasks-metrics-list', 2, place.sink],
    ] as const) {
      const theirs = generalNames(names(recorded(version, fixture)), job.vertices[i]?.name ?? '');
      const ours = generalNames(names((await get(place.base, path(vertex))).body), nameOf(vertex));
      expect([...theirs].filter((name) => !ours.has(name))).toEqual([]);
    }
  });

  it.each([
    ['job-metrics-list', () => `jobs/${place.job.jid}/metrics`],
    ['jobmanager-metrics-list', () => 'jobmanager/metrics'],
  ])('lists %s under the names that Flink gives them', async (fixture, path) => {
    const names = (body: unknown) => (body as { id: string }[]).map(({ id }) => id).sort();
    expect(names((await get(place.base, path())).body)).toEqual(names(recorded(version, fixture)));
  });

  it('lists a TaskManager’s metrics under the names that Flink gives them', async () => {
    const names = (body: unknown) => (body as { id: string }[]).map(({ id }) => id).sort();
    const { taskmanagers } = (await get(place.base, 'taskmanagers')).body as { taskmanagers: { id: string }[] };
    const path = `taskmanagers/${encodeURIComponent(taskmanagers[0]?.id ?? '')}/metrics`;
    expect(names((await get(place.base, path)).body)).toEqual(names(recorded(version, 'taskmanager-metrics-list')));
  });

  it('counts nothing that a source reads or a sink writes', async () => {
    const totals = async (vertex: string) =>
      ((await get(place.base, `jobs/${place.job.jid}/vertices/${vertex}/subtasks/0`)).body as { metrics: Record<string, number> })
        .metrics;
    expect(await totals(place.source)).toMatchObject({ 'read-records': 0, 'read-bytes': 0 });
    expect(await totals(place.sink)).toMatchObject({ 'write-records': 0, 'write-bytes': 0 });
    expect((await totals(place.source))['write-records']).toBeGreaterThan(0);
    expect((await get(place.base, `jobs/${place.job.jid}/vertices/${place.source}/watermarks`)).body).toEqual([]);
  });

  it('empties the aggregates when one name is unknown, and leaves it out everywhere else', async () => {
    const vertex = `jobs/${place.job.jid}/vertices/${place.middle}`;
    expect((await get(place.base, `${vertex}/subtasks/metrics?get=busyTimeMsPerSecond,noSuchMetric`)).body).toEqual([]);
    expect((await get(place.base, `${vertex}/metrics?get=0.busyTimeMsPerSecond,0.noSuchMetric`)).body).toMatchObject([
      { id: '0.busyTimeMsPerSecond', value: expect.any(String) as string },
    ]);
    expect((await get(place.base, 'jobmanager/metrics?get=noSuchMetric,numRunningJobs')).body).toEqual([
      { id: 'numRunningJobs', value: '1' },
    ]);
  });

  it('answers below /v1 too', () => alike('overview', 'v1/overview'));
});

/** Metric names with the operators in front of them replaced by what they are, and without what differs from split to split. */
function generalNames(names: readonly string[], vertex: string): Set<string> {
  const operators = vertex.split(' -> ').map((name) => name.replace(/[ :,.]/g, '_'));
  return new Set(
    names
      .filter((name) => !name.includes('.split.') && !name.includes('numLateRecordsDropped'))
      .map((name) => {
        const operator = operators.findIndex((each) => name.startsWith(`${each}.`));
        const found = operators[operator];
        if (found === undefined) return name;
        const kind = found.startsWith('Source__') ? 'source' : found.endsWith('__Writer') ? 'sink' : 'operator';
        return kind + name.slice(found.length);
      }),
  );
}

it('gives no busy time of a source of the old kind', async () => {
  for (const base of places.all) {
    const { jobs } = (await get(base, 'jobs/overview')).body as { jobs: { jid: string }[] };
    for (const { jid } of jobs) {
      for (const { id } of ((await get(base, `jobs/${jid}`)).body as Job).vertices) {
        const vertex = `jobs/${jid}/vertices/${id}`;
        const { body } = await get(base, `${vertex}/backpressure`);
        if (!JSON.stringify(body).includes('"NaN"')) continue;
        expect(differences(recorded('1.20', 'legacy-v0-backpressure'), body)).toEqual([]);
        expect(differences(recorded('1.20', 'legacy-v0-vertex'), (await get(base, vertex)).body)).toEqual([]);
        expect((await get(base, `${vertex}/subtasks/metrics?get=busyTimeMsPerSecond`)).body).toEqual([
          { id: 'busyTimeMsPerSecond', min: 'NaN', max: 'NaN', avg: 'NaN', sum: 'NaN', skew: 'NaN' },
        ]);
        return;
      }
    }
  }
  throw new Error('The demonstration has no source of the old kind.');
});

it('shows a browser where the answers are, and runs no script', async () => {
  const { base, job } = await findPlace(places.old);
  const page = await fetch(base.slice(0, -1));
  expect(page.url).toBe(base);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const links = [...(await page.text()).matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);
  expect(links).toContain(`jobs/${job.jid}/plan`);
  for (const link of links) expect((await fetch(base + link)).status).toBe(200);
});
