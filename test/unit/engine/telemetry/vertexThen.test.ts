import { expect, it } from 'vitest';
import { past } from '#electron/engine/telemetry/past.ts';
import type { History } from '#electron/history/history.ts';
import type { VertexDetail } from '#shared/model/insight/vertex.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { ratio } from '#shared/units/units.ts';
import { at, connection, job, listed, ref, setup } from './recording.ts';

const shares = (busy: number) => ({ busy: ratio(busy), backpressured: ratio(0), idle: ratio(1 - busy) });

/** A job whose sink has three subtasks that are so busy. */
function jobWith(busy: readonly number[]) {
  const plain = job();
  const [source, sink] = plain.vertices;
  if (source === undefined || sink === undefined) throw new Error('no vertices');
  const subtasks = busy.map((each, index) => ({ index, shares: shares(each), level: 'ok' as const }));
  return { job: { ...plain, vertices: [source, { ...sink, subtasks }] }, sink: sink.id };
}

const vertexAt = async (history: History, vertex: string, minutes: number) =>
  (await past(history, connection, { kind: 'vertex', ref, vertex }, at(minutes))).snapshot as Snapshot<VertexDetail>;

it('is how the subtasks spent their time when the job was read last, and says what is not kept', async () => {
  const { history, recorder } = setup();
  const { sink, job: even } = jobWith([0.2, 0.2, 0.2]);
  recorder.listed(ref, at(0), listed('RUNNING'));
  recorder.job(ref, at(1), even, 'managed');
  recorder.job(ref, at(2), jobWith([0.2, 0.95, 0.2]).job, 'managed');
  recorder.listed(ref, at(3), listed('RUNNING'));

  const before = await vertexAt(history, sink, 1);
  expect(before.state === 'live' && before.value.subtasks.map((each) => each.shares.busy)).toEqual([0.2, 0.2, 0.2]);

  const then = await vertexAt(history, sink, 3);
  expect(then).toMatchObject({ state: 'live', at: at(2) });
  if (then.state !== 'live') throw new Error('not live');
  expect(then.value.subtasks.map((each) => each.shares.busy)).toEqual([0.2, 0.95, 0.2]);
  expect(then.value.missing).toEqual([
    'task managers',
    'records of each subtask',
    'watermarks of each subtask',
    'state sizes',
    'accumulators',
  ]);
  expect(then.value.subtasks[1]).toMatchObject({
    attempt: null,
    taskManager: null,
    readRecords: null,
    stateSize: null,
    watermark: null,
  });
});

it('is not there of a vertex that the job of that time had not, and of a job that nobody read', async () => {
  const { history, recorder } = setup();
  recorder.listed(ref, at(0), listed('RUNNING'));
  expect(await vertexAt(history, 'v', 0)).toMatchObject({ state: 'failed', error: { kind: 'not-found' } });
  recorder.job(ref, at(1), jobWith([0.5]).job, 'managed');
  recorder.listed(ref, at(2), listed('RUNNING'));
  expect(await vertexAt(history, 'v', 2)).toMatchObject({
    state: 'failed',
    error: { message: 'The job of that time had no such vertex.' },
  });
});
