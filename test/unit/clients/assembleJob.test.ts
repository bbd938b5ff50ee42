import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BackpressureAnswer, CheckpointsAnswer, CheckpointsConfigAnswer, JobAnswer } from '#electron/clients/flink/answers.ts';
import { settled } from '#electron/clients/flink/assembleJob.ts';
import { Job } from '#shared/model/job.ts';
import { recordedJob, recordings } from './recordedJob.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(join(recordings, file), 'utf8'));

const situations = [
  '1.20/healthy',
  '1.20/backpressured',
  '1.20/skewed',
  '1.20/legacy-source',
  '1.20/failing',
  '1.20/failed',
  '1.20/finished',
  '1.20/checkpoint-trouble',
  '2.3/healthy',
  '2.3/backpressured',
  '2.3/skewed',
  '2.3/failing',
  '2.3/checkpoint-trouble',
];

describe('a job as a real cluster tells it', () => {
  it.each(situations)('%s fits the model and has no NaN in it', (situation) => {
    const job = recordedJob(situation);
    expect(Job.parse(JSON.parse(JSON.stringify(job)))).toEqual(job);
  });

  it.each(['1.20/healthy', '2.3/healthy'])('%s: graph, operators, rates', (situation) => {
    const job = recordedJob(situation);
    const [source, window] = job.vertices;
    expect(job.state).toBe('RUNNING');
    expect(source?.operators).toEqual(['Source: Source: events', 'Enrich']);
    expect(window?.operators).toEqual(['Mean per key (5 s window)', 'Discard: Writer']);
    expect(job.edges).toEqual([{ from: source?.id, to: window?.id, shipStrategy: 'HASH' }]);
    // A source reads and a sink writes outside of Flink's exchanges: that Flink counts 0 there is no figure.
    expect(source?.recordsIn).toBeNull();
    expect(source?.recordsOut).toBeCloseTo(1000, -1);
    expect(window?.recordsIn).toBeCloseTo(1000, -1);
    expect(window?.recordsOut).toBeNull();
    expect(job.restarts).toBe(0);
    expect(job.checkpoints).toMatchObject({ enabled: true, interval: 5000 });
    expect(job.checkpoints.history).toHaveLength(10);
  });

  it.each(['1.20/backpressured', '2.3/backpressured'])('%s: who is held back and who is busy', (situation) => {
    const [source, lookup, sink] = recordedJob(situation).vertices;
    expect(source?.level).toBe('high');
    expect(source?.worst.backpressured).toBeGreaterThan(0.99);
    expect(lookup?.level).toBe('ok');
    expect(lookup?.worst.busy).toBe(1);
    expect(sink?.worst.idle).toBeGreaterThan(0.98);
    expect(lookup?.subtasks.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('tells the busiest subtask from the mean where keys are skewed', () => {
    const [, score] = recordedJob('1.20/skewed').vertices;
    expect(score?.worst.busy).toBe(1);
    expect(score?.mean.busy).toBeCloseTo(0.25, 1);
    expect(score?.worst.idle).toBe(0);
  });

  it('has no busy time of a SourceFunction source, whose NaN is no zero', () => {
    const [source] = recordedJob('1.20/legacy-source').vertices;
    expect(source?.worst.busy).toBeNull();
    expect(source?.mean.busy).toBeNull();
    expect(source?.worst.backpressured).toBeGreaterThan(0.99);
  });

  it('shows no rates of a job that has ended, though its cluster goes on telling them', () => {
    for (const situation of ['1.20/failed', '1.20/finished']) {
      const job = recordedJob(situation);
      expect(['FAILED', 'FINISHED']).toContain(job.state);
      for (const { recordsIn, recordsOut, worst } of job.vertices) {
        expect([recordsIn, recordsOut, worst.busy, worst.backpressured]).toEqual([null, null, null, null]);
      }
    }
  });

  it('takes a cancelled job at its word, not at its last backpressure', () => {
    const cancelled = JobAnswer.parse(read('1.20/healthy/after-cancel-job.json'));
    const pressure = BackpressureAnswer.parse(read('1.20/healthy/after-cancel-backpressure.json'));
    expect(pressure.status).toBe('ok');
    expect(cancelled.vertices.some((vertex) => settled(cancelled, vertex))).toBe(false);
  });

  it('does not judge a task in its first seconds, which reads 100 % busy', () => {
    // Recorded 6.7 s after a restart.
    const job = JobAnswer.parse(read('2.3/failing/job.json'));
    expect(job.state).toBe('RUNNING');
    expect(job.vertices.some((vertex) => settled(job, vertex))).toBe(false);
    expect(recordedJob('2.3/failing').vertices.every(({ worst }) => worst.busy === null)).toBe(true);
  });

  it('counts the restarts of a job that fails over and over', () => {
    expect(recordedJob('1.20/failing').restarts).toBe(14);
    expect(recordedJob('2.3/failing').restarts).toBe(14);
  });

  it('knows that a job takes no checkpoints by its interval alone', () => {
    const job = recordedJob('1.20/healthy', {
      checkpoints: CheckpointsAnswer.parse(read('1.20/no-checkpoints/checkpoints.json')),
      config: CheckpointsConfigAnswer.parse(read('1.20/no-checkpoints/checkpoints-config.json')),
    });
    expect(job.checkpoints).toMatchObject({ enabled: false, interval: null, completed: 0, history: [] });
  });

  it('tells how a checkpoint went: who answered, when, what was in flight, where it is kept', () => {
    const { history } = recordedJob('1.20/healthy', {
      checkpoints: CheckpointsAnswer.parse(read('1.20/checkpoint-unaligned/checkpoints.json')),
    }).checkpoints;
    expect(history[0]).toMatchObject({
      unaligned: true,
      acknowledged: 1_795_480_734_139,
      subtasks: 8,
      acknowledgedSubtasks: 8,
      processedData: 0,
      persistedData: 1_055_644,
      path: 'file:/opt/flink/checkpoints/d2ca9fadc5ba76b74cf14c929afd9b5a/chk-14',
    });
    // Flink deletes what is older than the newest.
    expect(history[1]).toMatchObject({ unaligned: true, path: null });
    const [under, , failed] = recordedJob('1.20/checkpoint-trouble').checkpoints.history;
    expect(under).toMatchObject({ status: 'IN_PROGRESS', unaligned: false, subtasks: 8, acknowledgedSubtasks: 4, path: null });
    expect(failed).toMatchObject({ status: 'FAILED', subtasks: 8, acknowledgedSubtasks: 4, path: null });
  });

  it.each(['1.20', '2.3'])('%s: what the job began from, and its settings', (version) => {
    const { settings, restored } = recordedJob(`${version}/failing`).checkpoints;
    expect(restored).toMatchObject({ savepoint: false, path: expect.stringMatching(/\/chk-\d+$/) });
    expect(restored?.path?.endsWith(`/chk-${restored.id}`)).toBe(true);
    expect(recordedJob(`${version}/healthy`).checkpoints.restored).toBeNull();
    expect(settings).toEqual({
      exactlyOnce: true,
      minPause: 0,
      maxConcurrent: 1,
      tolerableFailures: 0,
      unaligned: false,
      alignedTimeout: 0,
      stateBackend: 'EmbeddedRocksDBStateBackend',
      storage: 'FileSystemCheckpointStorage',
      externalized: false,
      changelog: false,
    });
  });

  it('says why a checkpoint failed, and keeps no figures of one that is under way', () => {
    for (const situation of ['1.20/checkpoint-trouble', '2.3/checkpoint-trouble']) {
      const { history } = recordedJob(situation).checkpoints;
      const failed = history.find(({ status }) => status === 'FAILED');
      expect(failed?.failure).toMatch(/expired/i);
      const under = history.find(({ status }) => status === 'IN_PROGRESS');
      expect(under).toMatchObject({ duration: null, stateSize: null });
    }
  });

  it('still knows the last completed checkpoint after ten that failed', () => {
    const raw = CheckpointsAnswer.parse(read('1.20/checkpoint-trouble/checkpoints.json'));
    const completed = raw.latest.completed;
    const history = raw.history.filter(({ status }) => status !== 'COMPLETED');
    const job = recordedJob('1.20/checkpoint-trouble', { checkpoints: { ...raw, history } });
    expect(completed).not.toBeNull();
    expect(job.checkpoints.history.filter(({ status }) => status === 'COMPLETED').map(({ id }) => id)).toEqual([completed?.id]);
  });
});
