import { describe, expect, it } from 'vitest';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { Job } from '#shared/model/job.ts';
import { recordedJob } from '../clients/recordedJob.ts';
import { jobOf } from './jobOf.ts';

const nameOf = (job: Job) => job.vertices.find(({ id }) => id === findBottleneck(job)?.vertex)?.name;

describe('the bottleneck of a recorded job', () => {
  it.each(['1.20/backpressured', '2.3/backpressured'])('%s: the slow lookup, not the source it holds back', (situation) => {
    const job = recordedJob(situation);
    expect(nameOf(job)).toBe('Slow lookup');
    expect(findBottleneck(job)?.reason).toBe(
      'Slow lookup is the bottleneck: 100 % busy, and Source: Source: events -> Enrich before it is held back 100 % of the time.',
    );
  });

  it.each(['1.20/skewed', '2.3/skewed'])('%s: one subtask does the work of four, and the reason says so', (situation) => {
    const job = recordedJob(situation);
    expect(nameOf(job)).toBe('Score per key -> Discard: Writer');
    expect(findBottleneck(job)?.reason).toContain('one subtask is 100 % busy while the mean is 25 % (skewed)');
  });

  it('1.20/legacy-source: a source without a busy time is held back, and is not it', () => {
    expect(nameOf(recordedJob('1.20/legacy-source'))).toBe('Slow lookup -> Discard: Writer');
  });

  it.each(['1.20/checkpoint-trouble', '2.3/checkpoint-trouble'])('%s: behind two vertices that are held back', (situation) => {
    expect(nameOf(recordedJob(situation))).toBe('Slow write');
  });

  it.each(['1.20/healthy', '2.3/healthy', '1.20/failing', '2.3/failing', '1.20/failed', '1.20/finished'])(
    '%s: none',
    (situation) => {
      expect(findBottleneck(recordedJob(situation))).toBeNull();
    },
  );
});

describe('the bottleneck of a made-up job', () => {
  it('is none while a busy vertex holds nobody back', () => {
    expect(findBottleneck(jobOf('source[busy=1] -> sink[busy=0.97]'))).toBeNull();
  });

  it('is none without figures', () => {
    expect(findBottleneck(jobOf('source -> map -> sink'))).toBeNull();
  });

  it('is not an idle vertex behind one that is held back', () => {
    expect(findBottleneck(jobOf('source[held=0.9] -> sink[busy=0.01]'))).toBeNull();
  });

  it('is the one after which nothing is held back any more', () => {
    expect(nameOf(jobOf('source[held=0.97] -> parse[held=0.95 busy=0.05] -> sink[busy=0.99]'))).toBe('sink');
  });

  it('is the one of two that holds back more', () => {
    expect(nameOf(jobOf('orders[held=0.3] -> slow[busy=0.9]; clicks[held=0.95] -> slower[busy=0.9]'))).toBe('slower');
  });

  it('is not one whose own output is blocked, however busy one of its subtasks is', () => {
    expect(nameOf(jobOf('source[held=0.9] -> map[busy=0.95 held=0.8] -> sink[busy=1]'))).toBe('sink');
  });
});
