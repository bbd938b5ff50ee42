import { describe, expect, it } from 'vitest';
import { readLimits } from '#electron/clients/flink/readLimits.ts';
import type { Known } from '#electron/clients/flink/suspects.ts';
import { NO_FINDINGS, findingsOf, suspectsOf } from '#electron/clients/flink/suspects.ts';
import { ratio } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';

const known = (id: string, busy: number | null, held = 0): Known => ({
  id,
  shares: { busy: busy === null ? null : ratio(busy), backpressured: ratio(held), idle: null },
});
const many = (count: number, busy: number): Known[] => Array.from({ length: count }, (_, i) => known(`v${i}`, busy));

describe('the suspects of a large job', () => {
  it('are none while all have little to do', () => {
    expect(suspectsOf(many(500, 0.05), [], NO_FINDINGS).size).toBe(0);
  });

  it('are so many at most, the busiest', () => {
    const busy = Array.from({ length: 500 }, (_, i) => known(`v${i}`, 0.2 + i / 1000));
    const suspects = suspectsOf(busy, [], NO_FINDINGS);
    expect([...suspects].sort()).toEqual(
      busy
        .slice(-readLimits.suspects)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('are first of all those behind one that is held back, with it, however idle their mean subtask is', () => {
    const all = [...many(500, 0.6), known('source', null, 0.9), known('sink', 0.01)];
    const suspects = suspectsOf(all, [{ from: 'source', to: 'sink' }], NO_FINDINGS);
    expect([...suspects].slice(0, 2)).toEqual(['sink', 'source']);
  });

  it('stay while others are as suspect, so that the figures of neither jump', () => {
    const before = suspectsOf(many(500, 0.5), [], NO_FINDINGS);
    const now = many(500, 0.5).map((each, i) => (before.has(each.id) ? each : known(each.id, 0.5 + (i % 10) / 200)));
    expect(suspectsOf(now, [], { ...NO_FINDINGS, suspects: before })).toEqual(before);
    // One that is far busier takes the place of another.
    const later = suspectsOf([...now, known('new', 0.95)], [], { ...NO_FINDINGS, suspects: before });
    expect(later.has('new')).toBe(true);
    expect(later.size).toBe(readLimits.suspects);
  });

  it('are those that a reading found uneven, and are no more those in which no subtask works much', () => {
    const read = jobOf('a[busy=0.9] -> b[busy=0.3] -> c[busy=0.9 totals]').vertices.map((vertex) =>
      vertex.id === 'a' ? { ...vertex, mean: { ...vertex.mean, busy: ratio(0.1) } } : vertex,
    );
    const found = findingsOf(read, new Set(['a', 'b']), NO_FINDINGS, 1_000);
    expect([...found.uneven]).toEqual(['a']);
    expect([...found.cleared.keys()]).toEqual(['b']);
    const later = findingsOf([], new Set(), found, 200_000);
    expect([...later.cleared.keys()]).toEqual([]);
    // A clock that was set back is another clock.
    expect(findingsOf([], new Set(), found, 0).cleared.size).toBe(0);
  });

  it('are chosen of any graph, also of one with cycles and loops', () => {
    const edges = [
      { from: 'v0', to: 'v0' },
      { from: 'v0', to: 'v1' },
      { from: 'v1', to: 'v0' },
      { from: 'gone', to: 'v1' },
    ];
    expect(suspectsOf([known('v0', 0.1, 0.9), known('v1', 0.2, 0.9)], edges, NO_FINDINGS).size).toBeLessThanOrEqual(3);
  });
});
