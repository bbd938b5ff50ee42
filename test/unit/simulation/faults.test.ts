import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import type { SimulatedApplication, SimulatedSubtask } from '#shared/simulation/types.ts';
import { STEP } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { jobOf, lonely, seriesOf, worst } from '#test/support/worlds.ts';

const streaming = blueprints.filter(({ mode }) => mode === 'STREAMING').map(({ id }) => id);
const kind = fc.constantFrom('sink-bottleneck' as const, 'data-skew' as const);
const change = fc.record({
  minutes: fc.integer({ min: 1, max: 12 }),
  kind,
  severity: fc.constantFrom('mild' as const, 'clear' as const, 'severe' as const),
  off: fc.boolean(),
});
const anySequence = fc.record({
  blueprint: fc.constantFrom(...streaming),
  seed: fc.nat({ max: 1000 }),
  changes: fc.array(change, { minLength: 1, maxLength: 6 }),
});

const subtasksOf = (application: SimulatedApplication): SimulatedSubtask[] =>
  jobOf(application).vertices.flatMap(({ subtasks }) => [...subtasks]);

/** Which attempt of which job: a restart counts anew, and so does the job after automatic scaling. */
const lifeOf = (application: SimulatedApplication): string => `${jobOf(application).id} ${jobOf(application).restarts}`;

/** What only grows while a subtask lives. */
const counters = ({
  recordsIn,
  recordsOut,
  accumulatedBusy,
  accumulatedBackpressured,
  accumulatedIdle,
  watermark,
}: SimulatedSubtask) => [recordsIn, recordsOut, accumulatedBusy, accumulatedBackpressured, accumulatedIdle, watermark ?? 0];

describe('any application under any sequence of faults', () => {
  it('counts upwards, spends each second once, and is never ahead of its source', () => {
    fc.assert(
      fc.property(anySequence, ({ blueprint, seed, changes }) => {
        const each = lonely(blueprint, { seed, history: millis(10 * MINUTE) });
        let before = subtasksOf(each.application);
        let lived = lifeOf(each.application);
        for (const { minutes, kind, severity, off } of changes) {
          if (off) each.repair(kind);
          else each.break(kind, severity);
          for (let i = 0; i < minutes * 4; i++) {
            each.world.advanceTo(millis(each.world.now + STEP));
            const now = subtasksOf(each.application);
            const life = lifeOf(each.application);
            const fallen = now.filter((subtask, k) => {
              const was = before[k];
              return life === lived && was !== undefined && counters(subtask).some((value, n) => value < (counters(was)[n] ?? 0));
            });
            expect(fallen).toEqual([]);
            const wrong = now.filter(
              ({ busy, backpressured, idle, inputBuffers, outputBuffers }) =>
                Math.abs(busy + backpressured + idle - 1000) > 1e-6 || Math.max(inputBuffers, outputBuffers) > 1,
            );
            expect(wrong).toEqual([]);
            before = now;
            lived = life;
          }
        }
        const ahead = each.world.home.metrics
          .list('AWS/KinesisAnalytics', null)
          .filter(({ metric }) => metric === 'records_lag_max' || metric === 'millisBehindLatest')
          .flatMap((series) => series.read(millis(0), each.world.now).filter(({ minimum }) => minimum < 0));
        expect(ahead).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is as before some time after the last one is off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...streaming), kind, (blueprint, kind) => {
        const each = lonely(blueprint, { history: millis(10 * MINUTE) });
        each.break(kind, 'clear');
        each.pass(6);
        each.repair(kind);
        each.pass(20);
        for (const vertex of jobOf(each.application).vertices) {
          expect(worst(vertex, 'busy'), vertex.name).toBeLessThan(720);
          expect(worst(vertex, 'backpressured'), vertex.name).toBeLessThan(80);
        }
        const done = jobOf(each.application).checkpoints.history.find(({ status }) => status === 'COMPLETED');
        expect(done?.duration).toBeLessThan(2_000);
      }),
      { numRuns: 40 },
    );
  });

  it('on a job that is away does nothing, and does no harm', () => {
    const stopped = lonely('stream-copy', { status: 'READY', history: millis(10 * MINUTE) });
    stopped.break('sink-bottleneck');
    stopped.pass(5);
    expect(stopped.application.jobs).toEqual([]);
    expect(seriesOf(stopped.world, 'stream-copy', 'cpuUtilization')).toBeUndefined();
  });
});
