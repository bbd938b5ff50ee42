import { expect, it } from 'vitest';
import { lonely, vertexOf } from '#test/support/worlds.ts';

it('reads now more, now less of a stream that refuses reads', () => {
  const clicks = lonely('clickstream-sessions');
  clicks.break('kinesis-source-throttling');
  clicks.pass(10);
  const rates = Array.from({ length: 8 }, () => {
    clicks.pass(1);
    return vertexOf(clicks.application, 'Source: clicks').subtasks.reduce((all, each) => all + each.recordsOutPerSecond, 0);
  });
  const mean = rates.reduce((all, each) => all + each, 0) / rates.length;
  expect((Math.max(...rates) - Math.min(...rates)) / mean).toBeGreaterThan(0.01);
  expect((Math.max(...rates) - Math.min(...rates)) / mean).toBeLessThan(0.12);
});
