import { afterEach, describe, expect, it } from 'vitest';
import { flinkRest, inTargets } from '#electron/clients/flink/flinkRest.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { recordedJob } from '../../unit/clients/recordedJob.ts';
import type { HttpServer } from './httpServer.ts';
import { httpServer, json } from './httpServer.ts';
import { recordedCluster } from './recordedCluster.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});
const kept = <T extends { close(): Promise<void> }>(each: T): T => {
  open.push(each);
  return each;
};
const patient = AbortSignal.timeout(20_000);
const restAt = (base: string, timeout = 5_000) => flinkRest({ base, cookie: null, concurrency: 3, timeout: millis(timeout) });
const kindOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.kind);

describe('the Flink client against recorded clusters', () => {
  it.each([
    ['1.20/healthy', '1.20.5'],
    ['1.20/backpressured', '1.20.5'],
    ['1.20/skewed', '1.20.5'],
    ['1.20/legacy-source', '1.20.5'],
    ['1.20/failed', '1.20.5'],
    ['1.20/finished', '1.20.5'],
    ['2.3/healthy', '2.3.0'],
    ['2.3/backpressured', '2.3.0'],
    ['2.3/failing', '2.3.0'],
  ])('%s: reads the whole job over HTTP', async (situation, version) => {
    const cluster = kept(await recordedCluster(situation));
    const rest = restAt(cluster.origin);
    expect(await rest.overview(patient)).toMatchObject({ ok: true, value: { version } });
    const jobs = await rest.jobs(patient);
    expect(jobs.ok && jobs.value.map(({ id }) => id)).toContain(cluster.job);
    const read = await readJob(rest, cluster.job, version, new Map(), patient);
    expect(read).toEqual({ ok: true, value: recordedJob(situation) });
    expect(cluster.most()).toBeLessThanOrEqual(3);
  });

  it('asks only for metrics that the vertex has, because one unknown name empties the answer', async () => {
    const cluster = kept(await recordedCluster('1.20/healthy'));
    const vertex = recordedJob('1.20/healthy').vertices[0]?.id ?? '';
    const rest = restAt(cluster.origin);
    const read = await rest.vertexMetrics(cluster.job, vertex, () => ['numRecordsOutPerSecond', 'noSuchMetric'], patient);
    expect(read.ok && [...read.value.keys()]).toEqual(['numRecordsOutPerSecond']);
  });

  it('finds what a job of one vertex reads and writes by the counters that only its source and its sink have', async () => {
    const cluster = kept(
      await recordedCluster('1.20/healthy', {
        oneVertex: true,
        operators: {
          'Source__events.numRecordsInErrors': 0,
          'Source__events.numRecordsInPerSecond': 500,
          'Enrich.numRecordsInPerSecond': 499,
          'Sink__Writer.numRecordsSendErrors': 0,
          'Sink__Writer.numRecordsInPerSecond': 20,
        },
      }),
    );
    const read = await readJob(restAt(cluster.origin), cluster.job, '1.20.5', new Map(), patient);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.vertices).toMatchObject([{ recordsIn: 500, recordsOut: 20 }]);
  });

  it('cuts a long list of metrics into targets that Flink takes', () => {
    const names = Array.from({ length: 400 }, (_, i) => `${i}.numRecordsInPerSecond`);
    const targets = inTargets('jobs/x/metrics?get=', names);
    expect(targets.length).toBeGreaterThan(1);
    for (const target of targets) expect(Buffer.byteLength(`/${target}`)).toBeLessThanOrEqual(4083);
    expect(targets.flatMap((target) => (target.split('get=')[1] ?? '').split(','))).toEqual(names);
  });

  it('asks for what does not change once', async () => {
    const cluster = kept(await recordedCluster('1.20/healthy'));
    const rest = restAt(cluster.origin);
    const memory = new Map();
    for (let i = 0; i < 3; i += 1) await readJob(rest, cluster.job, '1.20.5', memory, patient);
    const count = (part: string) => cluster.requests.filter((line) => line.endsWith(part)).length;
    expect(count('/checkpoints/config')).toBe(1);
    expect(count('/subtasks/metrics')).toBe(2); // the names of two vertices
    expect(count('/backpressure')).toBe(6);
  });

  it('says what a job that is not there is', async () => {
    const cluster = kept(await recordedCluster('1.20/healthy'));
    const read = await readJob(restAt(cluster.origin), 'f'.repeat(32), '1.20.5', new Map(), patient);
    expect(read).toMatchObject({ ok: false, error: { kind: 'not-found', message: expect.stringContaining('not found') } });
  });
});

describe('the Flink client against what is no cluster', () => {
  const answering = async (status: number, body: string, headers: Record<string, string> = {}): Promise<HttpServer> =>
    kept(await httpServer((_, response) => void response.writeHead(status, headers).end(body)));

  it.each([
    [200, 'not json at all', 'bad-response'],
    [200, '<html>Sign in</html>', 'bad-response'],
    [200, '{"taskmanagers":2}', 'bad-response'],
    [302, '', 'access-denied'],
    [401, '', 'access-denied'],
    [403, '{"errors":["no"]}', 'access-denied'],
    [404, '{"errors":["Unable to load requested file /x."]}', 'not-found'],
    [400, '{"errors":["Bad request"]}', 'bad-request'],
    [429, '', 'throttled'],
    [500, '{"errors":["Internal server error.","java.lang.IllegalStateException: boom\\n\\tat a.b"]}', 'server-error'],
    [503, 'Service temporarily unavailable due to an ongoing leader election. Please refresh.', 'unreachable'],
    [504, '', 'timeout'],
  ])('%i %s is %s', async (status, body, kind) => {
    const server = await answering(status, body, { location: 'https://sign.in/' });
    const result = await restAt(server.origin).overview(patient);
    expect(kindOf(result)).toBe(kind);
    if (!result.ok) {
      expect(result.error.source).toBe('Flink REST');
      expect(result.error.message).not.toMatch(/[\n\t]|undefined/);
      expect(result.error.remedy).not.toBe('');
    }
  });

  it('tells the message of a Java stack trace, not the trace', async () => {
    const server = await answering(
      500,
      '{"errors":["Internal server error.","java.lang.IllegalStateException: boom\\n\\tat a.b"]}',
    );
    const result = await restAt(server.origin).overview(patient);
    expect(!result.ok && result.error.message).toBe('The Flink REST interface failed: boom.');
  });

  it('gives up on one that never answers', async () => {
    const server = kept(await httpServer(() => undefined));
    expect(kindOf(await restAt(server.origin, 50).overview(patient))).toBe('timeout');
  });

  it('gives up on one that stops in the middle of an answer', async () => {
    const server = kept(
      await httpServer((_, response) => void response.writeHead(200, { 'content-length': '1000' }).write('{"taskmanagers"')),
    );
    expect(kindOf(await restAt(server.origin, 100).overview(patient))).toBe('timeout');
  });

  it('says that nothing is there', async () => {
    const server = await httpServer(() => undefined);
    await server.close();
    const result = await restAt(server.origin).overview(patient);
    expect(result).toMatchObject({ ok: false, error: { kind: 'unreachable', message: expect.stringContaining('ECONNREFUSED') } });
  });

  it('never puts the session into an error', async () => {
    const server = await httpServer((_, response) => json(response, { errors: ['no'] }, 403));
    const rest = flinkRest({ base: server.origin, cookie: 'session=topsecret', concurrency: 1, timeout: millis(1000) });
    const refused = await rest.overview(patient);
    await server.close();
    const lost = await rest.overview(patient);
    expect(JSON.stringify([refused, lost])).not.toContain('topsecret');
  });
});
