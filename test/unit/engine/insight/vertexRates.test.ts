import { describe, expect, it } from 'vitest';
import { VertexAnswer } from '#electron/clients/flink/vertex.ts';
import { vertexRates } from '#electron/engine/insight/readers/vertexRates.ts';
import { MINUTE, SECOND } from '#shared/units/units.ts';

/** One subtask whose totals are of `ran` after its start. */
const answer = (now: number, ran: number, read: number, status = 'RUNNING') =>
  VertexAnswer.parse({
    parallelism: 1,
    maxParallelism: 128,
    now,
    subtasks: [
      {
        subtask: 0,
        status,
        metrics: {
          'read-records': read,
          'write-records': read,
          'accumulated-busy-time': ran,
          'accumulated-idle-time': 0,
          'accumulated-backpressured-time': 0,
        },
      },
    ],
  });
const START = 1_700_000_000_000;

describe('the rate of a subtask', () => {
  it('is over between totals, and is not told any more when these have stood still for two minutes', () => {
    const rates = vertexRates();
    expect(rates.next(answer(START, 10 * SECOND, 1_000)).get(0)).toEqual({ read: null, written: null });
    const at = START + 10 * SECOND;
    expect(rates.next(answer(at, 20 * SECOND, 2_000)).get(0)).toEqual({ read: 100, written: 100 });
    expect(rates.next(answer(at + 2 * MINUTE, 20 * SECOND, 2_000)).get(0)).toEqual({ read: 100, written: 100 });
    expect(rates.next(answer(at + 2 * MINUTE + 1, 20 * SECOND, 2_000)).get(0)).toEqual({ read: null, written: null });
    // Task managers answer again.
    expect(rates.next(answer(at + 3 * MINUTE, 200 * SECOND, 20_000)).get(0)).toEqual({ read: 100, written: 100 });
  });

  it('is nobody’s who does not run', () => {
    const rates = vertexRates();
    rates.next(answer(START, 10 * SECOND, 1_000));
    rates.next(answer(START + 10 * SECOND, 20 * SECOND, 2_000));
    expect(rates.next(answer(START + 15 * SECOND, 20 * SECOND, 2_000, 'FINISHED')).get(0)).toEqual({ read: null, written: null });
  });
});
