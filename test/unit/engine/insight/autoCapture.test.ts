import { describe, expect, it } from 'vitest';
import { autoCapture } from '#electron/engine/insight/autoCapture.ts';
import { captureLibrary } from '#electron/engine/insight/captureLibrary.ts';
import type { FlameQuestion, TakenFlame } from '#electron/engine/insight/takeFlame.ts';
import type { SnapshotStore } from '#electron/engine/snapshotStore.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import { Telemetry } from '#shared/contract/settings.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { FlameCapture } from '#shared/model/insight/capture.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis, ratio } from '#shared/units/units.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';
import { START, setup as historyOf } from '#test/support/histories.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { tree } from '../../analysis/flame/trees.ts';
import { jobOf } from '../../analysis/jobOf.ts';
import { deferred } from '../deferred.ts';
import { settle } from '../fakeClock.ts';

type Level = ApplicationSummary['health']['level'];

const slow = jobOf('source[held=0.9 busy=0.1] -> sink[busy=1]');
const REASON = 'sink is the bottleneck: 100 % busy, and source before it is held back 90 % of the time.';
const trouble: SourceError = { kind: 'timeout', source: 'Flink REST', message: 'No.', remedy: 'Wait.' };

/** An engine's store with what watches it, and a fleet of applications whose health the test sets. */
function setup() {
  const { history } = historyOf();
  const clock = standingClock(START);
  const questions: FlameQuestion[] = [];
  let answer: (question: FlameQuestion) => Promise<Result<TakenFlame>> = () =>
    Promise.resolve(
      ok({ at: clock.now(), whole: { on: tree({ a: 3 }), off: tree({ b: 1 }) }, alone: { on: tree({ a: 2 }), off: tree({}) } }),
    );
  let telemetry = Telemetry.parse({});
  const store: SnapshotStore = snapshotStore((_, entry) => auto.see(entry));
  const library = captureLibrary({ history, store, clock, now: () => clock.now() });
  const log: string[] = [];
  const auto = autoCapture({
    store,
    library,
    take: (question) => {
      questions.push(question);
      return answer(question);
    },
    telemetry: () => telemetry,
    clock,
    now: () => clock.now(),
    log: (line) => log.push(line),
  });
  const refOf = (name: string) => applicationSummary(name).ref;
  const idle = async (): Promise<void> => {
    await settle();
    await auto.idle();
  };
  return {
    clock,
    questions,
    library,
    log,
    idle,
    captures: (name = 'orders') => library.list(refOf(name)),
    answer: (next: typeof answer) => void (answer = next),
    switchOff: () => void (telemetry = { ...telemetry, captureOnFinding: false }),
    fleet: async (levels: Record<string, Level>, change: Partial<ApplicationSummary> = {}) => {
      const value = Object.entries(levels).map(([name, level]) =>
        applicationSummary(name, { health: { level, reasons: level === 'ok' ? [] : [`${name} lags.`] }, ...change }),
      );
      store.put({ kind: 'fleet', connection: 'simulator' }, { state: 'live', value, at: clock.now() });
      await idle();
    },
    empty: async (connection: string) => {
      store.put({ kind: 'fleet', connection }, { state: 'live', value: [], at: clock.now() });
      await idle();
    },
    job: async (job: Job, name = 'orders') => {
      store.put({ kind: 'job', ref: refOf(name) }, { state: 'live', value: { ...job, restarts: clock.now() }, at: clock.now() });
      await idle();
    },
  };
}

describe('a capture by itself', () => {
  it('is taken of the vertex that limits an application which becomes sick, with the reason as its title', async () => {
    const { fleet, job, questions, captures, library } = setup();
    await job(slow);
    await fleet({ orders: 'ok' });
    expect(questions).toEqual([]);
    await fleet({ orders: 'warning' });
    expect(questions).toEqual([{ ref: { connection: 'simulator', id: 'arn:orders' }, vertex: 'sink', subtask: null }]);
    expect(captures()).toMatchObject([
      { origin: 'finding', title: REASON, note: 'orders lags.', kind: 'flame', of: 'sink', subtask: null, count: 4, at: START },
    ]);
    const key = captures()[0]?.key ?? '';
    expect(library.read({ ref: { connection: 'simulator', id: 'arn:orders' }, key })).toMatchObject({
      value: { trees: { on: { value: 3 } } },
    });
  });

  it('waits until the job says which vertex it is', async () => {
    const { fleet, job, questions } = setup();
    await fleet({ orders: 'ok' });
    await fleet({ orders: 'critical' });
    await job(jobOf('source -> sink'));
    await job({ ...slow, state: 'RESTARTING' });
    expect(questions).toEqual([]);
    await job(slow, 'another');
    expect(questions).toEqual([]);
    await job(slow);
    await job(slow);
    expect(questions).toHaveLength(1);
  });

  it('is not taken of what was sick when it was first seen, of what is well again, or does not run', async () => {
    const { fleet, job, questions } = setup();
    await fleet({ orders: 'unknown', payments: 'ok', stopped: 'ok' });
    await fleet({ orders: 'critical', payments: 'warning' });
    await fleet({ orders: 'critical', payments: 'unknown' });
    await fleet({ orders: 'critical', payments: 'ok', stopped: 'ok' });
    await job(slow);
    await job(slow, 'payments');
    await fleet({ stopped: 'critical' }, { status: 'UPDATING' });
    await job(slow, 'stopped');
    expect(questions).toEqual([]);
    await fleet({ stopped: 'critical' });
    expect(questions).toHaveLength(1);
  });

  it('is not taken of what was gone and came back sick; other connections forget nothing', async () => {
    const { fleet, job, questions, empty } = setup();
    await fleet({ orders: 'ok', payments: 'ok' });
    await fleet({ payments: 'ok' });
    await fleet({ orders: 'critical', payments: 'ok' });
    await job(slow);
    expect(questions).toEqual([]);
    await empty('another');
    await fleet({ orders: 'critical', payments: 'critical' });
    await job(slow, 'payments');
    expect(questions).toHaveLength(1);
  });

  it('is taken once in an hour, also over restarts of the app; a user’s own does not count', async () => {
    const { fleet, job, questions, clock, library, captures } = setup();
    const trees = { on: tree({}), off: tree({}) };
    const mine: FlameCapture = {
      kind: 'flame',
      at: clock.now(),
      title: 'Mine',
      note: '',
      origin: 'user',
      vertex: null,
      subtask: null,
      samples: 0,
      trees,
    };
    library.save({ ref: { connection: 'simulator', id: 'arn:orders' }, capture: mine });
    const turn = async () => {
      await fleet({ orders: 'ok' });
      await fleet({ orders: 'warning' });
      await job(slow);
    };
    await turn();
    expect(questions).toHaveLength(1);
    clock.pass(HOUR - 1);
    await turn();
    expect(questions).toHaveLength(1);
    clock.pass(1);
    await turn();
    expect(questions).toHaveLength(2);
    expect(captures()).toHaveLength(3);
  });

  it('is of the hottest subtask as well where one does most of the work', async () => {
    const { fleet, job, questions, captures } = setup();
    const skewed: Job = {
      ...slow,
      vertices: slow.vertices.map((vertex) =>
        vertex.name === 'sink'
          ? {
              ...vertex,
              mean: { ...vertex.mean, busy: ratio(0.3) },
              subtasks: [0.1, 0.1, 1, 0].map((busy, index) => ({
                index,
                level: null,
                shares: { busy: ratio(busy), backpressured: ratio(0), idle: null },
              })),
            }
          : vertex,
      ),
    };
    await fleet({ orders: 'ok' });
    await fleet({ orders: 'warning' });
    await job(skewed);
    expect(questions).toMatchObject([{ vertex: 'sink', subtask: 2 }]);
    expect(
      captures()
        .map(({ subtask, count }) => [subtask, count])
        .toSorted(([, a = 0], [, b = 0]) => (b ?? 0) - (a ?? 0)),
    ).toEqual([
      [null, 4],
      [2, 2],
    ]);
    expect(captures().find(({ subtask }) => subtask === 2)?.title).toMatch(
      /^Subtask 2 alone: sink is the bottleneck: one subtask is 100 % busy/,
    );
  });

  it('is not taken where it is switched off', async () => {
    const { fleet, job, questions, switchOff } = setup();
    switchOff();
    await fleet({ orders: 'ok' });
    await fleet({ orders: 'warning' });
    await job(slow);
    expect(questions).toEqual([]);
  });

  it('is tried again after a minute, three times in all', async () => {
    const { fleet, job, questions, clock, answer, captures } = setup();
    answer(() => Promise.resolve(failed(trouble)));
    await fleet({ orders: 'ok' });
    await fleet({ orders: 'warning' });
    for (let i = 0; i < 6; i += 1) {
      await job(slow);
      clock.pass(MINUTE - 1);
      await job(slow);
      expect(questions).toHaveLength(Math.min(3, i + 1));
      clock.pass(1);
    }
    expect(captures()).toEqual([]);
  });

  it('is taken of one application after the other; a bug in one is told and stops none', async () => {
    const { fleet, job, questions, answer, log, captures, idle } = setup();
    const first = deferred<Result<TakenFlame>>();
    answer((question) => {
      if (question.ref.id === 'arn:payments') throw new Error('a bug');
      return first.promise;
    });
    const names = { orders: 'ok', payments: 'ok', scores: 'ok' } as const;
    void fleet(names);
    await settle();
    void fleet({ orders: 'warning', payments: 'warning', scores: 'warning' });
    for (const name of Object.keys(names)) void job(slow, name);
    await settle();
    expect(questions.map(({ ref }) => ref.id)).toEqual(['arn:orders']);
    first.fulfil(ok({ at: millis(START), whole: { on: tree({ a: 1 }), off: tree({}) }, alone: null }));
    await idle();
    expect(questions.map(({ ref }) => ref.id)).toEqual(['arn:orders', 'arn:payments', 'arn:scores']);
    expect(log.join()).toContain('a bug');
    expect([captures('orders'), captures('payments'), captures('scores')].map((each) => each.length)).toEqual([1, 0, 1]);
  });
});
