import { describe, expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { fail, runCheckpoints, startCheckpoints, trigger } from '#shared/simulation/runtime/checkpoints.ts';
import type { CheckpointScope } from '#shared/simulation/runtime/checkpoints.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import type { CheckpointStrain, Strain } from '#shared/simulation/strain.ts';
import type { SimulatedAcknowledgement } from '#shared/simulation/types.ts';
import { STEP } from '#shared/simulation/types.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { stage, strainWith } from '#test/support/flows.ts';
import { NOON } from '#test/support/worlds.ts';

/** The orders application, and its checkpoints after so many steps. */
function orders({
  strain = createStrain(),
  steps = 40,
  checkpoints = {},
  unaligned = false,
  tolerable = Infinity,
}: {
  readonly strain?: Strain;
  readonly steps?: number;
  readonly checkpoints?: Partial<CheckpointStrain>;
  readonly unaligned?: boolean;
  readonly tolerable?: number;
} = {}) {
  const blueprint = findBlueprint('orders-enrichment');
  const [job] = blueprint.jobs;
  if (job === undefined) throw new Error('no job');
  const { flow, sources, play } = stage(blueprint, job, 7);
  play(createStrain(), 20);
  play(strain, steps);
  const scope: CheckpointScope = {
    flow,
    sources,
    key: 7,
    interval: MINUTE,
    minPause: millis(5 * SECOND),
    unaligned,
    tolerable,
    strain: { ...createStrain().checkpoints, ...checkpoints },
  };
  const vertex = (uid: string) => {
    const found = flow.vertices.find((each) => each.blueprint.uid === uid);
    if (found === undefined) throw new Error(`no ${uid}`);
    return found;
  };
  return { flow, sources, play, scope, vertex };
}

/** One checkpoint, or savepoint, to its end. */
function take(scope: CheckpointScope, savepoint = false) {
  const state = startCheckpoints(NOON, 1);
  trigger(state, scope, NOON, savepoint);
  state.nextTrigger = millis(NOON + 9 * HOUR);
  const [event] = runCheckpoints(state, scope, millis(NOON + 2 * HOUR));
  const [checkpoint] = state.history;
  if (event === undefined || checkpoint === undefined) throw new Error('It did not end.');
  const of = (id: string) => (checkpoint.subtasks[id] ?? []).filter((each): each is SimulatedAcknowledgement => each !== null);
  const most = (id: string, phase: 'startDelay' | 'alignment' | 'sync' | 'async') =>
    Math.max(...of(id).map((each) => each[phase]));
  return { event, checkpoint, state, of, most };
}

describe('a checkpoint', () => {
  it('starts late behind records that wait', () => {
    const calm = orders();
    const sink = calm.vertex('warehouse');
    expect(take(calm.scope).most(sink.id, 'startDelay')).toBeLessThan(500);
    const slow = orders({ strain: strainWith(sink, { wait: 5 }) });
    expect(take(slow.scope).most(sink.id, 'startDelay')).toBeGreaterThan(5_000);
  });

  it('aligns long where one channel is fuller than the others, and processes records meanwhile', () => {
    const calm = orders();
    const join = calm.vertex('join');
    const hot = orders({ strain: strainWith(join, { hotKey: 0.8, wait: 1 }) });
    const [aligned, skewed] = [take(calm.scope), take(hot.scope)];
    expect(skewed.most(join.id, 'alignment')).toBeGreaterThan(20 * aligned.most(join.id, 'alignment'));
    expect(Math.max(...skewed.of(join.id).map(({ processed }) => processed))).toBeGreaterThan(1_000);
  });

  it('uploads long where one subtask has most of the state', () => {
    const join = orders().vertex('join');
    const skewed = orders({ strain: strainWith(join, { hotKey: 0.6, stateGrowth: 200 }), steps: 40 });
    const { of } = take(skewed.scope);
    const async = of(join.id)
      .map((each) => each.async)
      .sort((a, b) => b - a);
    const sizes = of(join.id)
      .map((each) => each.stateSize)
      .sort((a, b) => b - a);
    expect(sizes[0]).toBeGreaterThan(3 * (sizes[1] ?? Infinity));
    expect(async[0]).toBeGreaterThan(2 * (async[1] ?? Infinity));
  });

  it('is over an hour old when it expires, and the next one follows after the pause', () => {
    const { flow, scope, vertex } = orders();
    const edge = vertex('warehouse').inputs[0];
    edge?.queue.fill(1_000);
    flow.vertices.find(({ blueprint }) => blueprint.uid === 'warehouse')?.processed.fill(STEP / MINUTE);
    const state = startCheckpoints(NOON, 1);
    const events = runCheckpoints(state, scope, millis(NOON + HOUR + MINUTE));
    expect(events.map(({ kind, at }) => [kind, at - NOON])).toEqual([
      ['triggered', 0],
      ['failed', HOUR],
      ['triggered', HOUR + 5 * SECOND],
    ]);
    expect(state.history[0]).toMatchObject({ status: 'FAILED', failure: 'Checkpoint expired before completing.' });
    expect(state.history[0]?.subtasks[vertex('warehouse').id]).toContain(null);
  });

  it('writes all of the state when it is a savepoint, and what changed else', () => {
    const settled = orders({ steps: 400 });
    take(settled.scope);
    settled.play(createStrain(), 4);
    const [savepoint, checkpoint] = [take(settled.scope, true), take(settled.scope)];
    expect(savepoint.checkpoint.checkpointedSize).toBe(savepoint.checkpoint.stateSize);
    expect(checkpoint.checkpoint.checkpointedSize).toBeLessThan(0.2 * checkpoint.checkpoint.stateSize);
  });

  it('writes everything since the last one that completed: savepoints and failed ones between do not count', () => {
    const written = (between: (each: ReturnType<typeof orders>) => void) => {
      const each = orders({ steps: 400 });
      take(each.scope);
      each.play(createStrain(), 4);
      between(each);
      return take(each.scope).checkpoint.checkpointedSize;
    };
    const usual = written(() => undefined);
    expect(written(({ scope }) => take(scope, true))).toBe(usual);
    expect(written(({ scope }) => take({ ...scope, strain: { ...scope.strain, fails: 'declined' } }))).toBe(usual);
    expect(written(({ scope }) => take(scope))).toBeLessThan(usual / 4);
  });

  it('leaves to the next one what came while it was under way', () => {
    const each = orders({ steps: 400 });
    take(each.scope);
    const state = startCheckpoints(NOON, 1);
    trigger(state, each.scope, NOON, false);
    each.play(createStrain(), 4);
    state.nextTrigger = millis(NOON + 9 * HOUR);
    runCheckpoints(state, each.scope, millis(NOON + HOUR));
    const after = take(each.scope).checkpoint.checkpointedSize;
    const quiet = take(each.scope).checkpoint.checkpointedSize;
    expect(after).toBeGreaterThan(4 * quiet);
  });

  it('writes more now and then, when RocksDB has merged its files', () => {
    const { play, scope } = orders({ steps: 800 });
    const state = startCheckpoints(NOON, 1);
    const sizes: number[] = [];
    for (let i = 0; i < 60; i++) {
      play(createStrain(), 4);
      trigger(state, scope, state.nextTrigger, false);
      for (const event of runCheckpoints(state, scope, state.nextTrigger)) {
        if (event.kind === 'completed' && i > 0) sizes.push(event.checkpoint.checkpointedSize);
      }
    }
    const usual = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
    expect(Math.max(...sizes)).toBeGreaterThan(1.15 * usual);
    expect(Math.max(...sizes)).toBeLessThan(4 * usual);
  });
});

describe('a checkpoint whose barriers wait', () => {
  it('is done soon after the backpressure is over, not as late as it seemed at its beginning', () => {
    const sink = orders().vertex('warehouse');
    const { play, scope } = orders({ strain: strainWith(sink, { wait: 60 }) });
    const state = startCheckpoints(NOON, 1);
    trigger(state, scope, NOON, false);
    const seemed = state.pending?.duration ?? 0;
    expect(seemed).toBeGreaterThan(60_000);
    play(createStrain(), 4);
    state.nextTrigger = millis(NOON + HOUR);
    const [event] = runCheckpoints(state, scope, millis(NOON + 2 * STEP));
    expect(event).toBeUndefined();
    runCheckpoints(state, scope, millis(NOON + 4 * STEP));
    expect(state.history[0]?.status).toBe('COMPLETED');
    expect(state.history[0]?.duration).toBeLessThan(seemed / 2);
  });
});

describe('an unaligned checkpoint', () => {
  it('overtakes what waits, keeps it, and is quick whatever the backpressure', () => {
    const strain = strainWith(orders().vertex('warehouse'), { wait: 20 });
    const aligned = take(orders({ strain }).scope);
    const unaligned = take(orders({ strain, unaligned: true }).scope);
    expect(aligned.checkpoint.duration).toBeGreaterThan(20_000);
    expect(unaligned.checkpoint.duration).toBeLessThan(2_000);
    expect(unaligned.checkpoint.unaligned).toBe(true);
    const persisted = (subtasks: typeof aligned.checkpoint.subtasks) =>
      Object.values(subtasks)
        .flat()
        .reduce((all, each) => all + (each?.persisted ?? 0), 0);
    expect(persisted(aligned.checkpoint.subtasks)).toBe(0);
    expect(persisted(unaligned.checkpoint.subtasks)).toBeGreaterThan(1e6);
    expect(unaligned.checkpoint.checkpointedSize).toBeGreaterThan(aligned.checkpoint.checkpointedSize);
  });

  it('is never a savepoint: those align', () => {
    const { scope } = orders({ unaligned: true });
    expect(take(scope, true).checkpoint.unaligned).toBe(false);
  });
});

describe('what is wrong with checkpoints', () => {
  it('slows down the one phase that it is about', () => {
    const calm = orders();
    const join = calm.vertex('join').id;
    const base = take(calm.scope);
    const phases = ['startDelay', 'alignment', 'sync', 'async'] as const;
    const strained: Record<(typeof phases)[number], Partial<CheckpointStrain>> = {
      startDelay: { startDelay: 60_000 },
      alignment: { alignment: 60_000 },
      sync: { sync: 60_000 },
      async: { upload: 500 },
    };
    for (const phase of phases) {
      const slow = take(orders({ checkpoints: { ...strained[phase], vertex: join } }).scope);
      for (const each of phases) {
        const more = slow.most(join, each) - base.most(join, each);
        if (each === phase) expect(more, `${phase}: ${each}`).toBeGreaterThan(20_000);
        else expect(Math.abs(more), `${phase}: ${each}`).toBeLessThan(50);
      }
      expect(slow.most(calm.vertex('orders-source').id, phase)).toBeLessThan(1_000);
      expect(slow.checkpoint.duration).toBeGreaterThan(20_000);
    }
  });

  it('fails every one of them, and every savepoint', () => {
    const { event, checkpoint, state } = take(orders({ checkpoints: { fails: 'Asynchronous task checkpoint failed.' } }).scope);
    expect(event.kind).toBe('failed');
    expect(checkpoint).toMatchObject({ status: 'FAILED', failure: 'Asynchronous task checkpoint failed.' });
    expect(state).toMatchObject({ completed: 0, failed: 1, last: null });
    const snapshots = orders({ checkpoints: { snapshotsFail: 'The bucket is not there.' } }).scope;
    expect(take(snapshots, true).checkpoint.status).toBe('FAILED');
    expect(take(snapshots).checkpoint.status).toBe('COMPLETED');
  });

  it('leaves one waiting for an operator that never acknowledges, until it expires', () => {
    const hung = orders().vertex('prices').id;
    const { checkpoint } = take(orders({ checkpoints: { hangs: hung } }).scope);
    expect(checkpoint).toMatchObject({ status: 'FAILED', duration: HOUR, failure: 'Checkpoint expired before completing.' });
    expect(checkpoint.subtasks[hung]?.every((each) => each === null)).toBe(true);
    const others = Object.entries(checkpoint.subtasks).filter(([id]) => id !== hung);
    expect(others.flatMap(([, all]) => all)).not.toContain(null);
  });

  it('lets none begin: they count as failed, without an entry in the history', () => {
    const { scope } = orders({ checkpoints: { refused: 'some tasks have been finished' } });
    const state = startCheckpoints(NOON, 9);
    const events = runCheckpoints(state, scope, millis(NOON + 3 * MINUTE));
    expect(events.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused']);
    expect(state).toMatchObject({ failed: 3, history: [], nextId: 9 });
  });

  it('fails the job once more have failed in a row than are tolerated', () => {
    const { scope } = orders({ checkpoints: { fails: 'Asynchronous task checkpoint failed.' }, tolerable: 2 });
    const state = startCheckpoints(NOON, 1);
    const events = runCheckpoints(state, scope, millis(NOON + HOUR));
    expect(events.map(({ kind }) => kind)).toEqual([
      'triggered',
      'failed',
      'triggered',
      'failed',
      'triggered',
      'failed',
      'exceeded',
    ]);
    expect(events.flatMap((event) => (event.kind === 'failed' ? [event.before] : []))).toEqual([0, 1, 2]);
  });

  it('ends with the job that it belongs to', () => {
    const { scope } = orders();
    const state = startCheckpoints(NOON, 1);
    trigger(state, scope, NOON, false);
    fail(state, millis(NOON + 10), 'Checkpoint Coordinator is suspending.');
    expect(state).toMatchObject({ pending: null, failed: 1 });
  });
});
