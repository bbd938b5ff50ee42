import { expect, it } from 'vitest';
import { hotSubtask } from '#shared/analysis/graph/hotSubtask.ts';
import type { Vertex } from '#shared/model/job.ts';
import { ratio } from '#shared/units/units.ts';
import { recordedJob } from '../clients/recordedJob.ts';
import { jobOf } from './jobOf.ts';

it.each(['1.20/skewed', '2.3/skewed'])('%s: the one subtask that works, of the skewed vertex alone', (situation) => {
  const { vertices } = recordedJob(situation);
  const hot = vertices.flatMap((vertex) => {
    const found = hotSubtask(vertex);
    return found === null ? [] : [{ found, vertex }];
  });
  expect(hot.map(({ vertex }) => vertex.name)).toEqual(['Score per key -> Discard: Writer']);
  const [{ found, vertex } = { found: null, vertex: undefined }] = hot;
  expect(vertex?.subtasks.find(({ index }) => index === found?.index)?.shares.busy).toBe(1);
  expect(found?.sentence).toMatch(/^Subtask \d is 100 % busy, the mean of all 4 is 25 %$/);
});

it('is none where all are alike, and where the subtasks were not read', () => {
  const alike = jobOf('source -> map[busy=1]').vertices;
  expect(alike.map(hotSubtask)).toEqual([null, null]);
  const unread = alike.map((vertex): Vertex => ({
    ...vertex,
    subtasks: [],
    worst: { ...vertex.worst, busy: ratio(1) },
    mean: { ...vertex.mean, busy: ratio(0.2) },
  }));
  expect(unread.map(hotSubtask)).toEqual([null, null]);
});
