import type { Topic } from '#shared/contract/topics.ts';
import { pendingOf } from '#shared/analysis/checkpoints/asOf.ts';
import { spanOf } from '#shared/analysis/checkpoints/phases.ts';
import type { CheckpointDetail, CheckpointSubtask, CheckpointVertex } from '#shared/model/insight/checkpointDetail.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Checkpoint, Checkpoints, Job } from '#shared/model/job.ts';
import { plainCheckpoints, plainVertex } from '#test/support/jobParts.ts';
import { MINUTE, SECOND, bytes, millis } from '#shared/units/units.ts';
import type { Script } from './scriptedHost.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';

export const ORDERS = application('orders');
export const JOB = 'a'.repeat(32);

type Phases = readonly [startDelay: number, alignment: number, sync: number, async: number];

/** A vertex by the phases of its subtasks, in milliseconds; null: it has not acknowledged. */
export type VertexOf = readonly [name: string, subtasks: readonly (Phases | null)[]];

const figuresOf = (phases: Phases, triggered: number, index: number): CheckpointSubtask => {
  const [startDelay, alignment, sync, async] = phases;
  const duration = spanOf({ startDelay, alignment, sync, async }, false);
  return {
    ...pendingOf(index),
    pending: false,
    acknowledged: millis(triggered + duration),
    duration,
    startDelay: millis(startDelay),
    alignment: millis(alignment),
    sync: millis(sync),
    async: millis(async),
    checkpointedSize: bytes(300_000 + index),
    stateSize: bytes(4_000_000 + index),
    processedData: bytes(alignment * 100),
    persistedData: bytes(0),
  };
};

export function checkpointOf(id: number, ago: number, change: Partial<Checkpoint> = {}): Checkpoint {
  return {
    id,
    status: 'COMPLETED',
    savepoint: false,
    triggered: millis(NOW - ago),
    duration: millis(800),
    checkpointedSize: bytes(2_000_000 + 10_000 * (id % 7)),
    stateSize: bytes(90_000_000 + 100_000 * id),
    failure: null,
    unaligned: false,
    acknowledged: null,
    subtasks: 8,
    acknowledgedSubtasks: 8,
    processedData: bytes(0),
    persistedData: bytes(0),
    path: `s3://checkpoints/orders/chk-${id}`,
    ...change,
  };
}

export function detailOf(checkpoint: Checkpoint, vertices: readonly VertexOf[]): CheckpointDetail {
  const all = vertices.map(([name, parts], i): CheckpointVertex => {
    const subtasks = parts.map((phases, index) =>
      phases === null ? pendingOf(index) : figuresOf(phases, checkpoint.triggered, index),
    );
    const answered = subtasks.filter(({ pending }) => !pending);
    return {
      id: `v${i}`,
      name,
      status: checkpoint.status,
      subtaskCount: subtasks.length,
      acknowledgedCount: answered.length,
      duration: answered.length === 0 ? null : millis(Math.max(...answered.map(({ duration }) => duration ?? 0))),
      acknowledged: null,
      checkpointedSize: bytes(300_000 * answered.length),
      stateSize: bytes(4_000_000 * answered.length),
      subtasks,
    };
  });
  const acknowledgedSubtasks = all.reduce((sum, { acknowledgedCount }) => sum + acknowledgedCount, 0);
  const subtasks = all.reduce((sum, { subtaskCount }) => sum + subtaskCount, 0);
  return { job: JOB, checkpoint: { ...checkpoint, subtasks, acknowledgedSubtasks }, vertices: all };
}

export const NAMES = ['Source: orders', 'Join customers', 'Slow write', 'Discard: Writer'];
const QUICK: Phases = [20, 0, 5, 40];

/** A slow subtask in front of a writer that aligns; `stuck`: it never acknowledges. */
export const slowAt = (stuck: boolean): readonly VertexOf[] => [
  [NAMES[0] ?? '', [QUICK, QUICK]],
  [NAMES[1] ?? '', [[60, 10, 8, 90], QUICK]],
  [NAMES[2] ?? '', [[6_000, 0, 4, 30], stuck ? null : [30_000, 0, 4, 30]]],
  [
    NAMES[3] ?? '',
    stuck
      ? [null, null]
      : [
          [6_010, 24_000, 2, 10],
          [6_010, 24_010, 2, 12],
        ],
  ],
];

const calm: readonly VertexOf[] = NAMES.map((name): VertexOf => [name, [QUICK, QUICK]]);
const LATE = millis(30_034);

/** 814 in progress, 813 slow, 812 failed, 811 a savepoint, 810 and older quick; below 805 they are kept alone. */
export const history: readonly Checkpoint[] = [
  checkpointOf(814, 8 * SECOND, {
    status: 'IN_PROGRESS',
    duration: null,
    checkpointedSize: null,
    stateSize: null,
    acknowledgedSubtasks: 5,
    path: null,
  }),
  checkpointOf(813, 1 * MINUTE, { duration: LATE }),
  checkpointOf(812, 13 * MINUTE, {
    status: 'FAILED',
    duration: millis(10 * MINUTE),
    failure: 'Checkpoint expired before completing.',
    acknowledgedSubtasks: 5,
    path: null,
  }),
  checkpointOf(811, 14 * MINUTE, { savepoint: true, path: 's3://savepoints/orders/savepoint-811' }),
  ...Array.from({ length: 26 }, (_, i) => checkpointOf(810 - i, (15 + i) * MINUTE)),
];

export const details: ReadonlyMap<number, CheckpointDetail> = new Map(
  history.map((each) => [
    each.id,
    detailOf(each, each.id === 813 ? slowAt(false) : each.status === 'COMPLETED' ? calm : slowAt(true)),
  ]),
);

export const jobWith = (change: Partial<Checkpoints> = {}, names: readonly string[] = NAMES): Job => ({
  id: JOB,
  name: 'orders',
  state: 'RUNNING',
  flinkVersion: '1.20.5',
  started: millis(NOW - 60 * MINUTE),
  vertices: names.map((name, i) => ({
    ...plainVertex,
    id: `v${i}`,
    name,
    operators: [name],
    parallelism: 2,
    maxParallelism: 128,
    status: 'RUNNING',
    recordsIn: null,
    recordsOut: null,
    worst: { busy: null, backpressured: null, idle: null },
    mean: { busy: null, backpressured: null, idle: null },
    level: null,
    subtasks: [],
  })),
  edges: names.slice(1).map((_name, i) => ({ from: `v${i}`, to: `v${i + 1}`, shipStrategy: 'HASH' })),
  checkpoints: {
    ...plainCheckpoints,
    enabled: true,
    interval: MINUTE,
    timeout: millis(10 * MINUTE),
    completed: 800,
    failed: 1,
    inProgress: 1,
    history: history.slice(0, 10),
    ...change,
  },
  restarts: 1,
});

interface CheckpointWorld {
  readonly mode?: ApplicationSummary['mode'];
  readonly job?: Job | null;
  readonly details?: ReadonlyMap<number, CheckpointDetail>;
  readonly kept?: readonly Checkpoint[];
}

/** The page of one application whose job and checkpoints are as told. */
export function checkpointScript(world: () => CheckpointWorld): Script {
  const base = scriptOf(
    { fleet: [ORDERS] },
    {
      'checkpoints.read': ({ from, to }: { from: number; to: number }) => ({
        ok: true,
        value: (world().kept ?? history)
          .filter(({ triggered }) => triggered >= from && triggered <= to)
          .map((checkpoint) => ({ job: JOB, checkpoint })),
      }),
      'markers.read': () => [{ ref: ORDERS.ref, at: NOW - 30 * MINUTE, until: null, kind: 'restart', text: 'Job restarted' }],
    },
  );
  const live = (value: unknown) => ({ state: 'live', value, at: NOW }) as never;
  const missing = {
    state: 'failed',
    error: { kind: 'not-found', source: 'Flink REST', message: 'It is gone.', remedy: 'Look at the history.' },
  } as const;
  const says = (topic: Topic) => {
    const { job = jobWith(), details: known = details } = world();
    switch (topic.kind) {
      case 'application':
        return live({
          summary: { ...ORDERS, mode: world().mode ?? ORDERS.mode },
          arn: null,
          description: null,
          version: 1,
          created: null,
          updated: null,
          configuration: [],
        });
      case 'job':
        return job === null ? missing : live(job);
      case 'activity':
        return live({
          versions: [],
          operations: [],
          snapshots: [{ name: 'before-release', status: 'READY', at: NOW - 50 * MINUTE, version: 7 }],
          tags: [],
          trail: null,
          missing: [],
        });
      case 'checkpoint': {
        const detail = known.get(topic.id);
        return detail === undefined ? missing : live(detail);
      }
      default:
        return base.says(topic);
    }
  };
  return { says, answers: base.answers };
}
