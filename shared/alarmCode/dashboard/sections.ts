import { metricEntry } from '../../catalogue/metrics.ts';
import { NAMESPACE } from '../../catalogue/metricEntry.ts';
import type { SeriesName } from '../../model/metric.ts';
import type { Shown } from './dashboard.ts';
import type { Widget } from './layout.ts';
import type { Chart, Line } from './widgets.ts';
import { chart, heading, states } from './widgets.ts';

/** Four sections, as in the dashboard that the guide links to (pp. 217, 403); those of which the application has nothing are left out. */
export function sectionsOf(shown: Shown): readonly (readonly Widget[])[] {
  const { subject } = shown;
  const charts = (wanted: readonly Chart[]): readonly Widget[] =>
    wanted.flatMap((each) => chart(each, { region: subject.region, alarms: shown.alarms }) ?? []);
  const section = (title: string, widgets: readonly Widget[]): readonly Widget[] =>
    widgets.length === 0 ? [] : [heading(`## ${title}`), ...widgets];
  return [
    [...states(alarmArns(shown))],
    section('Health', charts(health(shown))),
    section('Resources', charts(resources(shown))),
    section('Progress', charts(progress(shown))),
    section('Sources', charts(sources(shown))),
  ];
}

/** The account and partition are those of the application's ARN. */
function alarmArns({ subject: { ref, region }, stateOf }: Shown): readonly string[] {
  const [, partition, service, , account] = ref.id.split(':');
  if (service !== 'kinesisanalytics' || partition === undefined || account === undefined) return [];
  return stateOf.map((name) => `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`);
}

function health({ subject }: Shown): readonly Chart[] {
  const at = applicationLevel(subject);
  const isNewest = Number(subject.flink?.split('.')[0] ?? 1) >= 2;
  return [
    {
      title: 'Outage (ms)',
      lines: isNewest
        ? ['restartingTime', 'failingTime', 'cancellingTime', 'downtime'].map((metric) => at(metric))
        : [at('downtime')],
      of: ['downtime'],
    },
    { title: 'Uptime (ms)', lines: [at(isNewest ? 'runningTime' : 'uptime')] },
    { title: 'Restarts', lines: [at(restartMetric(subject))] },
    {
      title: 'Failed checkpoints per second',
      lines: [at('numberOfFailedCheckpoints', (id) => `RATE(${id})`)],
      of: ['failed-checkpoint-rate'],
    },
    { title: 'Size of the last checkpoint (bytes)', lines: [at('lastCheckpointSize')], of: ['checkpoint-size-high'] },
    { title: 'Duration of the last checkpoint (ms)', lines: [at('lastCheckpointDuration')], of: ['checkpoint-duration-high'] },
  ];
}

/** `numRestarts` came with Flink 1.15, `fullRestarts` went with 2.0. */
function restartMetric({ flink }: Shown['subject']): string {
  const [major = 1, minor = 20] = (flink ?? '').split('.').map(Number);
  return flink !== null && major === 1 && minor < 15 ? 'fullRestarts' : 'numRestarts';
}

function resources({ subject }: Shown): readonly Chart[] {
  const at = applicationLevel(subject);
  const threads = subject.series.some(({ metric }) => metric === 'threadsCount') ? 'threadsCount' : 'threadCount';
  return [
    { title: 'CPU (%)', lines: [at('cpuUtilization'), at('containerCPUUtilization')], of: ['cpu-high'] },
    { title: 'Heap (%)', lines: [at('heapMemoryUtilization')], of: ['heap-memory-high'] },
    { title: 'Threads', lines: [at(threads)], of: ['thread-count-high'] },
    {
      title: 'Time in old-generation GC (% of a minute)',
      lines: [at('oldGenerationGCTime', (id) => `(${id} * 100) / 60000`)],
      of: ['old-gc-time-share-high'],
    },
    {
      title: 'Old-generation GC runs per second',
      lines: [at('oldGenerationGCCount', (id) => `RATE(${id})`)],
      of: ['old-gc-count-rate-high'],
    },
  ];
}

function progress({ subject, alarms }: Shown): readonly Chart[] {
  const at = applicationLevel(subject);
  const gap = alarms.find(({ entry }) => entry.id === 'watermark-gap');
  const ends = gap?.definition.queries.flatMap(({ series }) => (series === null ? [] : [series.name])) ?? [];
  const [operator] = ends.flatMap(({ dimensions }) => dimensions['Operator'] ?? []);
  return [
    {
      title: 'Records per second',
      lines: [at('numRecordsInPerSecond'), at('numRecordsOutPerSecond')],
      of: ['records-out-rate-low'],
    },
    {
      // Event time is in milliseconds since 1970, EPOCH in seconds; before the first watermark there is none.
      title: 'Event time behind the clock (ms)',
      lines: [{ ...at('currentOutputWatermark', (id) => `IF(${id} > 0, EPOCH(${id}) * 1000 - ${id})`), label: 'Watermark out' }],
    },
    // Four snapshots a minute count each record four times (pp. 427-434).
    { title: 'Late records dropped', lines: [at('numLateRecordsDropped', (id) => `${id} / 4`)] },
    {
      title: operator === undefined ? 'Watermark gap (ms)' : `Watermark gap of ${operator} (ms)`,
      lines: [{ label: 'Output less input', statistic: 'Minimum', names: ends, math: (output, input) => `${output} - ${input}` }],
      of: ['watermark-gap'],
    },
  ];
}

function sources({ subject: { lags } }: Shown): readonly Chart[] {
  const linesOf = (metric: string): readonly Line[] =>
    lags
      .filter((each) => each.metric === metric)
      .map((name) => ({ label: sourceName(name), statistic: 'Maximum', names: [name] }));
  return [
    { title: 'Behind the newest record of Kinesis (ms)', lines: linesOf('millisBehindLatest'), of: ['source-lag-kinesis'] },
    { title: 'Behind the newest record of Kafka (records)', lines: linesOf('records_lag_max'), of: ['source-lag-kafka'] },
  ];
}

/** The stream, topic or operator: what tells it from the others. */
function sourceName({ metric, dimensions }: SeriesName): string {
  const own = Object.entries(dimensions).filter(([name]) => name !== 'Application' && name !== 'Flow');
  return own.length === 0 ? metric : own.map(([, value]) => value).join(' ');
}

/** A metric of the application as a whole, read as the guide reads it. */
const applicationLevel =
  ({ name }: Shown['subject']) =>
  (metric: string, math?: Line['math']): Line => {
    const entry = metricEntry(NAMESPACE, metric);
    return {
      label: entry?.title ?? metric,
      statistic: entry?.statistic ?? 'Average',
      names: [{ namespace: NAMESPACE, metric, dimensions: { Application: name } }],
      ...(math === undefined ? {} : { math }),
    };
  };
