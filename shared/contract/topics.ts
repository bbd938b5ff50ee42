import { ApplicationDetail, ApplicationRef, ApplicationSummary, refKey } from '../model/application.ts';
import { Activity } from '../model/activity.ts';
import { Alarm } from '../model/alarm.ts';
import { ConnectionBudget } from '../model/budget.ts';
import { CollectorView } from '../model/collector.ts';
import { ConnectionView } from '../model/connection.ts';
import { HistoryStatus } from '../model/history.ts';
import { Job } from '../model/job.ts';
import { InsightsRun, LogGroups, LogTail } from '../model/logs.ts';
import { MetricInventory } from '../model/metric.ts';
import { z } from '../model/schema.ts';
import { Series } from '../model/series.ts';
import { snapshotOf } from '../model/snapshot.ts';
import { SimulatorView } from '../simulation/control.ts';
import { Settings } from './settings.ts';

/** What a viewer can follow. Following is also attention: what is followed is polled at its native rate, the rest slower. */
export const Topic = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('settings') }),
  z.object({ kind: z.literal('connections') }),
  z.object({ kind: z.literal('collectors') }),
  z.object({ kind: z.literal('budget') }),
  z.object({ kind: z.literal('history') }),
  z.object({ kind: z.literal('fleet'), connection: z.string() }),
  z.object({ kind: z.literal('alarms'), connection: z.string() }),
  z.object({ kind: z.literal('insights'), connection: z.string(), id: z.string() }),
  z.object({ kind: z.literal('simulator'), connection: z.string() }),
  z.object({ kind: z.literal('application'), ref: ApplicationRef }),
  z.object({ kind: z.literal('job'), ref: ApplicationRef }),
  z.object({ kind: z.literal('metrics'), ref: ApplicationRef }),
  z.object({ kind: z.literal('activity'), ref: ApplicationRef }),
  z.object({ kind: z.literal('logTail'), ref: ApplicationRef }),
  z.object({ kind: z.literal('logGroups'), ref: ApplicationRef, minutes: z.int().min(5).max(20_160) }),
  z.object({ kind: z.literal('charts'), ref: ApplicationRef, minutes: z.int().min(5).max(1440) }),
]);
export type Topic = z.infer<typeof Topic>;
export type TopicKind = Topic['kind'];

const topicValues = {
  settings: Settings,
  connections: z.array(ConnectionView),
  /** Every collector of every watched connection. */
  collectors: z.array(CollectorView),
  budget: z.array(ConnectionBudget),
  history: HistoryStatus,
  /** The alarms of CloudWatch that are about applications of the managed service. */
  alarms: z.array(Alarm),
  insights: InsightsRun,
  metrics: MetricInventory,
  activity: Activity,
  logTail: LogTail,
  logGroups: LogGroups,
  /** The applications of one connection. */
  fleet: z.array(ApplicationSummary),
  /** What a simulator connection plays. */
  simulator: SimulatorView,
  application: ApplicationDetail,
  job: Job,
  /** The application page's key series over the last `minutes` of the connection's time. */
  charts: z.array(Series),
} as const satisfies Record<TopicKind, z.ZodType>;
export type TopicValue<K extends TopicKind> = z.infer<(typeof topicValues)[K]>;

/** One string per topic: the key of snapshot stores on both sides. */
export function topicKey(topic: Topic): string {
  switch (topic.kind) {
    case 'settings':
    case 'connections':
    case 'collectors':
    case 'budget':
    case 'history':
      return topic.kind;
    case 'fleet':
    case 'alarms':
    case 'simulator':
      return `${topic.kind}|${topic.connection}`;
    case 'insights':
      return `insights|${topic.connection}|${topic.id}`;
    case 'application':
    case 'job':
    case 'metrics':
    case 'activity':
    case 'logTail':
      return `${topic.kind}|${refKey(topic.ref)}`;
    case 'charts':
    case 'logGroups':
      return `${topic.kind}|${topic.minutes}|${refKey(topic.ref)}`;
  }
}

const of = <K extends TopicKind, S extends z.ZodType>(kind: K, value: S) =>
  z.object({ kind: z.literal(kind), key: z.string(), snapshot: snapshotOf(value) });

/** A topic's newest state on its way to a viewer. */
export const TopicSnapshot = z.discriminatedUnion('kind', [
  of('settings', topicValues.settings),
  of('connections', topicValues.connections),
  of('collectors', topicValues.collectors),
  of('budget', topicValues.budget),
  of('history', topicValues.history),
  of('fleet', topicValues.fleet),
  of('alarms', topicValues.alarms),
  of('insights', topicValues.insights),
  of('metrics', topicValues.metrics),
  of('activity', topicValues.activity),
  of('logTail', topicValues.logTail),
  of('logGroups', topicValues.logGroups),
  of('simulator', topicValues.simulator),
  of('application', topicValues.application),
  of('job', topicValues.job),
  of('charts', topicValues.charts),
]);
export type TopicSnapshot = z.infer<typeof TopicSnapshot>;
