import { describe, expect, it } from 'vitest';
import { findLateWatermark } from '#shared/analysis/graph/lateWatermark.ts';
import type { Job } from '#shared/model/job.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { jobOf } from './jobOf.ts';

const AT = millis(100 * MINUTE);

/** The job with vertices so many minutes behind; the others have no watermark. */
function behind(text: string, minutes: Readonly<Record<string, number>>): Job {
  const job = jobOf(text);
  return {
    ...job,
    vertices: job.vertices.map((vertex) => {
      const late = minutes[vertex.name];
      return { ...vertex, watermark: late === undefined ? null : millis(AT - late * MINUTE) };
    }),
  };
}

describe('the first vertex whose watermark is late', () => {
  it('is the one behind the source, not those after it', () => {
    const found = findLateWatermark(behind('source -> window -> sink', { sink: 28, window: 27 }), AT);
    expect(found?.vertex).toBe('window');
    expect(found?.behind).toBe(27 * MINUTE);
    expect(found?.sentence).toMatch(/^Event time is late: window is the first whose watermark is far behind \(27 min.*\)\. /);
    expect(found?.sentence).toContain('Its Watermarks tab, and that of source before it, tell who holds it back.');
  });

  it('is further on where those before it are in time', () => {
    const found = findLateWatermark(behind('a -> early -> join; b -> join -> sink', { early: 1, join: 9, sink: 9 }), AT);
    expect(found?.vertex).toBe('join');
    expect(found?.sentence).toContain('those of the vertices before it, tell');
  });

  it('is the latest of several that are first', () => {
    expect(findLateWatermark(behind('a -> x -> sink; b -> y -> sink', { x: 6, y: 30, sink: 30 }), AT)?.vertex).toBe('y');
  });

  it('is found in a cycle', () => {
    expect(findLateWatermark(behind('x -> y -> x', { x: 7, y: 8 }), AT)?.vertex).toBe('y');
  });

  it('is none below five minutes, without watermarks, and without a moment', () => {
    expect(findLateWatermark(behind('source -> window', { window: 4.9 }), AT)).toBeNull();
    expect(findLateWatermark(behind('source -> window', { window: 5 }), AT)).not.toBeNull();
    expect(findLateWatermark(behind('source -> window', {}), AT)).toBeNull();
    expect(findLateWatermark(behind('source -> window', { window: 30 }), null)).toBeNull();
  });

  it('is none while a source works through old records as fast as it can', () => {
    expect(findLateWatermark(behind('source[busy=0.95] -> window', { window: 30 }), AT)).toBeNull();
    expect(findLateWatermark(behind('source[held=0.9] -> window[busy=1]', { window: 30 }), AT)).toBeNull();
    expect(findLateWatermark(behind('source[busy=0.2] -> window[busy=0.95]', { window: 30 }), AT)?.vertex).toBe('window');
  });
});
