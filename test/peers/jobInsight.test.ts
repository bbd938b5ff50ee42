import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { readFailures } from '#shared/analysis/failures/readFailures.ts';
import { verdict } from '#shared/analysis/failures/verdict.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import { judgeSkew } from '#shared/analysis/skew/judgeSkew.ts';
import { readDump } from '#shared/analysis/threads/readDump.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Job } from '#shared/model/job.ts';
import { millis } from '#shared/units/units.ts';
import type {
  RawBackpressure,
  RawCheckpointDetail,
  RawCheckpointSubtasks,
  RawExceptions,
  RawFlame,
  RawJob,
  RawVertexDetail,
} from './support/flinkAnswers.ts';
import type { FlinkCluster, PeerJob } from './support/flinkCluster.ts';
import { flinkVersions, startFlink } from './support/flinkCluster.ts';
import type { Insight } from './support/insight.ts';
import { readInsight } from './support/insight.ts';
import { sameMoment } from './support/sameMoment.ts';

const names: readonly PeerJob[] = ['healthy', 'backpressured', 'skewed', 'failing', 'slowCheckpoints', 'aligning', 'busy'];
/** A job's figures count once it has run for fifteen seconds; two processors are shared by all of it. */
const PATIENCE = { timeout: 120_000, interval: 1_000 };

describe.each(flinkVersions)('what the app finds in jobs of a real Flink %s', (version) => {
  let flink: FlinkCluster;
  let insight: Insight;
  const ids = new Map<PeerJob, string>();
  const id = (name: PeerJob) => ids.get(name) ?? '';
  const vertexOf = ({ vertices }: Job, name: string) => {
    const found = vertices.find((vertex) => vertex.name.startsWith(name));
    if (found === undefined) throw new Error(`There is no vertex ${name}.`);
    return found;
  };

  beforeAll(async () => {
    flink = await startFlink(version);
    await Promise.all(names.map(async (name) => ids.set(name, await flink.run(name))));
    insight = readInsight(flink.url, version);
  });
  afterAll(async () => {
    insight?.close();
    await flink?.dispose();
  });

  it.each([
    ['backpressured', 'Slow lookup'],
    ['skewed', 'Score per key -> Discard: Writer'],
    ['slowCheckpoints', 'Slow write -> Discard: Writer'],
    ['busy', 'Crunch numbers'],
    ['healthy', undefined],
  ] as const)('the bottleneck of the %s job: %s', async (name, expected) => {
    await vi.waitFor(async () => {
      const job = await insight.job(id(name));
      expect(job.vertices.map(({ level }) => level)).not.toContain(null);
      expect(job.vertices.find((vertex) => vertex.id === findBottleneck(job)?.vertex)?.name).toBe(expected);
    }, PATIENCE);
  });

  it('which subtask has nearly all records of a skewed vertex', async () => {
    const job = await insight.job(id('skewed'));
    const vertex = vertexOf(job, 'Score per key');
    const followed = insight.follow(id('skewed'), { kind: 'vertex', vertex: vertex.id });
    const path = `jobs/${id('skewed')}/vertices/${vertex.id}`;
    // Figures of a subtask count fifteen seconds after it began to run.
    await vi.waitFor(async () => {
      for (const { shares } of (await followed.read()).subtasks) expect(shares.busy).not.toBeNull();
    }, PATIENCE);
    const [raw, { subtasks }] = await sameMoment(
      () => flink.ask<RawBackpressure>(`${path}/backpressure`),
      () => followed.read(),
    );
    expect(subtasks.map(({ index, level, shares }) => [index, level, shares.busy, shares.backpressured, shares.idle])).toEqual(
      (raw.subtasks ?? [])
        .toSorted((a, b) => a.subtask - b.subtask)
        .map((each) => [
          each.subtask,
          each.backpressureLevel,
          ...[each.busyRatio, each.ratio, each.idleRatio].map((share) => Math.min(1, share)),
        ]),
    );
    const before = await flink.ask<RawVertexDetail>(path);
    const detail = await followed.read();
    const after = await flink.ask<RawVertexDetail>(path);
    expect(detail.missing).toEqual([]);
    expect(detail.subtasks).toHaveLength(4);
    for (const [i, subtask] of detail.subtasks.entries()) {
      const [least, most] = [before.subtasks[i]!, after.subtasks[i]!];
      expect(subtask).toMatchObject({
        index: least.subtask,
        status: 'RUNNING',
        attempt: least.attempt,
        taskManager: least['taskmanager-id'],
        host: least.endpoint,
      });
      expect(subtask.readRecords).toBeGreaterThanOrEqual(least.metrics['read-records']);
      expect(subtask.readRecords).toBeLessThanOrEqual(most.metrics['read-records']);
    }
    const busiest = after.subtasks.toSorted((a, b) => b.metrics['read-records'] - a.metrics['read-records'])[0];
    const judged = judgeSkew(detail.subtasks, {
      parallelism: vertex.parallelism,
      maxParallelism: vertex.maxParallelism,
      isSource: false,
      isKeyed: true,
    });
    expect(judged.slow).toEqual([busiest?.subtask]);
    expect(judged.cause?.kind).toBe('key');
  });

  it('the exception that restarts a job, below those that wrap it', async () => {
    const path = `jobs/${id('failing')}/exceptions`;
    await vi.waitFor(async () => {
      expect((await flink.ask<RawExceptions>(path)).exceptionHistory.entries.length).toBeGreaterThan(5);
    }, PATIENCE);
    const followed = insight.follow(id('failing'), { kind: 'failures' });
    const raw = await flink.ask<RawExceptions>(path);
    const { failures } = await followed.read();
    const [newest] = raw.exceptionHistory.entries;
    const told = failures.filter(({ at }) => at <= (newest?.timestamp ?? 0));
    expect(
      told.map(({ at, exception, stacktrace, task, taskManager, endpoint }) => ({
        at,
        exception,
        stacktrace,
        task,
        taskManager,
        endpoint,
      })),
    ).toEqual(
      raw.exceptionHistory.entries.map((entry) => ({
        at: entry.timestamp,
        exception: entry.exceptionName,
        stacktrace: entry.stacktrace,
        task: entry.taskName,
        taskManager: entry.taskManagerId,
        endpoint: entry.endpoint,
      })),
    );
    const story = readFailures(failures);
    expect(verdict(story, story.bursts[0]?.at ?? millis(0))).toContain('Always subtask 1 of 2');
    expect(story.groups).toHaveLength(1);
    expect(story.bursts).toHaveLength(failures.length);
    expect(story.groups[0]).toMatchObject({
      title: 'NumberFormatException: For input string: "12,5"',
      vertices: [{ vertex: 'Parse record -> Discard: Writer', subtasks: [1], parallelism: 2 }],
      shared: [{ kind: 'subtask', subtask: 1 }],
    });
  });

  /** The newest checkpoint that is complete, as the app and as Flink tell it. */
  async function newestCheckpoint(name: PeerJob) {
    const job = await insight.job(id(name));
    const newest = job.checkpoints.history.find(({ status, savepoint }) => status === 'COMPLETED' && !savepoint);
    if (newest === undefined) throw new Error('No checkpoint is complete yet.');
    const detail = await insight.follow(id(name), { kind: 'checkpoint', id: newest.id }).read();
    const raw = await flink.ask<RawCheckpointDetail>(`jobs/${id(name)}/checkpoints/details/${newest.id}`);
    return { job, detail, raw };
  }

  async function expectFiguresOfFlink(name: PeerJob, { detail, raw }: { detail: CheckpointDetail; raw: RawCheckpointDetail }) {
    expect(detail.checkpoint).toMatchObject({
      id: raw.id,
      triggered: raw.trigger_timestamp,
      duration: raw.end_to_end_duration,
      stateSize: raw.state_size,
    });
    for (const vertex of detail.vertices) {
      const path = `jobs/${id(name)}/checkpoints/details/${raw.id}/subtasks/${vertex.id}`;
      const { subtasks } = await flink.ask<RawCheckpointSubtasks>(path);
      expect(
        vertex.subtasks?.map(({ index, duration, startDelay, alignment, sync, async }) => ({
          index,
          duration,
          startDelay,
          alignment,
          sync,
          async,
        })),
      ).toEqual(
        subtasks.map((each) => ({
          index: each.index,
          duration: each.end_to_end_duration,
          startDelay: each.start_delay,
          alignment: each.alignment.duration,
          sync: each.checkpoint.sync,
          async: each.checkpoint.async,
        })),
      );
    }
  }

  it('what a checkpoint waits for behind a slow writer', async () => {
    await vi.waitFor(async () => {
      const { job, detail, raw } = await newestCheckpoint('slowCheckpoints');
      const found = criticalPath(detail, job.edges);
      expect(found).toMatchObject({
        kind: 'acknowledged',
        phase: 'startDelay',
        place: { name: 'Slow write -> Discard: Writer' },
      });
      await expectFiguresOfFlink('slowCheckpoints', { detail, raw });
    }, PATIENCE);
  });

  it('what a checkpoint waits for where one input is late', async () => {
    await vi.waitFor(async () => {
      const { job, detail, raw } = await newestCheckpoint('aligning');
      const found = criticalPath(detail, job.edges);
      expect(found).toMatchObject({
        kind: 'acknowledged',
        phase: 'alignment',
        place: { name: 'Bring together -> Discard: Writer' },
        late: { name: 'Uneven work', subtask: 1 },
      });
      await expectFiguresOfFlink('aligning', { detail, raw });
    }, PATIENCE);
  });

  it('the hot method of a busy operator', async () => {
    const job = await insight.job(id('busy'));
    const vertex = vertexOf(job, 'Crunch numbers').id;
    const [{ trees }, raw] = await vi.waitFor(async () => {
      // Whoever begins to look takes the newest sampling alone; Flink makes another every minute.
      const sampling = await insight.follow(id('busy'), { kind: 'flame', vertex, subtask: null, minutes: 1 }).read();
      const graph = await flink.ask<RawFlame>(`jobs/${id('busy')}/vertices/${vertex}/flamegraph?type=on_cpu`);
      expect(sampling).toMatchObject({ rounds: 1, sampledAt: graph.endTimestamp });
      return [sampling, graph] as const;
    }, PATIENCE);
    const hottest = hotMethods(trees!.on, 3);
    expect(hottest[0]?.name).toBe('streamgauge.peers.HotMethod.grind');
    expect(trees?.on).toEqual(raw.data);
  });

  it('which thread works for which subtask', async () => {
    const { taskmanagers } = await flink.ask<{ taskmanagers: { id: string }[] }>('taskmanagers');
    const dump = readDump(await insight.threads(taskmanagers[0]!.id));
    const crunching = dump.filter(({ task, kind }) => kind === 'task' && task?.operator === 'Crunch numbers');
    expect(crunching.map(({ task }) => [task?.subtask, task?.parallelism])).toEqual([[0, 1]]);
    expect(crunching[0]?.doing).toMatchObject({ kind: 'running', place: expect.stringContaining('HotMethod.grind') });
    const scoring = dump.filter(({ task, kind }) => kind === 'task' && task?.operator.startsWith('Score per key') === true);
    expect(scoring.map(({ task }) => task?.subtask ?? -1).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });

  it('where subtasks run, with the slots and the memory of it', async () => {
    const managers = insight.follow(id('skewed'), { kind: 'taskManagers' });
    const raw = await flink.ask<{
      taskmanagers: { id: string; slotsNumber: number; hardware: { cpuCores: number; physicalMemory: number } }[];
    }>('taskmanagers');
    const { taskManagers } = await vi.waitFor(async () => {
      const value = await managers.read();
      expect(value.taskManagers[0]?.heap.used).not.toBeNull();
      return value;
    }, PATIENCE);
    expect(taskManagers.map(({ id: own, slots, cores, physicalMemory }) => [own, slots, cores, physicalMemory])).toEqual(
      raw.taskmanagers.map((each) => [each.id, each.slotsNumber, each.hardware.cpuCores, each.hardware.physicalMemory]),
    );
    const scoring = taskManagers[0]?.subtasks?.filter(({ name }) => name.startsWith('Score per key'));
    expect(scoring?.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3]);
  });

  it('nothing wrong in a job that is well', async () => {
    const job = await insight.job(id('healthy'));
    expect(findBottleneck(job)).toBeNull();
    expect((await insight.follow(id('healthy'), { kind: 'failures' }).read()).failures).toEqual([]);
    const raw = await flink.ask<RawJob>(`jobs/${id('healthy')}`);
    expect(job.vertices.map(({ id: own }) => own)).toEqual(raw.vertices.map(({ id: own }) => own));
  });
});
