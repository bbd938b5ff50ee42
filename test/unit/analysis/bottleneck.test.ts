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

  it('is the one behind, when one that is busy is held back as well', () => {
    expect(nameOf(jobOf('source[held=0.99] -> map[busy=0.85 held=0.4] -> sink[busy=1]'))).toBe('sink');
  });

  it('is one of several that hold back different vertices, and the reason names the others', () => {
    const job = jobOf(
      'orders[held=0.95] -> slow[busy=1]; clicks[held=0.9] -> slower[busy=0.9]; views[held=0.8] -> slowest[busy=0.9]; ads[held=0.7] -> last[busy=1]',
    );
    expect(nameOf(job)).toBe('slow');
    expect(findBottleneck(job)?.reason).toMatch(/ So are slower, slowest and 1 more, for others\.$/);
    expect(findBottleneck(jobOf('a[held=0.95] -> b[busy=1]; c[held=0.9] -> d[busy=0.9]'))?.reason).toMatch(
      / So is d, for others\.$/,
    );
  });

  it('is not a busy one that shares its input with it', () => {
    expect(findBottleneck(jobOf('source[held=0.9] -> slow[busy=1]; source -> busy[busy=0.9]'))).toEqual({
      vertex: 'slow',
      reason: 'slow is the bottleneck: 100 % busy, and source before it is held back 90 % of the time.',
    });
  });

  it('is found where an idle source and one that is held back meet', () => {
    expect(nameOf(jobOf('idle[busy=0 held=0] -> join[busy=0.95] -> sink[busy=0.1]; orders[held=0.9] -> join'))).toBe('join');
  });

  it('is none while a source without a busy time is not held back, and all wait for it', () => {
    expect(findBottleneck(jobOf('source[held=0] -> map[busy=0.05 held=0] -> sink[busy=0.02]'))).toBeNull();
  });

  it('is found in a cycle, where everyone is before everyone', () => {
    const cycle = 'source[held=0.9] -> head[held=0.95 busy=0.05] -> body[busy=1] -> tail[busy=0.2 held=0]; tail -> head';
    expect(nameOf(jobOf(cycle))).toBe('body');
    // Nobody holds back itself.
    expect(findBottleneck(jobOf('source -> loop[busy=0.9 held=0.3]; loop -> loop'))).toBeNull();
  });

  it('is judged by the mean where subtasks were not read, and the reason says so', () => {
    const job = jobOf('source[held=0.9 totals] -> sink[busy=0.99 totals]');
    expect(findBottleneck(job)).toEqual({
      vertex: 'sink',
      reason: 'sink is the bottleneck: 99 % busy on average, and source before it is held back 90 % of the time on average.',
    });
    expect(findBottleneck(jobOf('source[held=0.9 totals] -> sink[busy=0.99]'))?.reason).toBe(
      'sink is the bottleneck: 99 % busy, and source before it is held back 90 % of the time on average.',
    );
  });

  it('is the same whether a vertex is in sight or not', () => {
    for (const seen of ['', ' totals'])
      for (const held of ['', ' totals'])
        expect(
          nameOf(jobOf(`a[held=0.9${held}] -> b[held=0.8 busy=0.1${seen}] -> c[busy=0.97${held}] -> d[busy=0.1${seen}]`)),
        ).toBe('c');
  });

  it('compares neighbours only: a job of 3,000 vertices, all of them connected, is read once', () => {
    const names = Array.from({ length: 3_000 }, (_, i) => `v${i}`);
    const chain = names.map((name, i) => `${name}[${i < 2_999 ? 'held=0.9' : 'busy=1'}]`).join(' -> ');
    const job = jobOf(chain);
    let looks = 0;
    const edges = new Proxy(job.edges, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(findBottleneck({ ...job, edges })?.vertex).toBe('v2999');
    expect(looks).toBeLessThanOrEqual(job.edges.length);
  });

  it('is not one whose own output is blocked, however busy one of its subtasks is', () => {
    expect(nameOf(jobOf('source[held=0.9] -> map[busy=0.95 held=0.8] -> sink[busy=1]'))).toBe('sink');
  });
});
