import { describe, expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { createPublisher } from '#shared/simulation/metrics/publish.ts';
import { createSeriesStore } from '#shared/simulation/metrics/seriesStore.ts';
import { buildApplication } from '#shared/simulation/runtime/buildApplication.ts';
import { interruptJob, runJob } from '#shared/simulation/runtime/jobs.ts';
import type { MetricSeries } from '#shared/simulation/types.ts';
import { STEP } from '#shared/simulation/types.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { NOON, jobOf, lonely, seriesOf, vertexOf, worldOf } from '#test/support/worlds.ts';

const kinds = ({ dimensions }: MetricSeries): string => dimensions.map(({ name }) => name).join('+');

/** Metric names of an application by the dimensions that they come with. */
function named(blueprint: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const series of lonely(blueprint).world.home.metrics.list('AWS/KinesisAnalytics', null)) {
    found.set(kinds(series), (found.get(kinds(series)) ?? new Set()).add(series.metric));
  }
  return found;
}

describe('a minute', () => {
  it('is readable when it is over, not before', () => {
    const { world, application } = lonely('ticker-counts');
    const newest = () =>
      seriesOf(world, application.name, 'numRecordsIn')
        ?.read(millis(0), millis(world.now + HOUR))
        .at(-1)?.at;
    expect(newest()).toBe(NOON - MINUTE);
    world.advanceTo(millis(NOON + 3 * STEP));
    expect(newest()).toBe(NOON - MINUTE);
    world.advanceTo(millis(NOON + 4 * STEP));
    expect(newest()).toBe(NOON);
  });

  it('is the statistic set of its samples: each subtask, four times', () => {
    const { world, application, minute } = lonely('clickstream-sessions');
    const samples: number[] = [];
    for (let i = 0; i < 4; i++) {
      world.advanceTo(millis(world.now + STEP));
      samples.push(...vertexOf(application, 'Session').subtasks.map(({ busy }) => busy));
    }
    const set = minute('busyTimeMsPerSecond', { Task: 'Session_per_visitor_->_Summary' });
    expect(set?.count).toBe(samples.length);
    expect(set?.sum).toBeCloseTo(
      samples.reduce((sum, each) => sum + each, 0),
      6,
    );
    expect(set?.minimum).toBe(Math.min(...samples));
    expect(set?.maximum).toBe(Math.max(...samples));
  });

  it('counts records four times, so that Sum / 4 is what came in', () => {
    const { world, application, minute } = lonely('ticker-counts');
    const read = () => jobOf(application).vertices[0]?.subtasks.reduce((total, { recordsIn }) => total + recordsIn, 0) ?? 0;
    const before = read();
    world.advanceTo(millis(world.now + MINUTE));
    const records = read() - before;
    const counted = minute('numRecordsIn');
    expect(counted?.count).toBe(4);
    expect((counted?.sum ?? 0) / 4 / records).toBeCloseTo(1, 1);
    expect(((minute('numRecordsInPerSecond')?.sum ?? 0) / 4) * 60).toBeCloseTo((counted?.sum ?? 0) / 4, -1);
  });

  it('samples containers twice and processors once for each task manager', () => {
    const { minute } = lonely('iot-rollup-s3');
    expect([minute('containerCPUUtilization')?.count, minute('cpuUtilization')?.count, minute('uptime')?.count]).toEqual([
      12, 6, 4,
    ]);
  });

  it('tells of an outage of seconds, wherever in the minute it falls', () => {
    const place = { region: 'us-east-1', accountId: '123456789012', now: () => NOON };
    for (const quarter of [0, 1, 2, 3]) {
      const application = buildApplication('a', findBlueprint('ticker-counts'), { seed: 7, begin: NOON, running: true }, place);
      const store = createSeriesStore();
      const publisher = createPublisher(application, store);
      const [job] = application.jobs;
      if (job === undefined) throw new Error('It has no job.');
      for (let step = 0; step < 4; step++) {
        const from = millis(NOON + step * STEP);
        if (step === quarter) interruptJob(application, job, from, millis(STEP));
        if (step === quarter + 1) runJob(application, job, from);
        publisher.publish(from);
      }
      store.close(NOON);
      const downtime = store.find('AWS/KinesisAnalytics', 'downtime', [{ name: 'Application', value: 'a' }]);
      expect(downtime?.read(NOON, millis(NOON + MINUTE))[0]).toMatchObject({ count: 4, minimum: 0, maximum: STEP });
    }
  });
});

describe('the metrics level', () => {
  const ofApplication = [
    'KPUs',
    'containerCPUUtilization',
    'containerDiskUtilization',
    'containerMemoryUtilization',
    'cpuUtilization',
    'currentInputWatermark',
    'currentOutputWatermark',
    'downtime',
    'fullRestarts',
    'heapMemoryUtilization',
    'lastCheckpointDuration',
    'lastCheckpointSize',
    'managedMemoryTotal',
    'managedMemoryUsed',
    'managedMemoryUtilization',
    'numLateRecordsDropped',
    'numRecordsIn',
    'numRecordsInPerSecond',
    'numRecordsOut',
    'numRecordsOutPerSecond',
    'numRestarts',
    'numberOfFailedCheckpoints',
    'oldGenerationGCCount',
    'oldGenerationGCTime',
    'threadCount',
    'uptime',
  ];

  it('APPLICATION has the application, its container and its sources', () => {
    const found = named('payments-replication');
    expect([...found.keys()].sort()).toEqual(['Application', 'Application+Flow+Topic']);
    const ofConsumer = ['bytes_consumed_rate', 'commitsFailed', 'commitsSucceeded', 'records_lag_max'];
    expect([...(found.get('Application') ?? [])].sort()).toEqual([...ofApplication, ...ofConsumer].sort());
    expect(found.get('Application+Flow+Topic')).toContain('records_lag_max');
  });

  it('TASK adds tasks, OPERATOR operators, PARALLELISM threads and shards', () => {
    expect([...named('iot-rollup-s3').keys()].sort()).toEqual(['Application', 'Application+Flow+Id', 'Application+Task']);
    expect([...named('ticker-counts').keys()]).toContain('Application+Operator');
    expect([...named('clickstream-sessions').keys()].sort()).toEqual([
      'Application',
      'Application+Flow+Id',
      'Application+Flow+Id+ShardId',
      'Application+Operator',
      'Application+Task',
      'Application+Task+Parallelism',
    ]);
  });

  it('of a notebook has its processors and Zeppelin, no job', () => {
    const [[kind, metrics] = ['', new Set<string>()], ...others] = named('stock-notebook');
    expect([kind, others]).toEqual(['Application', []]);
    expect(metrics).toContain('zeppelinServerUptime');
    expect(metrics).not.toContain('uptime');
    expect(metrics).not.toContain('lastCheckpointDuration');
  });

  it('gives SourceFunctions no busy time', () => {
    const { world, application } = lonely('search-terms');
    const task = (name: string, metric: string) => seriesOf(world, application.name, metric, { Task: name });
    expect(task('Source:_Custom_Source_->_Flat_Map', 'backPressuredTimeMsPerSecond')).toBeDefined();
    expect(task('Source:_Custom_Source_->_Flat_Map', 'busyTimeMsPerSecond')).toBeUndefined();
    expect(task('Keyed_Aggregation_->_Map_->_Sink:_Writer', 'busyTimeMsPerSecond')).toBeDefined();
  });
});

describe('over a day of the demonstration', () => {
  const world = worldOf('demo', { history: millis(6 * HOUR) });
  const all = world.home.metrics.list(null, null).map((series) => ({ series, points: series.read(millis(0), world.now) }));

  it('no lag, no rate and no share is ever negative, and every minute is in its place', () => {
    for (const { series, points } of all) {
      const least = series.metric === 'millisBehindLatest' ? -1 : 0;
      const wrong = points.filter(
        ({ at, count, minimum, maximum, sum }, i) =>
          minimum < least ||
          maximum < minimum ||
          sum / count > maximum * (1 + 1e-9) ||
          at % MINUTE !== 0 ||
          (i > 0 && at <= (points[i - 1]?.at ?? 0)),
      );
      expect(wrong, series.metric).toEqual([]);
    }
  });

  it('percentages stay percentages, and shares of a second within it', () => {
    for (const { series, points } of all) {
      const most = series.unit === 'Percent' ? 100 : series.metric.endsWith('TimeMsPerSecond') ? 1000 : Infinity;
      expect(
        points.filter(({ maximum }) => maximum > most + 1e-6),
        series.metric,
      ).toEqual([]);
    }
  });

  it('watermarks only rise, but for the minutes after a restart or a new job', () => {
    for (const { series, points } of all) {
      if (series.metric !== 'currentOutputWatermark' || series.dimensions.length > 1) continue;
      const restarts = seriesOf(world, series.dimensions[0]?.value ?? '', 'uptime')?.read(millis(0), world.now) ?? [];
      const fresh = new Set(restarts.filter(({ minimum }) => minimum < 2 * MINUTE).map(({ at }) => at));
      for (let i = 1; i < points.length; i++) {
        const { at = 0, minimum = 0 } = points[i] ?? {};
        if (!fresh.has(millis(at))) expect(minimum).toBeGreaterThanOrEqual(points[i - 1]?.minimum ?? 0);
      }
    }
  });

  it('a stream is measured whether or not anybody reads it', () => {
    const stopped = world.home.metrics.find('AWS/Kinesis', 'IncomingRecords', [{ name: 'StreamName', value: 'partner-feed' }]);
    expect(stopped?.read(millis(NOON - MINUTE), NOON)).toHaveLength(1);
    const read = world.home.metrics.find('AWS/Kinesis', 'GetRecords.Records', [{ name: 'StreamName', value: 'partner-feed' }]);
    expect(read?.read(millis(NOON - MINUTE), NOON)).toHaveLength(0);
  });
});
