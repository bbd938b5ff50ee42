import { afterEach, describe, expect, it } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import { vertexReader } from '#electron/engine/insight/readers/vertex.ts';
import type { CauseKind } from '#shared/analysis/skew/causes.ts';
import type { SkewJudgement } from '#shared/analysis/skew/judgeSkew.ts';
import { judgeSkew } from '#shared/analysis/skew/judgeSkew.ts';
import type { WatermarkJudgement } from '#shared/analysis/skew/watermarkLag.ts';
import { judgeWatermarks } from '#shared/analysis/skew/watermarkLag.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';

const signal = new AbortController().signal;
let simulator: TestSimulator | null = null;
afterEach(async () => {
  await simulator?.close();
  simulator = null;
});

interface Judged {
  readonly skew: SkewJudgement;
  readonly watermarks: WatermarkJudgement;
}

/** Every vertex of the application that a scenario befalls, read and judged as the panel does, by its name. */
async function judged(scenario: string): Promise<ReadonlyMap<string, Judged>> {
  simulator = await startTestSimulator({ scenario, applications: 1 });
  const { application } = (await simulator.truth())[0] ?? { application: '' };
  await simulator.advance(5 * MINUTE);
  const base = Object.entries(simulator.addresses.flink).find(([name]) => name.endsWith(application))?.[1] ?? '';
  const rest = flinkRest({ base, cookie: null, concurrency: 4, timeout: millis(60_000) });
  const jobs = await rest.jobs(signal);
  const id = jobs.ok ? (jobs.value.find(({ state }) => state === 'RUNNING')?.id ?? '') : '';
  const job = await readJob(rest, id, '1.20', new Map(), signal);
  if (!job.ok) throw new Error(job.error.message);
  const { vertices, edges } = job.value;
  const readers = vertices.map((vertex) => ({
    vertex,
    reader: vertexReader({ kind: 'vertex', ref: { connection: 'c', id }, vertex: vertex.id }),
  }));
  const found = new Map<string, Judged>();
  // Rates need two readings of Flink's metrics, a source's watermarks the list of their names before.
  for (let poll = 0; poll < 3; poll += 1) {
    for (const { vertex, reader } of readers) {
      const place = { rest, job: id, version: '1.20' };
      const result = await reader.read({ place, job: () => job.value } as never, signal);
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.missing).toEqual([]);
      const inputs = edges.filter(({ to }) => to === vertex.id);
      const isSource = inputs.length === 0;
      const isKeyed = inputs.some(({ shipStrategy }) => shipStrategy === 'HASH');
      const { parallelism, maxParallelism } = vertex;
      const context = { isSource, at: null, silentInputs: [], hasInputs: !isSource, unread: false };
      found.set(vertex.name, {
        skew: judgeSkew(result.value.subtasks, { isSource, isKeyed, parallelism, maxParallelism }),
        watermarks: judgeWatermarks(result.value.subtasks, context),
      });
    }
    await simulator.advance(10 * SECOND);
  }
  return found;
}

describe(
  'the subtask that a scenario makes slow is the one that is named, and nobody in other vertices',
  { timeout: 120_000 },
  () => {
    it.each<readonly [scenario: string, vertex: string, slow: readonly number[], kind: CauseKind, says: string]>([
      [
        'data-skew',
        'Session per visitor -> Summary',
        [0],
        'key',
        'subtask 0 of 8 gets 94 % of all records: one hot key, or few, in key groups 0 to 15',
      ],
      ['checkpoint-key-skew', 'Level per article -> Changed', [6], 'key', 'key groups 96 to 111'],
      ['hot-key-and-leak', 'Session per visitor -> Summary', [0], 'key', 'gets 94 % of all records'],
      ['state-skew', 'EventTimeSessionWindows', [2], 'state', 'Records are spread evenly, state is not: subtask 2'],
      [
        'few-shards-idle-subtasks',
        'Source: readings -> Parse reading',
        [0],
        'splits',
        'Subtask 0 of 6 reads 100 % of all records, from sensor-readings shardId-000000000000, sensor-readings shardId-000000000006. Subtasks 1, 2, 3, 4 and 5 get none',
      ],
    ])('%s', async (scenario, vertex, slow, kind, says) => {
      const vertices = await judged(scenario);
      const { skew } = vertices.get(vertex) ?? {};
      expect(skew?.slow).toEqual(slow);
      expect(skew?.cause?.kind).toBe(kind);
      expect(skew?.cause?.sentence).toContain(says);
      for (const [name, { skew: other }] of vertices) if (name !== vertex) expect(other.cause, name).toBeNull();
    });

    it('idle-shard-stalls-watermark: who holds event time back, and that it gets no records', async () => {
      const vertices = await judged('idle-shard-stalls-watermark');
      const source = vertices.get('Source: telemetry[1] -> WatermarkAssigner[2]');
      expect(source?.watermarks.holding).toEqual([3]);
      expect(source?.watermarks.sentence).toContain('It reads vehicle-telemetry shardId-000000000003.');
      const after = vertices.get('PythonCalc[3] -> LocalWindowAggregate[4]');
      expect(after?.watermarks.holding).toEqual([3]);
      expect(after?.watermarks.sentence).toContain('It gets no records');
      expect(after?.skew.cause?.sentence).toContain('Subtask 3 of 4 gets no records while the others do');
      // Behind an exchange all subtasks wait for it alike.
      expect(vertices.get('GlobalWindowAggregate[6] -> Calc[7] -> lowest_battery[8]: Writer')?.watermarks.holding).toEqual([]);
    });

    it('slow-sink: nobody, for all subtasks of the sink are slow alike', async () => {
      const vertices = await judged('slow-sink');
      for (const [name, { skew }] of vertices) expect(skew.slow, name).toEqual([]);
    });
  },
);
