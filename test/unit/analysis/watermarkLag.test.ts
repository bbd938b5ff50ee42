import { describe, expect, it } from 'vitest';
import type { WatermarkContext } from '#shared/analysis/skew/watermarkLag.ts';
import { judgeWatermarks } from '#shared/analysis/skew/watermarkLag.ts';
import { millis } from '#shared/units/units.ts';
import { subtasksOf } from './subtasksOf.ts';

const NOW = 1_800_000_000_000;
const at = (behind: number | null, rate = 100) => ({ watermark: behind === null ? null : NOW - behind, rate });
const context: WatermarkContext = { isSource: false, at: millis(NOW), silentInputs: [], hasInputs: true, unread: false };

describe('who holds event time back', () => {
  it('is the subtask that is far behind its siblings; by how much is said', () => {
    const { holding, sentence, subtasks } = judgeWatermarks(subtasksOf([at(2_000), at(2_000), at(602_000), at(3_000)]), context);
    expect(holding).toEqual([2]);
    expect(subtasks.map(({ behind }) => behind)).toEqual([0, 0, 600_000, 1_000]);
    expect(sentence).toBe(
      'Subtask 2 holds event time back: up to 10 min behind the others, 10 min 2 s behind the moment of the figures.',
    );
  });

  it('is one without a watermark while the others have one, and one that gets no records is called idle', () => {
    const source = { ...context, isSource: true, hasInputs: false };
    const named = subtasksOf([at(1_000), { ...at(null, 0), splits: ['orders 4'] }, at(1_500)]);
    expect(judgeWatermarks(named, source).sentence).toMatch(/ It reads orders 4\.$/);
    const { holding, sentence } = judgeWatermarks(subtasksOf([at(1_000), at(null, 0), at(1_500)]), source);
    expect(holding).toEqual([1]);
    expect(sentence).toBe(
      'Subtask 1 holds event time back: it has none while the others do. It gets no records: an idle shard or partition that is not marked as idle (withIdleness).',
    );
  });

  it('names those without records among several', () => {
    const { sentence } = judgeWatermarks(subtasksOf([at(0), at(90_000, 0), at(80_000), at(1_000)]), context);
    expect(sentence).toContain('Subtasks 1 and 2 hold event time back: up to 1 min 30 s behind the others');
    expect(sentence).toContain('Of these, subtask 1 gets no records.');
  });

  it('is before a vertex whose subtasks all stand together', () => {
    const { holding, sentence } = judgeWatermarks(subtasksOf([at(1_505_000), at(1_505_000)]), context);
    expect(holding).toEqual([]);
    expect(sentence).toBe(
      'All 2 subtasks stand at the same watermark, 25 min 5 s behind the moment of the figures. What holds it back, if anything, is before this vertex.',
    );
  });

  it('is an input that is silent, where no subtask has a watermark', () => {
    const none = subtasksOf([at(null), at(null)]);
    const silent = judgeWatermarks(none, { ...context, silentInputs: ['Source: late'] });
    expect(silent.sentence).toContain('Source: late sends nothing');
    expect(silent.sentence).toContain('No window closes');
    expect(silent.subtasks.map(({ state }) => state)).toEqual(['none', 'none']);
    expect(judgeWatermarks(none, context).sentence).toContain('event time is not used, or one of its inputs');
    expect(judgeWatermarks(none, { ...context, isSource: true }).sentence).toContain('No subtask emits a watermark here');
  });

  it('is not judged while watermarks could not be read', () => {
    expect(judgeWatermarks(subtasksOf([at(null)]), { ...context, unread: true }).sentence).toBe(
      'Watermarks of its subtasks are not known of this moment.',
    );
  });
});
