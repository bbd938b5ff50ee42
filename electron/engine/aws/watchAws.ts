import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { AlarmAccess } from '../alarms/alarmAccess.ts';
import { attention, incidents } from '../attention.ts';
import { coalesced } from '../coalesce.ts';
import type { ConnectionMonitor } from '../connectionMonitor.ts';
import { unusualKeeper } from '../insight/checkpoints/keepUnusual.ts';
import { dashboardAccess } from '../insight/dashboardAccess.ts';
import { insightLoops } from '../insight/insightLoops.ts';
import type { InsightService } from '../insight/insightService.ts';
import { insightService } from '../insight/insightService.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { SeriesService } from '../telemetry/readSeries.ts';
import type { LogService, Watcher, WatcherContext } from '../watcher.ts';
import { activity } from './collect/activity.ts';
import { alarms } from './collect/alarms.ts';
import { alarmAccess } from './collect/alarmAccess.ts';
import { charts } from './collect/charts.ts';
import type { Collector, Parts } from './collect/collector.ts';
import { collectorLoops } from './collect/collectorLoops.ts';
import { fleetLoop } from './collect/fleetLoop.ts';
import { insights } from './collect/insights.ts';
import { inventoryLoop } from './collect/inventoryLoop.ts';
import { jobs } from './collect/jobs.ts';
import { lineKeeper } from './collect/lineKeeper.ts';
import { logGroups } from './collect/logGroups.ts';
import { logLines } from './collect/logLines.ts';
import { logTail } from './collect/logTail.ts';
import { searchLogs } from './collect/searchLogs.ts';
import { seriesList } from './collect/seriesList.ts';
import { seriesService } from './collect/seriesService.ts';
import { trail } from './collect/trail.ts';
import { dashboards } from './dashboards.ts';
import { discovery } from './discovery.ts';
import { fleetPublisher } from './fleetPublisher.ts';
import { inventory } from './inventory.ts';

/** What is new is published at most so often. */
const PUBLISH_PAUSE = millis(100);

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
  /** And while nobody does; 5 min unless told. */
  readonly restPatience?: Millis;
}

export interface AwsWatch extends Pick<Watcher, 'attend' | 'close'> {
  readonly alarms: AlarmAccess;
  readonly logs: LogService;
  readonly series: (ref: ApplicationRef) => SeriesService;
  readonly insight: InsightService;
  /** Polls everything at once: time has jumped, or the source is back. */
  poke(): void;
  /** The source as a whole is not there: what is known is old, whatever the collectors will find out by themselves. */
  lost(error: SourceError): void;
}

/**
 * Watches the managed applications of one account and region. The list of applications comes first; every collector follows from it and from
 * what the viewers look at. What each of them learns is published at once, so that the fleet fills as answers come.
 */
export function watchAws(options: WatchAwsOptions): AwsWatch {
  const { connection, services, time, monitor, context, dashboardTimeout, patience, restPatience = LONGEST } = options;
  const { store } = context;
  const closed = new AbortController();
  const looks = attention();
  const loops = collectorLoops({
    connection: connection.id,
    time,
    monitor,
    context,
    longest: (attended) => (attended ? patience : restPatience),
  });
  const apps = inventory({
    connection,
    services,
    time,
    recorder: context.recorder,
    history: context.history,
    attended: (arn) => looks.on(['application', 'job', 'charts'], arn),
    changed: () => settle(),
  });
  const publisher = fleetPublisher({ connection, store, time, inventory: apps, recorder: context.recorder });
  const publish = coalesced(() => publisher.publish(), PUBLISH_PAUSE, context, closed.signal);
  const parts: Parts = {
    connection,
    services,
    time,
    context,
    looks,
    incident: incidents(() => store.get({ kind: 'fleet', connection: connection.id })),
    loops,
    monitor,
    inventory: apps,
    publish,
    closed: closed.signal,
  };

  const sessions = dashboards(services.managed, time, dashboardTimeout);
  const access = dashboardAccess(
    sessions,
    () => apps.listed(),
    (id) => valueOf(store.get({ kind: 'job', ref: { connection: connection.id, id } }))?.id,
  );
  const insight = insightLoops({ access, time, context, longest: patience });
  const unusual = unusualKeeper(access, context, closed.signal);
  const series = discovery(services.metrics, time);
  const keeper = lineKeeper(parts);
  const events = trail(parts, (applications) => doings.trailChanged(applications));
  const doings = activity(parts, () => events);
  const collectors: readonly Collector[] = [
    inventoryLoop(parts, publisher),
    fleetLoop(parts, publisher, series),
    jobs(parts, publisher, sessions, unusual),
    charts(parts, series),
    seriesList(parts),
    alarms(parts, series),
    doings,
    events,
    logTail(parts),
    logLines(parts, keeper),
    logGroups(parts, publisher, keeper),
  ];
  const settle = (): void => {
    for (const each of collectors) each.settle();
    publish();
  };
  const queries = insights(parts);

  return {
    attend(topics) {
      const added = looks.set(topics);
      publisher.attend(topics);
      settle();
      for (const each of collectors) each.attended?.(added);
      insight.attend(topics);
    },
    logs: {
      search: (search) => searchLogs(parts, search),
      insights: (question) => queries.start(question),
      stopInsights: (id) => queries.stop(id),
    },
    alarms: alarmAccess(parts, series),
    series: () => seriesService(parts),
    insight: insightService(access, time, context.clock, closed.signal),
    poke() {
      loops.poke();
      insight.poke();
    },
    lost(error) {
      publisher.listed(failed(error));
      publish();
    },
    async close() {
      closed.abort();
      await Promise.all([loops.close(), insight.close(), unusual.close()]);
      services.close();
    },
  };
}

const LONGEST = millis(300_000);
