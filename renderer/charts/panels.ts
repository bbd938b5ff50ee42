import type { Series } from '#shared/model/series.ts';

/** One small chart: lines that are read together, so they share a unit and an axis. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly unit: Series['unit'];
  readonly lines: readonly PanelLine[];
  /** The axis starts near the lowest value: for counters that only ever grow. */
  readonly fit: boolean;
  /** A level worth comparing with, such as the checkpoint interval. */
  readonly reference?: Reference;
}

export interface PanelLine {
  readonly name: string;
  readonly series: Series;
}

export interface Reference {
  readonly label: string;
  readonly value: number;
}

interface PanelPlan {
  readonly title: string;
  readonly unit: Series['unit'];
  /** Name in the catalogue → what its line is called in this chart. */
  readonly metrics: Readonly<Record<string, string>>;
  readonly fit?: true;
}

/** In the order in which someone on call asks: does it keep up, what limits it, is its state safe. */
const plans: Readonly<Record<string, PanelPlan>> = {
  records: {
    title: 'Records',
    unit: 'RecordsPerSecond',
    metrics: { numRecordsInPerSecond: 'In', numRecordsOutPerSecond: 'Out', numRecordsIn: 'In', numRecordsOut: 'Out' },
  },
  behind: { title: 'Behind the source', unit: 'Millis', metrics: { millisBehindLatest: 'Behind latest' } },
  lag: { title: 'Kafka lag', unit: 'Count', metrics: { records_lag_max: 'Largest lag of a partition' } },
  busy: { title: 'Busy', unit: 'Ratio', metrics: { busyTimeMsPerSecond: 'Busy time' } },
  backpressure: { title: 'Backpressured', unit: 'Ratio', metrics: { backPressuredTimeMsPerSecond: 'Backpressured time' } },
  idle: { title: 'Idle', unit: 'Ratio', metrics: { idleTimeMsPerSecond: 'Idle time' } },
  cpu: {
    title: 'CPU',
    unit: 'Ratio',
    metrics: { containerCPUUtilization: 'Container', cpuUtilization: 'JVM', zeppelinCpuUtilization: 'Zeppelin' },
  },
  memory: {
    title: 'Memory',
    unit: 'Ratio',
    metrics: {
      heapMemoryUtilization: 'Heap',
      containerMemoryUtilization: 'Container',
      managedMemoryUtilization: 'Managed',
      zeppelinHeapMemoryUtilization: 'Zeppelin heap',
    },
  },
  checkpointDuration: { title: 'Checkpoint duration', unit: 'Millis', metrics: { lastCheckpointDuration: 'Last checkpoint' } },
  checkpointSize: { title: 'Checkpoint size', unit: 'Bytes', metrics: { lastCheckpointSize: 'Last checkpoint' } },
  restarts: { title: 'Restarts', unit: 'Count', metrics: { fullRestarts: 'Full', numRestarts: 'All' }, fit: true },
  failedCheckpoints: {
    title: 'Failed checkpoints',
    unit: 'Count',
    metrics: { numberOfFailedCheckpoints: 'Since the job started' },
    fit: true,
  },
  downtime: { title: 'Downtime', unit: 'Millis', metrics: { downtime: 'Current outage' } },
  uptime: { title: 'Uptime', unit: 'Millis', metrics: { uptime: 'Since the last restart' } },
  garbage: { title: 'Old-generation garbage collection', unit: 'Millis', metrics: { oldGenerationGCTime: 'Time' } },
  threads: { title: 'Threads', unit: 'Count', metrics: { threadCount: 'JVM', zeppelinThreadCount: 'Zeppelin' } },
  late: {
    title: 'Late records dropped',
    unit: 'Count',
    metrics: { numLateRecordsDropped: 'Dropped' },
  },
};

/**
 * Arranges the series of an application into charts. A chart of `expected` without a series stays, empty, so that what is
 * missing is seen; a series that no chart is planned for gets one of its own.
 */
export function arrangePanels(series: readonly Series[], expected: readonly string[]): readonly Panel[] {
  const planned = Object.entries(plans).flatMap(([id, { title, unit, metrics, fit }]): Panel[] => {
    const lines = Object.entries(metrics).flatMap(([metric, name]) =>
      series
        .filter((each) => each.metric === metric)
        .map((each): PanelLine => ({ name: lineName(name, each, Object.keys(metrics).length === 1), series: each })),
    );
    if (lines.length === 0 && !expected.includes(id)) return [];
    const units = [...new Set(lines.map((line) => line.series.unit))];
    if (units.length <= 1) return [{ id, title, unit: units[0] ?? unit, lines, fit: fit ?? false }];
    return units.map((each) => ({
      id: `${id}-${each}`,
      title,
      unit: each,
      lines: lines.filter((line) => line.series.unit === each),
      fit: fit ?? false,
    }));
  });
  const known = new Set(Object.values(plans).flatMap(({ metrics }) => Object.keys(metrics)));
  const others = [...new Set(series.map(({ metric }) => metric).filter((metric) => !known.has(metric)))];
  return [...planned, ...others.map((metric) => panelOfOne(metric, series.filter((each) => each.metric === metric)))]; // prettier-ignore
}

function panelOfOne(metric: string, series: readonly Series[]): Panel {
  const lines = series.map((each): PanelLine => ({ name: lineName(metric, each, true), series: each }));
  return { id: metric, title: metric, unit: series[0]?.unit ?? 'Count', lines, fit: false };
}

/** Of a metric that is told of several tasks or streams, the line is known by which one it is of. */
const lineName = (name: string, { of }: Series, alone: boolean): string => (of === '' ? name : alone ? of : `${name} (${of})`);

/** A reference far above the values would flatten them: then it is said in words only. */
export const isReferenceDrawn = (reference: Reference, highest: number): boolean => highest >= reference.value * 0.25;

const statisticWords: Readonly<Record<Series['statistic'], string>> = {
  Average: 'average',
  Minimum: 'minimum',
  Maximum: 'maximum',
  Sum: 'sum',
  SampleCount: 'samples',
  Gauge: 'gauge',
};

/** `average, 1 min`: how a panel's points were made; of several ways, each once. */
export function statisticsOf({ lines }: Panel, formatPeriod: (period: Series['period']) => string): string {
  const ways = lines.map(({ series: { statistic, period } }) =>
    statistic === 'Gauge' ? statisticWords.Gauge : `${statisticWords[statistic]}, ${formatPeriod(period)}`,
  );
  return [...new Set(ways)].join(' · ');
}
