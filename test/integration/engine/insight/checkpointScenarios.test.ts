import { describe, expect, it } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import { readDetail } from '#electron/engine/insight/checkpoints/readDetail.ts';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { failureCause } from '#shared/analysis/checkpoints/failureCause.ts';
import type { Phase } from '#shared/analysis/checkpoints/phases.ts';
import { criticalSentence } from '#shared/analysis/checkpoints/words.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { SECOND, millis } from '#shared/units/units.ts';

const signal = new AbortController().signal;

/** What the newest checkpoint that is over says, or (`waits`) the one in progress, of the application that the scenario makes sick. */
async function said(scenario: string, wanted: 'over' | 'waits') {
  const simulator = await startTestSimulator({ scenario, applications: 1, historyHours: 2.2 });
  try {
    await simulator.setClock({ paused: true });
    const [truth] = await simulator.truth();
    const [base = ''] = Object.values((await simulator.state()).flink);
    const rest = flinkRest({ base, cookie: null, concurrency: 6, timeout: millis(30 * SECOND) });
    const jobs = await rest.jobs(signal);
    const [listed] = jobs.ok ? jobs.value : [];
    if (listed === undefined) throw new Error('no job');
    const job = await readJob(rest, listed.id, '1.20', new Map(), signal);
    if (!job.ok) throw new Error(job.error.message);
    const { checkpoints, edges } = job.value;
    const checkpoint = checkpoints.history.find(({ status }) => (status === 'IN_PROGRESS') === (wanted === 'waits'));
    if (checkpoint === undefined) return { truth, checkpoints, checkpoint: null, found: null, sentence: '' };
    const detail = await readDetail({ rest, job: listed.id, known: job.value }, checkpoint.id, signal);
    if (!detail.ok) throw new Error(detail.error.message);
    const found = criticalPath(detail.value, edges);
    return { truth, checkpoints, checkpoint, found, sentence: criticalSentence(checkpoint, found) };
  } finally {
    await simulator.close();
  }
}

/** The vertex of the truth's operator, by its name on the graph; `late`: it is named as the sender of the late barrier. */
const NAMED: readonly {
  readonly scenario: string;
  readonly where: string;
  readonly vertex: string;
  readonly phase: Phase;
  readonly by?: 'late';
}[] = [
  { scenario: 'checkpoint-long-start-delay', where: 'prices', vertex: 'Look up prices -> Total', phase: 'startDelay' },
  { scenario: 'checkpoint-long-alignment', where: 'join', vertex: 'Join customers', phase: 'alignment' },
  { scenario: 'checkpoint-long-sync', where: 'score', vertex: 'Profile per card -> Score', phase: 'sync' },
  { scenario: 'checkpoint-long-async', where: 'visitors', vertex: 'Features per visitor', phase: 'async' },
  { scenario: 'checkpoint-key-skew', where: 'levels', vertex: 'Level per article -> Changed', phase: 'async' },
  { scenario: 'state-skew', where: 'sessions', vertex: 'EventTimeSessionWindows', phase: 'async' },
  { scenario: 'unbounded-state-growth', where: 'idle', vertex: 'Idle carts', phase: 'async' },
  { scenario: 'data-skew', where: 'sessions', vertex: 'Session per visitor -> Summary', phase: 'alignment' },
  { scenario: 'autoscaling-not-triggered', where: 'prices', vertex: 'Look up prices -> Total', phase: 'alignment', by: 'late' },
];

/** Where the truth is of the application as a whole: a phase that is long everywhere, or a wait before the busiest. */
const EVERYWHERE = [
  ['checkpoint-memory-gc-pressure', 'sync', true],
  ['memory-or-thread-leak', 'sync', true],
  ['autoscaling-blocked-by-max-parallelism', 'startDelay', false],
  ['throughput-under-provisioned', 'alignment', false],
] as const;

describe('what a checkpoint took its time for, against the truth of the scenarios', { timeout: 120_000 }, () => {
  it.each(NAMED)('$scenario: $vertex, $phase', async ({ scenario, where, vertex, phase, by }) => {
    const { truth, found, sentence } = await said(scenario, 'over');
    expect(truth?.where).toBe(where);
    if (found?.kind !== 'acknowledged') throw new Error(sentence);
    expect(found.phase).toBe(phase);
    expect(by === 'late' ? found.late?.name : found.place.name).toBe(vertex);
  });

  it.each(EVERYWHERE)('%s: %s', async (scenario, phase, along) => {
    const { truth, found } = await said(scenario, 'over');
    expect(truth?.where).toBeNull();
    expect(found).toMatchObject({ kind: 'acknowledged', phase });
    if (found?.kind === 'acknowledged') expect(found.along !== null && found.along.share > 0.9).toBe(along);
  });

  it.each([
    ['checkpoint-key-skew', 'levels', 'Level per article -> Changed', [6]],
    ['async-sink-deadlock', 'lookup', 'async wait operator -> Map -> Sink: Writer', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['checkpoint-long-sync', 'score', 'Profile per card -> Score', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
  ] as const)('%s: the one in progress waits for %s', async (scenario, where, name, subtasks) => {
    const { truth, found } = await said(scenario, 'waits');
    expect(truth?.where).toBe(where);
    expect(found).toMatchObject({ kind: 'unanswered', vertices: [{ name, subtasks }] });
  });

  it('checkpoint-serialization-failure: the operator, and why', async () => {
    const { truth, found, checkpoint } = await said('checkpoint-serialization-failure', 'over');
    expect(truth?.where).toBe('points');
    expect(checkpoint?.status).toBe('FAILED');
    expect(failureCause(checkpoint?.failure ?? null)?.id).toBe('serialization');
    expect(found).toMatchObject({ kind: 'unanswered', vertices: [{ name: 'Points per member -> Level reached' }] });
  });

  it('backlog-overload-after-outage: why, and what had not answered', async () => {
    const { found, checkpoint } = await said('backlog-overload-after-outage', 'over');
    expect(failureCause(checkpoint?.failure ?? null)?.id).toBe('async');
    expect(found).toMatchObject({ kind: 'unanswered', vertices: [{ name: 'Session per visitor -> Summary' }] });
  });

  it('checkpoints-disabled and beam-checkpoint-finished-tasks: there is none', async () => {
    const off = await said('checkpoints-disabled', 'over');
    expect(off.checkpoints).toMatchObject({ enabled: false, interval: null });
    const beam = await said('beam-checkpoint-finished-tasks', 'over');
    expect(beam.checkpoints.enabled).toBe(true);
    expect(beam.checkpoint).toBeNull();
  });
});
