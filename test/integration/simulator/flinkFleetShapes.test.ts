import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawl, RECORDINGS } from './flinkCrawl.ts';
import type { Answer, Kind } from './flinkCrawl.ts';
import { findPlace, get, startFlinkPlaces } from './flinkPlaces.ts';
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
    // The clusters with the most to tell: with a fault, with a failure, wide and narrow.
    const fleet: Answer[] = [];
    for (const base of places[age].slice(0, 6)) fleet.push(...(await crawl(base)));
    answers = fleet;
  });

  it('answers every question', () => {
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(new Set(answers.map(({ kind }) => kind)).size).toBe(Object.keys(RECORDINGS).length);
  });

  it.each(Object.keys(RECORDINGS) as Kind[])('has the keys and the kinds of values of a real cluster: %s', (kind) => {
    const theirs = RECORDINGS[kind].map((name) => recorded(version, name));
    const lines = answers
      .filter((answer) => answer.kind === kind)
      .flatMap(({ path, body }) =>
        differences(theirs, [body])
          .filter((line) => !situational(kind, line))
          .map((line) => `${path} ${line}`),
      );
    expect(lines).toEqual([]);
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
