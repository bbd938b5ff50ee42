import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { lonely } from '#test/support/worlds.ts';
import { crawl, RECORDINGS } from './flinkCrawl.ts';
import type { Answer, Kind } from './flinkCrawl.ts';
import { findPlace, get, serveFlinkOf, startFlinkPlaces } from './flinkPlaces.ts';
import type { FlinkPlaces } from './flinkPlaces.ts';
import { strangeWords } from './flinkWords.ts';
import { recorded } from './recorded.ts';
import { differences } from './shape.ts';

/** What an answer has in some situations only, and which; everything else is always there. */
const SITUATIONAL: readonly (readonly [Kind, RegExp, string])[] = [
  ['plan', /\.inputs$/, 'a source has no inputs'],
  ['job', /\.inputs$/, 'a source has no inputs'],
  ['exceptions', /\.(taskName|endpoint|location|taskManagerId)$/, 'a failure that is no task’s own'],
  ['exceptions', /\.(failureLabels|concurrentExceptions)\./, 'others failed with it'],
  ['checkpoint', /\.failure_(timestamp|message)$/, 'a checkpoint that failed'],
  ['checkpoint', /\.(external_path|discarded)$/, 'a checkpoint that completed'],
  ['checkpoints', /\.failure_(timestamp|message)$/, 'a checkpoint that failed'],
  ['checkpoints', /\.(external_path|discarded)$/, 'a checkpoint that completed'],
  [
    'checkpoint-subtasks',
    /\.(ack_timestamp|end_to_end_duration|checkpointed_size|state_size|checkpoint|alignment|start_delay|unaligned_checkpoint|aborted)$/,
    'a subtask that has acknowledged',
  ],
  ['flamegraph', /\.data$/, 'a graph that has been sampled'],
];

const situational = (kind: Kind, line: string): boolean =>
  line.endsWith(': missing') && SITUATIONAL.some(([of, path]) => of === kind && path.test(line.slice(0, -': missing'.length)));

/** What an answer has too much, too little or of another kind than a real cluster's. */
const unlike = (version: '1.20' | '2.3', { kind, path, body }: Answer): string[] =>
  differences(
    RECORDINGS[kind].map((name) => recorded(version, name)),
    [body],
  )
    .filter((line) => !situational(kind, line))
    .map((line) => `${path} ${line}`);

let places: FlinkPlaces;
beforeAll(async () => {
  places = await startFlinkPlaces();
});
afterAll(() => places.close());

describe.each([
  ['1.20', 'old'],
  ['2.3', 'modern'],
] as const)('a fleet on Flink %s', (version, age) => {
  let answers: readonly Answer[];
  beforeAll(async () => {
    const fleet: Answer[] = [];
    for (const base of places[age].slice(0, 8)) fleet.push(...(await crawl(base)));
    answers = fleet;
  });

  it('answers every question', () => {
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(new Set(answers.map(({ kind }) => kind)).size).toBe(Object.keys(RECORDINGS).length);
  });

  it.each(Object.keys(RECORDINGS) as Kind[])('has the keys and the kinds of values of a real cluster: %s', (kind) => {
    expect(answers.filter((answer) => answer.kind === kind).flatMap((answer) => unlike(version, answer))).toEqual([]);
  });

  it('uses the words of a real cluster', () => {
    expect(answers.flatMap(({ path, body }) => strangeWords(body).map((line) => `${path} ${line}`))).toEqual([]);
  });

  it('has ids that lead on, slots that add up and states that are counted', () => {
    for (const { kind, body } of answers) {
      if (kind === 'overview') {
        const { 'slots-total': total, 'slots-available': free } = body as Record<string, number>;
        expect(free).toBeGreaterThanOrEqual(0);
        expect(free).toBeLessThanOrEqual(total ?? 0);
      }
      if (kind === 'jobs-overview') {
        for (const { tasks } of (body as { jobs: { tasks: Record<string, number> }[] }).jobs) {
          const { total, ...states } = tasks;
          expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(total);
        }
      }
    }
  });
});

describe('a cluster in trouble answers in the same shape', () => {
  /** One application some minutes after a fault began, or of itself. */
  async function answersOf(blueprint: string, fault: FaultKind | null, minutes: number): Promise<readonly Answer[]> {
    const place = lonely(blueprint, { history: millis(10 * MINUTE) });
    if (fault !== null) place.break(fault, 'severe');
    place.pass(minutes);
    const served = await serveFlinkOf(place.world);
    try {
      return (await Promise.all(served.bases.map(crawl))).flat();
    } finally {
      await served.close();
    }
  }
  const saidOf = (answers: readonly Answer[], kind: Kind): string =>
    JSON.stringify(answers.filter((answer) => answer.kind === kind).map(({ body }) => body));

  it.each([
    [
      'a job that restarts and restarts',
      'orders-enrichment',
      'insufficient-network-buffers',
      4,
      'exceptions',
      'insufficient number of network buffers',
    ],
    ['an exception of its own code', 'orders-enrichment', 'operator-unhandled-exception', 12, 'exceptions', 'com.example'],
    ['a TaskManager that is lost', 'fraud-scores', 'task-manager-lost', 12, 'exceptions', 'taskManagerId'],
    ['checkpoints that fail', 'orders-enrichment', 'checkpoint-serialization-failure', 8, 'checkpoints', '"status":"FAILED"'],
    ['checkpoints that never end', 'clickstream-sessions', 'async-sink-deadlock', 8, 'checkpoint-subtasks', 'pending_or_failed'],
  ] as const)('%s', async (_, blueprint, fault, minutes, kind, words) => {
    const answers = await answersOf(blueprint, fault, minutes);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.flatMap((answer) => unlike('1.20', answer))).toEqual([]);
    expect(answers.flatMap(({ body }) => strangeWords(body))).toEqual([]);
    expect(saidOf(answers, kind).toLowerCase()).toContain(words.toLowerCase());
  });
});

describe('what is there only sometimes', () => {
  it('the applications of Flink 2', async () => {
    const { base, job } = await findPlace(places.modern);
    for (const [name, path] of [
      ['applications-overview', 'applications/overview'],
      ['application', `applications/${job.jid}`],
      ['application-exceptions', `applications/${job.jid}/exceptions`],
      ['jobmanager-config', `applications/${job.jid}/jobmanager/config`],
    ] as const) {
      const { status, body } = await get(base, path);
      expect([status, differences(recorded('2.3', name), body)]).toEqual([200, []]);
    }
    expect((await get(base, `applications/${'0'.repeat(32)}`)).status).toBe(404);
    expect((await get((await findPlace(places.old)).base, 'applications/overview')).status).toBe(404);
  });

  it('what only the adaptive scheduler has', async () => {
    const firstLines = (body: unknown) =>
      (body as { errors: string[] }).errors.map((error) => error.split('\n').slice(0, 2).join());
    const told = (body: unknown) =>
      JSON.stringify(firstLines(body))
        .replaceAll(/[0-9a-f]{32}/g, ':job')
        .replaceAll(/,\\tat [^"]*/g, '');
    const { base, job } = await findPlace(places.modern);
    for (const [name, path, status] of [
      ['rescales-config', 'rescales/config', 404],
      ['rescales-history', 'rescales/history', 404],
      ['resource-requirements', 'resource-requirements', 500],
    ] as const) {
      const answer = await get(base, `jobs/${job.jid}/${path}`);
      expect(answer.status).toBe(status);
      expect(told(answer.body)).toBe(told(recorded('2.3', name)));
    }
  });
});
