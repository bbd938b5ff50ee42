import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { blueprints, findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { kindsOf, minutesOf, published } from '#test/support/published.ts';

interface DocumentedMetric {
  readonly metric: string;
  readonly of: 'job' | 'kinesis' | 'kafka' | 'notebook' | 'stream';
  readonly levels: readonly Blueprint['metricsLevel'][];
  readonly unit: string;
}

/** What the service documents: each metric, at which levels, in which unit. */
const documented = JSON.parse(
  readFileSync(new URL('../../fixtures/cloudwatch/metrics.json', import.meta.url), 'utf8'),
) as readonly DocumentedMetric[];

const LEVELS = ['APPLICATION', 'TASK', 'OPERATOR', 'PARALLELISM'] as const;
const at = (id: string, metricsLevel: Blueprint['metricsLevel']): Blueprint => ({ ...findBlueprint(id), metricsLevel });

/** The dimensions beside the application that a level brings; streams, topics and their parts have their own. */
const OWN: Readonly<Record<DocumentedMetric['of'], Readonly<Partial<Record<Blueprint['metricsLevel'], readonly string[]>>>>> = {
  job: {
    APPLICATION: ['Application'],
    TASK: ['Application+Task'],
    OPERATOR: ['Application+Operator'],
    PARALLELISM: ['Application+Task+Parallelism'],
  },
  kinesis: { APPLICATION: ['Application+Flow+Id'], PARALLELISM: ['Application+Flow+Id+ShardId'] },
  kafka: {
    APPLICATION: ['Application', 'Application+Flow+Topic'],
    TASK: ['Application+Task'],
    OPERATOR: ['Application+Operator'],
    PARALLELISM: ['Application+Task+Parallelism', 'Application+Flow+Topic+PartitionId'],
  },
  notebook: { APPLICATION: ['Application'] },
  stream: {},
};

const EXAMPLES = {
  job: 'clickstream-sessions',
  kinesis: 'clickstream-sessions',
  kafka: 'orders-enrichment',
  notebook: 'stock-notebook',
};

describe('every documented metric', () => {
  const stores = new Map(
    Object.values(EXAMPLES).flatMap((id) => LEVELS.map((level) => [`${id} ${level}`, published([at(id, level)])] as const)),
  );

  it('is one of 45', () => expect(documented).toHaveLength(45));

  it.each(documented.filter(({ of }) => of !== 'stream'))(
    '$metric is there at $levels, in $unit',
    ({ metric, of, levels, unit }) => {
      const id = of === 'stream' ? '' : EXAMPLES[of];
      const everyLevel = Object.values(OWN[of]).flat();
      LEVELS.forEach((level, i) => {
        const series = (stores.get(`${id} ${level}`)?.list('AWS/KinesisAnalytics', metric) ?? []).filter(
          (each) => minutesOf(each).length > 0,
        );
        expect(new Set(series.map((each) => each.unit))).toEqual(new Set(series.length === 0 ? [] : [unit]));
        const kinds = new Set(series.map(kindsOf));
        for (const due of LEVELS.slice(0, i + 1)) {
          if (!levels.includes(due)) continue;
          expect(
            [...kinds].some((kind) => OWN[of][due]?.includes(kind)),
            `${due} at ${level}`,
          ).toBe(true);
        }
        // Nothing that a finer level brings is there already.
        for (const finer of LEVELS.slice(i + 1)) {
          for (const kind of OWN[of][finer] ?? []) expect([...kinds], `${finer} at ${level}`).not.toContain(kind);
        }
        for (const kind of kinds) expect(everyLevel).toContain(kind);
      });
    },
  );

  it.each(documented.filter(({ of }) => of === 'stream'))('$metric is there for a stream', ({ metric, unit }) => {
    const store = published(blueprints);
    const series = store.list('AWS/Kinesis', metric).filter((each) => minutesOf(each).length > 0);
    expect(series.length).toBeGreaterThan(0);
    expect(series.map((each) => [kindsOf(each), each.unit])).toEqual(series.map(() => ['StreamName', unit]));
  });
});

describe('an application’s own metrics', () => {
  const wordCount: Blueprint = {
    ...at('ticker-counts', 'APPLICATION'),
    customMetrics: [
      {
        name: 'NumberOfTicks',
        kind: 'counter',
        vertex: findBlueprint('ticker-counts').jobs[0]?.vertices[0]?.uid ?? '',
        dimensions: { Service: 'Ticker', Program: 'Tokenizer' },
        scale: 2,
      },
      {
        name: 'QueueSize',
        kind: 'gauge',
        vertex: findBlueprint('ticker-counts').jobs[0]?.vertices[0]?.uid ?? '',
        dimensions: {},
        scale: 50,
      },
    ],
  };

  it('are in the service’s namespace with the dimensions that the code gives, at the lowest level too', () => {
    const store = published([wordCount], 4);
    const [ticks] = store.list('AWS/KinesisAnalytics', 'NumberOfTicks');
    expect(ticks?.dimensions).toEqual([
      { name: 'Application', value: 'app-0' },
      { name: 'Service', value: 'Ticker' },
      { name: 'Program', value: 'Tokenizer' },
    ]);
    const last = minutesOf(ticks).at(-1);
    const read = minutesOf(store.list('AWS/KinesisAnalytics', 'numRecordsIn')[0]).at(-1);
    expect((last?.sum ?? 0) / (read?.sum ?? 1)).toBeCloseTo(2, 2);
    const [queue] = store.list('AWS/KinesisAnalytics', 'QueueSize');
    for (const { minimum, maximum } of minutesOf(queue)) {
      expect(minimum).toBeGreaterThan(30);
      expect(maximum).toBeLessThan(70);
    }
  });
});

describe('a stream that two applications share', () => {
  it('has one set of figures: four samples a minute, not eight', () => {
    const blueprint = findBlueprint('ticker-counts');
    const name = blueprint.sources[0]?.name ?? '';
    const store = published([blueprint, blueprint]);
    const incoming = store.find('AWS/Kinesis', 'IncomingRecords', [{ name: 'StreamName', value: name }]);
    expect(minutesOf(incoming).map(({ count }) => count)).toEqual([4, 4, 4]);
  });
});

describe('an application on Flink 2', () => {
  it('tells how long it runs and restarts instead of how often it was fully restarted', () => {
    const modern = published([{ ...at('ticker-counts', 'PARALLELISM'), runtimeEnvironment: 'FLINK-2_2' }]);
    const names = new Set(modern.list('AWS/KinesisAnalytics', null).map(({ metric }) => metric));
    for (const there of ['runningTime', 'restartingTime', 'failingTime', 'cancellingTime', 'numRestarts'])
      expect(names).toContain(there);
    for (const gone of ['fullRestarts', 'bytesRequestedPerFetch']) expect(names).not.toContain(gone);
  });
});
