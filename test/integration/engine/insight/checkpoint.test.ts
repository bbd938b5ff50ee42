import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Output } from '#shared/contract/contract.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Connection } from '#shared/model/connection.ts';
import { hurriedClock } from '../hurriedClock.ts';
import type { Watching } from '../watching.ts';
import { watching } from '../watching.ts';
import type { RecordedCheckpoints } from './recordedCheckpoints.ts';
import { recordedCheckpoints } from './recordedCheckpoints.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const connectionTo = (url: string): Connection => ({ kind: 'flink', id: 'local', name: 'Local', url });
const PATIENCE = { timeout: 60_000, interval: 20 };

interface Setup {
  readonly server: RecordedCheckpoints;
  readonly engine: Watching;
  readonly topic: (id: number) => { kind: 'checkpoint'; ref: { connection: string; id: string }; id: number };
  readonly job: string;
}

/** A second passes in 20 ms, from the moment of the recording on. */
async function setup(situation: string): Promise<Setup> {
  const server = await recordedCheckpoints(situation);
  open.push(server);
  const engine = await watching(connectionTo(server.origin), hurriedClock(50, server.cluster.recorded));
  open.push(engine);
  const { job } = server.cluster;
  return { server, engine, job, topic: (id) => ({ kind: 'checkpoint', ref: { connection: 'local', id: job }, id }) };
}

const jobPolls = ({ server, job }: Setup): number => server.requests.filter((each) => each === `GET /jobs/${job}`).length;

describe('a checkpoint of a real cluster, followed', { timeout: 90_000 }, () => {
  it.each([
    ['1.20/checkpoint-trouble', 8, 9_625],
    ['2.3/checkpoint-trouble', 9, 9_971],
  ])('%s: is read by vertex and subtask, once: it is over', async (situation, id, duration) => {
    const all = await setup(situation);
    const { engine, server, topic, job } = all;
    await engine.follow(topic(id));
    const detail = await engine.live(topic(id));
    expect(detail).toMatchObject({
      job,
      checkpoint: { id, status: 'COMPLETED', duration, subtasks: 8, acknowledgedSubtasks: 8 },
    });
    expect(detail.vertices.map(({ name, subtasks }) => [name, subtasks?.length])).toEqual([
      ['Source: Source: events', 2],
      ['Remember everything', 2],
      ['Slow write', 2],
      ['Discard: Writer', 2],
    ]);
    expect(server.asked(id)).toHaveLength(5);
    const before = jobPolls(all);
    await vi.waitFor(() => expect(jobPolls(all)).toBeGreaterThan(before + 5), PATIENCE);
    expect(server.asked(id)).toHaveLength(5);
  });

  it('is asked again and again while it is in progress, and not when nobody looks any more', async () => {
    const all = await setup('1.20/checkpoint-trouble');
    const { engine, server, topic } = all;
    await engine.follow(topic(9));
    const detail = await engine.live(topic(9));
    expect(detail.checkpoint).toMatchObject({ status: 'IN_PROGRESS', duration: null, acknowledgedSubtasks: 4 });
    await vi.waitFor(() => expect(server.asked(9).length).toBeGreaterThan(15), PATIENCE);
    await engine.follow({ kind: 'job', ref: topic(9).ref });
    // What was under way comes to its end within the next polls of the job.
    const begun = jobPolls(all);
    await vi.waitFor(() => expect(jobPolls(all)).toBeGreaterThan(begun + 1), PATIENCE);
    const [asked, polls] = [server.asked(9).length, jobPolls(all)];
    await vi.waitFor(() => expect(jobPolls(all)).toBeGreaterThan(polls + 5), PATIENCE);
    expect(server.asked(9)).toHaveLength(asked);
  });

  it('that failed is kept though nobody looked, and is told when Flink has forgotten it, live and at a past moment', async () => {
    const all = await setup('1.20/checkpoint-trouble');
    const { engine, server, topic } = all;
    await engine.follow({ kind: 'fleet', connection: 'local' });
    // The newest unusual one, and of four vertices; those before it that failed are forgotten already.
    await vi.waitFor(() => expect(server.asked(7)).toHaveLength(5), PATIENCE);
    await vi.waitFor(() => expect(server.asked(5)).toHaveLength(1), PATIENCE);
    server.forget();
    await engine.follow(topic(7));
    const detail = await engine.live(topic(7));
    expect(detail.checkpoint).toMatchObject({ status: 'FAILED', failure: 'Checkpoint expired before completing.' });
    expect(detail.vertices.find(({ name }) => name === 'Slow write')?.subtasks).toHaveLength(2);
    const then = (await engine.call('past', { topic: topic(7), at: server.cluster.recorded + 3_600_000 })) as Output<'past'>;
    expect(then.snapshot).toMatchObject({ state: 'live', value: detail satisfies CheckpointDetail });
  });

  it('that is only known as a whole is told without vertices; one that never was, with what can be done', async () => {
    const all = await setup('1.20/checkpoint-trouble');
    const { engine, topic } = all;
    await engine.follow({ kind: 'job', ref: topic(1).ref });
    await engine.live({ kind: 'job', ref: topic(1).ref });
    await engine.follow(topic(1), topic(77));
    expect(await engine.live(topic(1))).toMatchObject({ checkpoint: { id: 1, duration: 4_265 }, vertices: [] });
    const never = await engine.when(topic(77), ({ state }) => state === 'failed');
    expect(never).toMatchObject({ error: { kind: 'not-found', message: expect.stringContaining('last ten') as string } });
  });

  it('is kept with its job over restarts, and read by range, oldest first', async () => {
    const all = await setup('1.20/checkpoint-trouble');
    const { engine, topic, job, server } = all;
    await engine.follow({ kind: 'job', ref: topic(1).ref });
    const { checkpoints } = await engine.live({ kind: 'job', ref: topic(1).ref });
    const read = async (from: number, to: number) => {
      const answer = (await engine.call('checkpoints.read', { ref: topic(1).ref, from, to })) as Output<'checkpoints.read'>;
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    const all24h = () => read(server.cluster.recorded - 86_400_000, server.cluster.recorded);
    await vi.waitFor(async () => expect(await all24h()).toHaveLength(9), PATIENCE);
    const kept = await all24h();
    expect(kept.map(({ checkpoint }) => checkpoint.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(kept.map((each) => each.job))).toEqual(new Set([job]));
    expect(kept.map(({ checkpoint }) => checkpoint)).toEqual(checkpoints.history.toReversed());
    const [one, two] = [checkpoints.history.at(-1)?.triggered ?? 0, checkpoints.history.at(-2)?.triggered ?? 0];
    expect((await read(one, two)).map(({ checkpoint }) => checkpoint.id)).toEqual([1, 2]);
  });
});
