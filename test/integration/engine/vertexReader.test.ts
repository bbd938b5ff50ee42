import { afterEach, describe, expect, it } from 'vitest';
import { vertexReader } from '#electron/engine/insight/readers/vertex.ts';
import type { InsightContext } from '#electron/engine/insight/insightReader.ts';
import { judgeSkew } from '#shared/analysis/skew/judgeSkew.ts';
import { judgeWatermarks } from '#shared/analysis/skew/watermarkLag.ts';
import type { VertexDetail } from '#shared/model/insight/vertex.ts';
import type { Job } from '#shared/model/job.ts';
import { recordedJob } from '../../unit/clients/recordedJob.ts';
import type { RecordedVertices } from './recordedVertices.ts';
import { recordedVertices } from './recordedVertices.ts';

const signal = new AbortController().signal;
const ref = { connection: 'c', id: 'j' };
let cluster: RecordedVertices | null = null;
afterEach(async () => {
  await cluster?.close();
  cluster = null;
});

/** The reader of one vertex of a recorded job, with what the job's own polls told. */
async function reading(situation: string, place: number, change: (job: Job) => Job = (job) => job) {
  cluster = await recordedVertices(situation);
  const job = change(recordedJob(situation));
  const vertex = cluster.vertices[place] ?? '';
  const reader = vertexReader({ kind: 'vertex', ref, vertex });
  const { rest, requests, instead } = cluster;
  // The reader keeps nothing and asks no clock.
  const unused = (): never => {
    throw new Error('not asked for');
  };
  const context = {
    place: { rest, job: cluster.job, version: job.flinkVersion },
    ref,
    history: null as never,
    recorder: null as never,
    clock: null as never,
    now: unused,
    job: () => job,
  } satisfies InsightContext;
  const read = async (): Promise<VertexDetail> => {
    const result = await reader.read(context, signal);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  return { read, reader, context, job, vertex, requests, instead };
}

describe.each(['1.20', '2.3'])('a vertex of Flink %s', (version) => {
  it('tells every subtask of a skewed one: where it runs, what it did, its state; and the hot one by name', async () => {
    const { read, job, vertex } = await reading(`${version}/skewed`, 1);
    const detail = await read();
    expect(detail.missing).toEqual([]);
    expect(detail.subtasks).toHaveLength(4);
    const [first, , hot] = detail.subtasks;
    expect(first).toMatchObject({ index: 0, status: 'RUNNING', attempt: 0, host: expect.stringMatching(/^localhost:\d+$/) });
    expect(first?.taskManager).toMatch(/^127\.0\.0\.1:\d+-[0-9a-f]{6}$/);
    expect(hot?.shares.busy).toBe(1);
    expect(hot?.readRecords).toBeGreaterThan(48_000);
    expect(hot?.watermark).toBeGreaterThan(1_700_000_000_000);
    expect(detail.subtasks.every(({ stateSize }) => (stateSize ?? 0) > 20_000)).toBe(true);

    const { maxParallelism, parallelism } = job.vertices.find(({ id }) => id === vertex) ?? { maxParallelism: 0, parallelism: 0 };
    const skew = judgeSkew(detail.subtasks, { isSource: false, isKeyed: true, parallelism, maxParallelism });
    expect(skew.slow).toEqual([2]);
    expect(skew.cause?.kind).toBe('key');
    expect(skew.cause?.sentence).toContain('subtask 2 of 4 gets 95 % of all records');
    expect(skew.cause?.sentence).toContain('key groups 64 to 95');
  });

  it('finds nobody slow in a healthy one', async () => {
    for (const place of [0, 1]) {
      const { read } = await reading(`${version}/healthy`, place);
      const { subtasks } = await read();
      const skew = judgeSkew(subtasks, { isSource: place === 0, isKeyed: place === 1, parallelism: 2, maxParallelism: 128 });
      expect(skew.slow, `vertex ${place}`).toEqual([]);
      expect(skew.cause).toBeNull();
      expect(skew.measures.map(({ measure }) => measure)).toEqual(['records', 'state', 'busy']);
      await cluster?.close();
    }
  });

  it('shows no time of a task that has just started: it would read 100 % busy', async () => {
    const { read, instead } = await reading(`${version}/skewed`, 1);
    instead.set('', await young(`${version}/skewed`, 1));
    const { subtasks } = await read();
    expect(subtasks.map(({ shares, level }) => [shares.busy, level])).toEqual(Array.from({ length: 4 }, () => [null, null]));
  });
});

it('says why no window closes while one input is silent', async () => {
  const { read, job, vertex } = await reading('1.20/stuck-watermark', 2);
  const { subtasks } = await read();
  expect(subtasks.map(({ watermark }) => watermark)).toEqual([null, null]);
  const silent = job.vertices.filter(
    ({ id, recordsOut }) => recordsOut === 0 && job.edges.some((edge) => edge.from === id && edge.to === vertex),
  );
  const { sentence } = judgeWatermarks(subtasks, {
    isSource: false,
    at: null,
    hasInputs: true,
    unread: false,
    silentInputs: silent.map(({ name }) => name),
  });
  expect(sentence).toContain('Source: Source: events -> Nothing -> Timestamps sends nothing');
});

it('loses nothing but what could not be read, and says what', async () => {
  const { read, instead } = await reading('1.20/skewed', 1);
  for (const part of ['backpressure', 'accumulators', 'watermarks', 'state']) instead.set(part, null);
  const detail = await read();
  expect(detail.missing).toEqual(['backpressure', 'accumulators', 'watermarks', 'state sizes']);
  expect(detail.subtasks[2]).toMatchObject({ readRecords: 48_835, watermark: null, stateSize: null, level: null });
  for (const part of ['backpressure', 'accumulators', 'watermarks', 'state']) instead.delete(part);
  expect((await read()).missing).toEqual([]);
});

it('asks state sizes once for a checkpoint, and six requests at most', async () => {
  const { read, requests, job, context, reader } = await reading('1.20/skewed', 1);
  await read();
  expect(requests).toHaveLength(5);
  expect(requests.filter((each) => each.includes('/checkpoints/details/'))).toHaveLength(1);
  requests.length = 0;
  await read();
  expect(requests).toHaveLength(4);
  requests.length = 0;
  const [newest] = job.checkpoints.history.filter(({ status }) => status === 'COMPLETED');
  if (newest === undefined) throw new Error('no checkpoint');
  const later: Job = {
    ...job,
    checkpoints: { ...job.checkpoints, history: [{ ...newest, id: 99 }, ...job.checkpoints.history] },
  };
  const result = await reader.read({ ...context, job: () => later }, signal);
  expect(result.ok && result.value.checkpoint).toBe(99);
  expect(requests.filter((each) => each.includes('/checkpoints/details/99/'))).toHaveLength(1);
});

describe('a source', () => {
  const names = (of: (index: number) => readonly string[], count = 4) =>
    Array.from({ length: count }, (_, index) => of(index).map((name) => ({ id: `${index}.${name}` }))).flat();

  it('tells its shards and the watermark that it emits; the list of names is asked once', async () => {
    const { read, requests, instead, job, vertex } = await reading('2.3/skewed', 0);
    const source = job.vertices.find(({ id }) => id === vertex)?.operators[0] ?? '';
    const scope = source.replaceAll(/[: ]/g, '_');
    instead.set(
      'metrics',
      names((index) => [
        'numRecordsIn',
        `${scope}.currentOutputWatermark`,
        `${scope}.KinesisStreamSource.accountId.1.region.eu-west-1.stream.orders.shardId.shardId-00000000000${index}.millisBehindLatest`,
        `${scope}.split.${index}.watermark.currentWatermark`,
      ]),
    );
    const first = await read();
    expect(first.subtasks.map(({ splits }) => splits)).toEqual([0, 1, 2, 3].map((i) => [`orders shardId-00000000000${i}`]));
    expect(requests.some((each) => each.endsWith('/watermarks'))).toBe(false);
    requests.length = 0;
    instead.set('metrics', [
      { id: `0.${scope}.currentOutputWatermark`, value: '1795480234482' },
      { id: `1.${scope}.currentOutputWatermark`, value: '-9223372036854775808' },
    ]);
    const second = await read();
    expect(second.subtasks.map(({ watermark }) => watermark)).toEqual([1_795_480_234_482, null, null, null]);
    expect(second.subtasks[3]?.splits).toEqual(['orders shardId-000000000003']);
    expect(requests.filter((each) => each.includes('/metrics'))).toEqual([expect.stringContaining('/metrics?get=0.')]);
  });

  it('asks for at most six things a poll, however many subtasks it has, and reaches them all in turn', async () => {
    const { read, requests, instead } = await reading('2.3/skewed', 0);
    const listed = names(() => [`Source__${'orders_'.repeat(8)}.currentOutputWatermark`], 256);
    instead.set('metrics', listed);
    await read();
    const asked = new Set<string>();
    instead.set('metrics', []);
    for (let poll = 0; poll < 4; poll += 1) {
      requests.length = 0;
      await read();
      expect(requests.length).toBeLessThanOrEqual(6);
      for (const each of requests) {
        expect(each.length).toBeLessThan(4083);
        const get = /get=(.*)$/.exec(each)?.[1];
        for (const name of get?.split(',') ?? []) asked.add(name);
      }
    }
    expect(asked.size).toBe(256);
  });
});

describe('rates', () => {
  it('are what came between two readings of the metrics, by the time that these are of', async () => {
    const { read, instead } = await reading('1.20/skewed', 1);
    const first = await read();
    expect(first.subtasks.map(({ readRate }) => readRate)).toEqual([null, null, null, null]);
    // The same cached totals a moment later are no rate of 0.
    instead.set('', await later('1.20/skewed', 1, { now: 5_000, time: 0, records: 0 }));
    expect((await read()).subtasks.map(({ readRate }) => readRate)).toEqual([null, null, null, null]);
    instead.set('', await later('1.20/skewed', 1, { now: 12_000, time: 10_000, records: 2_500 }));
    expect((await read()).subtasks.map(({ readRate }) => readRate)).toEqual([250, 250, 250, 250]);
  });

  it('begin anew with another attempt', async () => {
    const { read, instead } = await reading('1.20/skewed', 1);
    await read();
    instead.set('', await later('1.20/skewed', 1, { now: 60_000, time: 60_000, records: 9_000, attempt: 1 }));
    expect((await read()).subtasks.map(({ readRate, attempt }) => [readRate, attempt])).toEqual(
      Array.from({ length: 4 }, () => [null, 1]),
    );
  });
});

interface RawVertex {
  now: number;
  subtasks: { attempt: number; metrics: Record<string, number>; 'status-duration': Record<string, number> }[];
}

async function recorded(situation: string, place: number): Promise<RawVertex> {
  const server = await recordedVertices(situation);
  try {
    const answer = await fetch(`${server.origin}/jobs/${server.job}/vertices/${server.vertices[place]}`);
    return (await answer.json()) as RawVertex;
  } finally {
    await server.close();
  }
}

/** The recorded vertex `now` ms later, when its metrics are `time` ms newer. */
async function later(
  situation: string,
  place: number,
  { now, time, records, attempt = 0 }: { now: number; time: number; records: number; attempt?: number },
): Promise<RawVertex> {
  const vertex = await recorded(situation, place);
  vertex.now += now;
  for (const subtask of vertex.subtasks) {
    subtask.attempt = attempt;
    subtask.metrics['accumulated-idle-time'] = (subtask.metrics['accumulated-idle-time'] ?? 0) + time;
    subtask.metrics['read-records'] = (subtask.metrics['read-records'] ?? 0) + records;
  }
  return vertex;
}

async function young(situation: string, place: number): Promise<RawVertex> {
  const vertex = await recorded(situation, place);
  for (const subtask of vertex.subtasks) subtask['status-duration']['RUNNING'] = 4_000;
  return vertex;
}
