import { describe, expect, it } from 'vitest';
import { checkpoints } from '#electron/simulator/flink/jobs/checkpoints.ts';
import { jobDetail } from '#electron/simulator/flink/jobs/job.ts';
import { jobMetrics } from '#electron/simulator/flink/metrics/jobMetrics.ts';
import { createClusterMemory } from '#electron/simulator/flink/memory.ts';
import type { FlinkAnswer, JobScope } from '#electron/simulator/flink/scope.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { SimulatedApplication, World } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import { NOON, jobOf, lonely, seriesOf } from '#test/support/worlds.ts';

/** What the dashboard of an application's first job says now. */
function dashboard({ world, application }: { readonly world: World; readonly application: SimulatedApplication }) {
  const scope = (): JobScope => ({
    application,
    job: jobOf(application),
    now: world.now,
    modern: false,
    query: new URLSearchParams(),
    memory: createClusterMemory(),
    logs: () => [],
  });
  return {
    scope,
    metric: (name: string) => Number(jobMetrics(scope()).get(name)),
    checkpoints: () => valueOf(checkpoints(scope())),
    job: () => valueOf(jobDetail(scope())),
  };
}

const valueOf = (answer: FlinkAnswer): unknown => (answer.ok ? answer.value : answer.error);

/** An application whose job has just failed, and what its dashboard says. */
function down() {
  const name = 'orders-enrichment';
  const world = createWorld({
    seed: 7,
    scenario: {
      id: 'one-restart',
      title: 'One restart',
      applications: [{ blueprint: name, name, status: 'RUNNING' }],
      faults: [],
      events: [{ kind: 'restart', application: name, at: millis(5 * MINUTE) }],
    },
    start: NOON,
    history: millis(10 * MINUTE),
  });
  const [application] = world.applications;
  if (application === undefined) throw new Error('It is not there.');
  const step = () => world.advanceTo(millis(world.now + STEP));
  for (let i = 0; i < 40 && jobOf(application).downSince === null; i++) step();
  const minute = (metric: string) => seriesOf(world, name, metric)?.read(millis(NOON + 5 * MINUTE), millis(NOON + 6 * MINUTE))[0];
  return { world, application, step, minute, ...dashboard({ world, application }) };
}

describe('a job that is down', () => {
  it('has been so since the failure, as CloudWatch says, and not since its last start', () => {
    const { world, scope, metric, step, minute } = down();
    const { state, downSince } = scope().job;
    expect(state).toBe('RESTARTING');
    expect(metric('downtime')).toBe(world.now - (downSince ?? 0));
    expect(metric('downtime')).toBeLessThan(MINUTE);
    expect(metric('restartingTime')).toBe(metric('downtime'));
    expect(metric('uptime')).toBe(0);
    let most = 0;
    for (let i = 0; i < 4; i++) {
      most = Math.max(most, metric('downtime'));
      step();
    }
    expect(minute('downtime')?.maximum).toBe(most);
    expect(['downtime', 'restartingTime'].map(metric)).toEqual([0, 0]);
    expect(metric('uptime')).toBeGreaterThan(0);
  });

  it('began to restart when it failed, and ran when it was back', () => {
    const { scope, job, world } = down();
    const failed = scope().job.downSince;
    world.advanceTo(millis(world.now + 2 * MINUTE));
    expect(job()).toMatchObject({ timestamps: { RESTARTING: failed, RUNNING: scope().job.runningSince } });
    expect(scope().job.runningSince).toBeGreaterThan(failed ?? Infinity);
  });

  it('goes back to its last checkpoint, and says so', () => {
    const { scope, checkpoints: told, metric, world, application } = down();
    expect(told()).toMatchObject({ counts: { restored: 0 }, latest: { restored: null } });
    expect(metric('lastCheckpointRestoreTimestamp')).toBe(-1);
    const { id } = scope().job.checkpoints.latest.completed ?? { id: 0 };
    world.advanceTo(millis(world.now + 2 * MINUTE));
    const { runningSince } = scope().job;
    expect(told()).toMatchObject({
      counts: { restored: 1 },
      latest: {
        restored: {
          id,
          restore_timestamp: runningSince,
          is_savepoint: false,
          external_path: `s3://managed-flink-checkpoints/${application.name}/${scope().job.id}/chk-${id}`,
        },
      },
    });
    expect(metric('lastCheckpointRestoreTimestamp')).toBe(runningSince);
  });
});

describe('a job that began from a snapshot', () => {
  it('names it', () => {
    const each = owned('orders-enrichment');
    each.update({});
    each.until('UPDATING');
    each.until('RUNNING');
    const [snapshot] = each.application.snapshots;
    expect(dashboard(each).checkpoints()).toMatchObject({
      counts: { restored: 1 },
      latest: { restored: { is_savepoint: true, external_path: expect.stringContaining(snapshot?.name ?? '?') as string } },
    });
  });
});

describe('a job whose checkpoints fail', () => {
  it('still knows the last that completed, and what all of them were like', () => {
    const each = lonely('orders-enrichment');
    const { scope, checkpoints: told, metric } = dashboard(each);
    const { latest, completed } = scope().job.checkpoints;
    const before = told();
    each.break('checkpoint-serialization-failure');
    each.pass(20);
    const { history, failed } = scope().job.checkpoints;
    expect(history.every(({ status }) => status !== 'COMPLETED')).toBe(true);
    const id = latest.completed?.id ?? 0;
    expect(told()).toMatchObject({
      counts: { completed, failed },
      latest: { completed: { id }, failed: { id: history.find(({ status }) => status === 'FAILED')?.id } },
      summary: (before as { readonly summary: object }).summary,
    });
    expect(metric('lastCompletedCheckpointId')).toBe(id);
    expect(metric('lastCheckpointSize')).toBe(latest.completed?.checkpointedSize);
  });

  it('sums up all that completed, not the ten of the history', () => {
    const { scope } = dashboard(lonely('orders-enrichment'));
    const { history, summary } = scope().job.checkpoints;
    expect(summary.duration.recent).not.toHaveLength(history.length);
    expect(summary.duration.min).toBe(Math.min(...summary.duration.recent));
    expect(summary.duration.max).toBe(Math.max(...summary.duration.recent));
    const last = history.find(({ status }) => status === 'COMPLETED');
    expect(summary.duration.recent).toContain(last?.duration);
  });
});

describe('figures of a job', () => {
  it('has whole milliseconds, as Flink has', () => {
    const { job } = dashboard(owned('orders-enrichment'));
    const { vertices } = job() as { readonly vertices: readonly { readonly metrics: Record<string, unknown> }[] };
    const times = vertices.flatMap(({ metrics }) => Object.entries(metrics).filter(([name]) => name.endsWith('-time')));
    expect(times.length).toBeGreaterThan(0);
    for (const [name, value] of times) expect(Number.isInteger(value), name).toBe(true);
  });

  it('says how much barriers overtook in the last checkpoint', () => {
    const each = owned('clickstream-sessions');
    const { scope, metric } = dashboard(each);
    const { completed } = scope().job.checkpoints.latest;
    const all = Object.values(completed?.subtasks ?? {}).flat();
    const sum = (of: 'processed' | 'persisted') => all.reduce((total, ack) => total + (ack?.[of] ?? 0), 0);
    expect(metric('lastCheckpointProcessedData')).toBe(sum('processed'));
    expect(metric('lastCheckpointPersistedData')).toBe(sum('persisted'));
    expect(sum('processed') + sum('persisted')).toBeGreaterThan(0);
  });
});
