import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { ListedApplication } from '../../clients/aws/describeManaged.ts';
import { limit } from '../../clients/flink/flinkHttp.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { attention } from '../attention.ts';
import { attentiveLoops } from '../attentiveLoops.ts';
import { cadences } from '../cadence.ts';
import { coalesced } from '../coalesce.ts';
import type { ConnectionMonitor } from '../connectionMonitor.ts';
import { loops } from '../loops.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { LogService, Watcher, WatcherContext } from '../watcher.ts';
import type { SeriesService } from '../telemetry/readSeries.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { readCharts } from './charts.ts';
import { dashboards } from './dashboards.ts';
import { discovery } from './discovery.ts';
import { fleetPublisher } from './fleetPublisher.ts';
import { readFleetMetrics } from './fleetMetrics.ts';
import { inventory } from './inventory.ts';
import { managedJob } from './managedJob.ts';
import { logService } from './searchLogs.ts';

/** What is new is published at most so often. */
const PUBLISH_PAUSE = millis(100);
/** Jobs of applications that nobody looks at, read at the same time. */
const JOBS_AT_ONCE = 6;

export interface WatchAwsOptions {
  readonly connection: { readonly id: string; readonly name: string; readonly region: string };
  readonly services: AwsServices;
  readonly time: SourceClock;
  readonly monitor: ConnectionMonitor;
  readonly context: WatcherContext;
  /** Of one answer of a dashboard. */
  readonly dashboardTimeout: Millis;
  /** The longest pause between tries while somebody looks. */
  readonly patience: Millis;
}

export interface AwsWatch extends Pick<Watcher, 'attend' | 'close'> {
  readonly logs: LogService;
  readonly series: (ref: ApplicationRef) => SeriesService;
  /** Polls everything at once: time has jumped, or the source is back. */
  poke(): void;
}

/**
 * Watches the managed applications of one account and region. The list of applications comes first; from it follow the loops for
 * the fleet's metrics, for each running application's job, and for the charts that somebody looks at. What each loop learns is
 * published at once, so that the fleet fills as answers come.
 */
export function watchAws(options: WatchAwsOptions): AwsWatch {
  const { connection, services, time, monitor, context, dashboardTimeout, patience } = options;
  const { store } = context;
  const closed = new AbortController();
  const looks = attention();
  const running = loops();
  const sessions = dashboards(services.managed, time, dashboardTimeout);
  const series = discovery(services.metrics, time);
  const inTurn = limit(JOBS_AT_ONCE);
  const apps = inventory({
    managed: services.managed,
    time,
    attended: (arn) => looks.on(['application', 'job', 'charts'], arn),
    changed: () => listChanged(),
  });
  const publisher = fleetPublisher({ connection, store, time, inventory: apps });
  const publish = coalesced(() => publisher.publish(), PUBLISH_PAUSE, context, closed.signal);

  const start = attentiveLoops(running, { time, context, longest: (attended) => (attended ? patience : LONGEST) });

  const startInventory = () =>
    start(
      'inventory',
      cadences.inventory,
      () => looks.all().length > 0,
      (signal) => apps.poll(signal),
      (result, next) => {
        const wasFailing = publisher.listed(result);
        monitor.report('inventory', result, next, true);
        monitor.report('descriptions', troubleOf(apps.trouble()), next);
        publish();
        // The source is back: what waits for its next try need not wait.
        if (result.ok && wasFailing) for (const key of running.keys()) if (key !== 'inventory') running.poke(key);
      },
    );

  const startMetrics = () =>
    start(
      'metrics',
      cadences.fleetMetrics,
      () => looks.on(['fleet', 'application']),
      async (signal) => {
        const names = (apps.listed() ?? []).filter(({ status }) => status !== 'READY').map(({ name }) => name);
        const sources = await series.sources(signal);
        return readFleetMetrics(services.metrics, names, sources, time.now(), signal);
      },
      (result, next) => {
        publisher.metrics(result);
        monitor.report('metrics', result.ok ? troubleOf(series.trouble()) : result, next);
        publish();
      },
    );

  const startJob = ({ arn, name }: ListedApplication) => {
    const attended = () => looks.on(['job', 'application'], arn);
    start(
      `job|${arn}`,
      cadences.job,
      attended,
      (signal) => (attended() ? managedJob(sessions, name, signal) : inTurn(() => managedJob(sessions, name, signal))),
      (result, next) => {
        publisher.job(arn, result);
        monitor.report('dashboards', publisher.dashboards(), next);
        publish();
      },
    );
  };

  const startCharts = (topic: Topic & { kind: 'charts' }, { name }: ListedApplication) =>
    start(
      topicKey(topic),
      cadences.charts,
      () => true,
      async (signal) => {
        const [sources, tasks] = await Promise.all([series.sources(signal), series.tasks(name, signal)]);
        const own = sources.filter(({ dimensions }) => dimensions['Application'] === name);
        const question = { now: time.now(), minutes: topic.minutes };
        return readCharts(services.metrics, name, [...own, ...tasks], question, signal);
      },
      (result) => store.report(topic, result, time.now()),
    );

  let runningBefore = '';
  /** Starts and stops loops until they are those that the list asks for. */
  const listChanged = (): void => {
    const listed = apps.listed() ?? [];
    const wanted = listed.filter(({ status }) => status === 'RUNNING');
    for (const each of wanted) if (!running.has(`job|${each.arn}`)) startJob(each);
    const kept = new Set(wanted.map(({ arn }) => `job|${arn}`));
    for (const key of running.keys()) if (key.startsWith('job|') && !kept.has(key)) running.stop(key);
    for (const { arn, name, status } of listed) {
      if (status === 'RUNNING') continue;
      sessions.drop(name);
      publisher.notRunning(arn, status);
    }
    const runs = wanted.map(({ arn }) => arn).join();
    if (!running.has('metrics')) startMetrics();
    else if (runs !== runningBefore) {
      series.expire();
      running.poke('metrics');
    }
    runningBefore = runs;
    followCharts();
    publish();
  };

  const followCharts = (): void => {
    const wanted = new Set<string>();
    for (const topic of looks.all()) {
      if (topic.kind !== 'charts') continue;
      const listed = apps.listed()?.find(({ arn }) => arn === topic.ref.id);
      if (listed === undefined) continue;
      wanted.add(topicKey(topic));
      if (!running.has(topicKey(topic))) startCharts(topic, listed);
    }
    for (const key of running.keys()) if (key.startsWith('charts|') && !wanted.has(key)) running.stop(key);
  };

  startInventory();
  return {
    attend(topics) {
      const added = looks.set(topics);
      publisher.attend(topics);
      followCharts();
      publish();
      for (const topic of added) {
        if (topic.kind === 'fleet' || topic.kind === 'application')
          for (const key of ['inventory', 'metrics']) running.hasten(key);
        if (topic.kind === 'job' || topic.kind === 'application') running.hasten(`job|${topic.ref.id}`);
      }
    },
    logs: logService({ services, inventory: apps, context }, closed.signal),
    series: () => ({ read: () => Promise.resolve(ok([])) }),
    poke: () => running.poke(),
    async close() {
      closed.abort();
      await running.close();
      services.close();
    },
  };
}

const LONGEST = millis(300_000);

const troubleOf = (error: SourceError | null): Result<null> => (error === null ? ok(null) : failed(error));
