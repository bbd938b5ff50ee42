import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JobParts } from '#electron/clients/flink/assembleJob.ts';
import { assembleJob, settled } from '#electron/clients/flink/assembleJob.ts';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import { sharesSoFar, totalsMemory } from '#electron/clients/flink/vertexTotals.ts';
import { LowestWatermarkAnswer } from '#electron/clients/flink/watermark.ts';
import { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { SourceError } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { recordings } from '../recordedJob.ts';
import { damage, mutate, mutations, notFinite, textOf } from './mutate.ts';

// What real clusters answered, damaged in every way: through the client and into the model. A failure is a value; nothing is thrown.

const SEED = 20_261_130;
const signal = new AbortController().signal;
const recorded = (file: string): unknown => JSON.parse(readFileSync(join(recordings, `${file}.json`), 'utf8'));
afterEach(() => vi.unstubAllGlobals());

const rest = (): FlinkRest => flinkRest({ base: 'http://cluster.test/', cookie: null, concurrency: 8, timeout: millis(60_000) });
const answering = (text: string, status = 200) => vi.stubGlobal('fetch', () => Promise.resolve(new Response(text, { status })));

function checked<T>(answer: Result<T>): T | null {
  if (answer.ok) {
    expect(notFinite(answer.value)).toBeNull();
    return answer.value;
  }
  expect(SourceError.safeParse(answer.error).success).toBe(true);
  return null;
}

async function partsOf(situation: string): Promise<JobParts> {
  const ask = async <T>(file: string, run: (client: FlinkRest) => Promise<Result<T>>): Promise<T> => {
    answering(JSON.stringify(recorded(`${situation}/${file}`)));
    const answer = await run(rest());
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  const job = await ask('job', (client) => client.job('a', signal));
  const backpressure = await ask('v0-backpressure', (client) => client.backpressure('a', 'b', signal));
  return {
    version: '1.20.5',
    job,
    checkpoints: await ask('checkpoints', (client) => client.checkpoints('a', signal)),
    config: await ask('checkpoints-config', (client) => client.checkpointsConfig('a', signal)),
    restarts: 0,
    figures: new Map(
      job.vertices.map(({ id }) => [id, { backpressure, received: 1, sent: 1, read: 0, written: 0, watermark: null }]),
    ),
  };
}

function assembled(parts: JobParts): void {
  const job = assembleJob(parts);
  expect(notFinite(job)).toBeNull();
  expect(Job.safeParse(job).success).toBe(true);
  // Pages write them as dates, which throws for what is none.
  for (const at of [job.started, ...job.checkpoints.history.map(({ triggered }) => triggered)]) new Date(at).toISOString();
  for (const vertex of parts.job.vertices) settled(parts.job, vertex);
}

/** How often, what is damaged, and what is made of it. */
const cases: readonly (readonly [number, string, (client: FlinkRest, parts: JobParts) => Promise<void>])[] = [
  [
    9_000,
    'job',
    async (client, parts) => {
      const job = checked(await client.job('a', signal));
      if (job === null) return;
      const totals = totalsMemory();
      for (const each of [parts.job, job, parts.job, job]) {
        const spans = totals.follow(each);
        assembled({ ...parts, job: each, figures: new Map(), spans });
        for (const vertex of each.vertices) expect(notFinite(sharesSoFar(vertex, each.now))).toBeNull();
      }
      assembled({ ...parts, job });
    },
  ],
  [
    8_000,
    'v0-backpressure',
    async (client, parts) => {
      const backpressure = checked(await client.backpressure('a', 'b', signal));
      if (backpressure === null) return;
      const figures = { backpressure, received: null, sent: null, read: 0, written: 0, watermark: null };
      assembled({ ...parts, figures: new Map(parts.job.vertices.map(({ id }) => [id, figures])) });
    },
  ],
  [
    9_000,
    'checkpoints',
    async (client, parts) => {
      const checkpoints = checked(await client.checkpoints('a', signal));
      if (checkpoints !== null) assembled({ ...parts, checkpoints });
    },
  ],
  [
    3_000,
    'checkpoints-config',
    async (client, parts) => {
      const config = checked(await client.checkpointsConfig('a', signal));
      if (config !== null) assembled({ ...parts, config });
    },
  ],
  [3_000, 'job-metrics-get', async (client) => void checked(await client.jobMetrics('a', ['numRestarts'], signal))],
  [
    3_000,
    'v0-subtasks-metrics-get',
    async (client) => void checked(await client.vertexMetrics('a', 'b', (names) => names, signal)),
  ],
  [2_000, '../v1-watermarks', async (client) => void checked(await client.get('x', LowestWatermarkAnswer, signal))],
  [3_000, '../exceptions', async (client) => void checked(await client.exceptions('a', signal))],
];

describe('damaged answers of Flink', () => {
  it.each(cases)(
    '%i of %s',
    async (runs, file, take) => {
      const situations = ['1.20/backpressured', '2.3/healthy'];
      const worlds = await Promise.all(
        situations.map(async (situation) => ({ parts: await partsOf(situation), base: recorded(`${situation}/${file}`) })),
      );
      await fc.assert(
        fc.asyncProperty(mutations, damage, fc.nat(worlds.length - 1), async (changes, how, which) => {
          const world = worlds[which];
          if (world === undefined) return;
          answering(textOf(mutate(world.base, changes), how));
          await take(rest(), world.parts);
        }),
        { seed: SEED, numRuns: runs },
      );
    },
    240_000,
  );

  it('500 whole jobs of which every answer is damaged', async () => {
    const bases = [
      'job',
      'checkpoints',
      'checkpoints-config',
      'job-metrics-get',
      'v0-backpressure',
      'v0-subtasks-metrics-get',
    ].map((file) => recorded(`1.20/backpressured/${file}`));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(mutations, damage, fc.boolean()), { minLength: 6, maxLength: 6 }), async (all) => {
        const texts = bases.map((base, i) => {
          const [changes = [], how = { kind: 'none', at: 0 }, spared = true] = all[i] ?? [];
          return spared ? JSON.stringify(base) : textOf(mutate(base, changes), how);
        });
        vi.stubGlobal('fetch', (url: string) => {
          const which = [
            /jobs\/[^/]+$/,
            /checkpoints$/,
            /config$/,
            /[^s]\/metrics/,
            /backpressure/,
            /subtasks\/metrics/,
          ].findIndex((path) => path.test(url));
          return Promise.resolve(new Response(texts[which] ?? '[]'));
        });
        const job = checked(await readJob(rest(), 'a', '1.20.5', new Map(), signal));
        if (job !== null) expect(Job.safeParse(job).success).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  }, 240_000);

  it('2000 error pages', async () => {
    await fc.assert(
      fc.asyncProperty(mutations, damage, fc.integer({ min: 200, max: 599 }), async (changes, how, status) => {
        answering(
          textOf(mutate({ errors: ['Job not found', 'java.lang.Exception: x\n\tat y'] }, changes), how),
          status === 204 || status === 205 || status === 304 ? 200 : status,
        );
        checked(await rest().overview(signal));
        checked(await rest().jobs(signal));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  }, 240_000);
});
