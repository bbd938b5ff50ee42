import { describe, expect, it } from 'vitest';
import { past } from '#electron/engine/telemetry/past.ts';
import { keptCheckpoints } from '#electron/engine/telemetry/keptCheckpoints.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import { millis } from '#shared/units/units.ts';
import { recordedDetail } from '../../analysis/checkpoints/recordedDetail.ts';
import { at, connection, listed, ref, setup } from './recording.ts';

/** A checkpoint of a real cluster, as if it had been triggered at a minute of the test's time, of this job. */
async function detailAt(minute: number, job = 'first'): Promise<CheckpointDetail> {
  const { detail } = await recordedDetail('1.20/checkpoint-alignment');
  const shift = at(minute) - detail.checkpoint.triggered;
  const later = (time: number | null) => (time === null ? null : millis(time + shift));
  return {
    ...detail,
    job,
    checkpoint: { ...detail.checkpoint, triggered: at(minute), acknowledged: later(detail.checkpoint.acknowledged) },
    vertices: detail.vertices.map((vertex) => ({
      ...vertex,
      acknowledged: later(vertex.acknowledged),
      subtasks: vertex.subtasks?.map((each) => ({ ...each, acknowledged: later(each.acknowledged) })) ?? null,
    })),
  };
}

describe('a checkpoint at a past moment', () => {
  const kept = async () => {
    const { history, recorder } = setup();
    for (let second = 0; second <= 600; second += 5) recorder.listed(ref, at(second / 60), listed('RUNNING'));
    const detail = await detailAt(5);
    recorder.checkpointDetail(ref, detail);
    recorder.checkpoints(ref, 'first', [detail.checkpoint]);
    const told = async (minute: number, job?: string) => {
      const topic = { kind: 'checkpoint', ref, id: detail.checkpoint.id, ...(job === undefined ? {} : { job }) } as const;
      return (await past(history, connection, topic, at(minute))).snapshot;
    };
    return { history, recorder, detail, told };
  };

  it('stands as far as its subtasks had acknowledged by then, and has not begun before its trigger', async () => {
    const { detail, told } = await kept();
    expect(await told(4)).toMatchObject({ state: 'failed', error: { message: 'This checkpoint had not begun at that time.' } });
    // Ten seconds after the trigger: the slow subtask of “Slow write”, and all behind it, have not acknowledged yet.
    const middle = await told(5 + 10 / 60);
    expect(middle).toMatchObject({
      state: 'live',
      value: { checkpoint: { status: 'IN_PROGRESS', duration: null, acknowledgedSubtasks: 5, path: null } },
    });
    const vertices = middle.state === 'live' ? (middle.value as CheckpointDetail).vertices : [];
    expect(vertices.map(({ name, acknowledgedCount }) => [name, acknowledgedCount])).toEqual([
      ['Source: Source: events', 2],
      ['Remember everything', 2],
      ['Slow write', 1],
      ['Discard: Writer', 0],
    ]);
    expect(await told(6)).toMatchObject({ state: 'live', value: detail });
  });

  it('of two jobs with the same number is the one that is asked for, else the newest by then', async () => {
    const { recorder, detail, told, history } = await kept();
    const second = { ...(await detailAt(8, 'second')), vertices: [] };
    recorder.checkpoints(ref, 'second', [second.checkpoint]);
    expect(await told(9, 'first')).toMatchObject({ value: { job: 'first', vertices: detail.vertices } });
    expect(await told(9, 'second')).toMatchObject({ value: { job: 'second', vertices: [] } });
    expect(await told(9)).toMatchObject({ value: { job: 'second' } });
    expect(await told(7)).toMatchObject({ value: { job: 'first' } });
    const read = keptCheckpoints(history, { ref, from: at(0), to: at(10) });
    expect(read.ok && read.value.map(({ job }) => job)).toEqual(['first', 'second']);
  });
});
