import type { Page } from '@playwright/test';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { Input } from '#shared/contract/contract.ts';
import { Settings } from '#shared/contract/settings.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { Marker } from '#shared/model/history.ts';
import type { MetricInventory, SeriesName, SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { openScripted } from './scriptedHost.ts';

/** The connection's time, which stands until it is moved. */
export const NOW = Date.parse('2026-03-03T12:00:00Z');
export const REF: ApplicationRef = { connection: 'simulator', id: 'arn:aws:kinesisanalytics:eu-west-1:1:application/orders' };
export const ADDRESS = `#/applications/simulator/${encodeURIComponent(REF.id)}/metrics`;
const NAMESPACE = 'AWS/KinesisAnalytics';

export const seriesOf = (metric: string, dimensions: Readonly<Record<string, string>> = {}): SeriesName => ({
  namespace: NAMESPACE,
  metric,
  dimensions: { Application: 'orders', ...dimensions },
});

const TASKS = ['Source:_orders', 'Join_customers', 'Sink:_warehouse'];

/** An application at the level TASK. */
export const ordinary: readonly SeriesName[] = [
  ...[
    'uptime',
    'downtime',
    'fullRestarts',
    'lastCheckpointDuration',
    'lastCheckpointSize',
    'cpuUtilization',
    'heapMemoryUtilization',
  ].map((metric) => seriesOf(metric)),
  ...['numRecordsIn', 'numRecordsOut', 'busyTimeMsPerSecond'].flatMap((metric) =>
    TASKS.map((Task) => seriesOf(metric, { Task })),
  ),
  seriesOf('ordersRejected', { host: 'a' }),
];

/** A task of 64 subtasks at the level PARALLELISM; the one of number 17 does not go with the others. */
export const subtasks: readonly SeriesName[] = Array.from({ length: 64 }, (_, i) =>
  seriesOf('busyTimeMsPerSecond', { Task: 'Join_customers', Parallelism: String(i) }),
);

export const customMetrics: readonly SeriesName[] = Array.from({ length: 500 }, (_, i) =>
  seriesOf(`custom${String(i).padStart(3, '0')}`),
);

type Question = Input<'metrics.read'>;

export interface MetricsScript {
  /** What the service has. */
  series: readonly SeriesName[];
  markers: readonly Marker[];
  now: number;
  /** Answers no question until it is let go. */
  held: boolean;
  failure: SourceError | null;
  /** What is kept of a series; null: nothing. It is answered at once, whatever the service does. */
  kept: ((selector: SeriesSelector, question: Question) => SeriesWindow) | null;
  /** The list could not be read anew. */
  listFailure: SourceError | null;
  /** A series as the engine would answer it. */
  window: (selector: SeriesSelector, question: Question) => SeriesWindow;
}

export interface MetricsPage {
  readonly script: MetricsScript;
  readonly scripted: Awaited<ReturnType<typeof openScripted>>;
  /** The questions for series so far that go to the service. */
  readonly questions: () => readonly Question[];
  /** Answers everything that was held back. */
  readonly letGo: () => void;
  /** So many minutes pass in the connection's time. */
  readonly pass: (minutes: number) => Promise<void>;
}

/** Opens the metrics of an application whose service the test scripts. */
export async function openMetrics(page: Page, change: Partial<MetricsScript> = {}, search = ''): Promise<MetricsPage> {
  const script: MetricsScript = {
    series: ordinary,
    markers: [],
    now: NOW,
    held: false,
    failure: null,
    kept: null,
    listFailure: null,
    window: windowOf,
    ...change,
  };
  let waiting: (() => void)[] = [];
  const says = (topic: Topic): TopicSnapshot['snapshot'] | undefined => {
    if (topic.kind === 'settings') return live(script, Settings.parse({}));
    if (topic.kind === 'connections') return live(script, [connectionView(script)]);
    if (topic.kind === 'metrics') {
      const list = live(script, inventoryOf(script.series));
      return script.listFailure === null
        ? list
        : ({ ...list, state: 'stale', error: script.listFailure } as TopicSnapshot['snapshot']);
    }
    return undefined;
  };
  const scripted = await openScripted(
    page,
    {
      says,
      answers: {
        'host.info': () => ({ version: '0.0.0', host: 'browser', platform: 'test' }),
        'settings.save': () => Settings.parse({}),
        'markers.read': ({ from, to }: Input<'markers.read'>) => script.markers.filter(({ at }) => at >= from && at < to),
        'metrics.read': async (question: Question) => {
          if (question.source === 'history')
            return { ok: true, value: question.selectors.map((each) => keptOf(script, each, question)) };
          if (script.held) await new Promise<void>((resolve) => waiting.push(resolve));
          if (script.failure !== null) return { ok: false, error: script.failure };
          return { ok: true, value: question.selectors.map((selector) => script.window(selector, question)) };
        },
      },
    },
    `${search}${ADDRESS}`,
  );
  return {
    script,
    scripted,
    questions: () => scripted.calls.flatMap(({ name, input }) => (isOfService(name, input) ? [input as Question] : [])),
    letGo() {
      script.held = false;
      for (const go of waiting) go();
      waiting = [];
    },
    async pass(minutes) {
      script.now += minutes * MINUTE;
      await scripted.changed();
    },
  };
}

const isOfService = (name: string, input: unknown): boolean => name === 'metrics.read' && (input as Question).source === 'fill';

const keptOf = ({ kept }: MetricsScript, selector: SeriesSelector, question: Question): SeriesWindow =>
  kept?.(selector, question) ?? { ...windowOf(selector, question), points: [], present: 0, latest: null, source: 'none' };

const live = (script: MetricsScript, value: unknown): TopicSnapshot['snapshot'] =>
  ({ state: 'live', value, at: millis(script.now) }) as TopicSnapshot['snapshot'];

export const inventoryOf = (series: readonly SeriesName[]): MetricInventory => ({
  ref: REF,
  level: 'TASK',
  series: series.map(listingOf),
  truncated: false,
});

const connectionView = ({ now }: MetricsScript): ConnectionView => ({
  connection: { kind: 'simulator', id: 'simulator', name: 'Simulator', scenario: 'demo', seed: 1, speed: 1, address: null },
  watched: true,
  state: 'live',
  error: null,
  lastGood: millis(now),
  nextTry: null,
  clock: { now: millis(now), real: millis(0), speed: 1, paused: true },
  prompt: null,
});

/** A wave with a height of its own for each series; minutes that end in 7 are missing, as a service may lack them. */
export function windowOf(selector: SeriesSelector, { from, to }: Question): SeriesWindow {
  const { metric, dimensions } = selector.name;
  const period = selector.period ?? millis(Math.max(1, Math.ceil((to - from) / MINUTE / 1440)) * MINUTE);
  const first = Math.ceil(from / period) * period;
  const times = Array.from({ length: Math.max(0, Math.ceil((to - first) / period)) }, (_, i) => millis(first + i * period));
  const { unit } = listingOf(selector.name);
  const height = heightOf(metric, dimensions) * (unit === 'Ratio' ? 0.01 : unit === 'Millis' ? 1000 : 10);
  const points = times.map((at): [Millis, number | null] => [
    at,
    new Date(at).getUTCMinutes() % 10 === 7 ? null : height * (1 + 0.3 * Math.sin(at / (20 * MINUTE))),
  ]);
  const known = points.filter(([, value]) => value !== null);
  return {
    selector,
    unit,
    period,
    points,
    expected: points.length,
    present: known.length,
    sentinels: 0,
    notNumbers: 0,
    resets: [],
    latest: known.at(-1) ?? null,
    source: 'history',
  };
}

function heightOf(metric: string, dimensions: Readonly<Record<string, string>>): number {
  const subtask = Number(dimensions['Parallelism'] ?? Number.NaN);
  if (subtask === 17) return 60;
  if (!Number.isNaN(subtask)) return 20 + (subtask % 5);
  const letters = Array.from(`${metric}${dimensions['Task'] ?? ''}`, (letter) => letter.charCodeAt(0));
  return 10 + (letters.reduce((sum, code) => sum + code, 0) % 30);
}
