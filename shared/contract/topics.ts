import { ApplicationDetail, ApplicationRef, ApplicationSummary, refKey } from '../model/application.ts';
import { Activity } from '../model/activity.ts';
import { Alarm } from '../model/alarm.ts';
import { AuditEntry } from '../model/alarms/plan.ts';
import { AlarmRow, ApplicationAlarms } from '../model/alarms/status.ts';
import { ConnectionBudget } from '../model/budget.ts';
import { CollectorView } from '../model/collector.ts';
import { ConnectionView } from '../model/connection.ts';
import { HistoryStatus } from '../model/history.ts';
import { Job } from '../model/job.ts';
import { CaptureEntry } from '../model/insight/capture.ts';
import { CheckpointDetail } from '../model/insight/checkpointDetail.ts';
import { JobFailures } from '../model/insight/failures.ts';
import { FlameSampling } from '../model/insight/flame.ts';
import { TaskManagers } from '../model/insight/taskManagers.ts';
import { VertexDetail } from '../model/insight/vertex.ts';
import { InsightsRun, LogGroups, LogTail } from '../model/logs.ts';
import { Notice } from '../model/notice.ts';
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
  z.object({ kind: z.literal('notices') }),
  z.object({ kind: z.literal('fleet'), connection: z.string() }),
  z.object({ kind: z.literal('alarms'), connection: z.string() }),
  z.object({ kind: z.literal('alarmStatus'), connection: z.string() }),
  z.object({ kind: z.literal('audit'), connection: z.string() }),
  z.object({ kind: z.literal('insights'), connection: z.string(), id: z.string() }),
  z.object({ kind: z.literal('simulator'), connection: z.string() }),
  z.object({ kind: z.literal('application'), ref: ApplicationRef }),
  z.object({ kind: z.literal('job'), ref: ApplicationRef }),
  /** Which vertices of a job's graph are in view: the job's polls read these in full (`Vertex.detail`). */
  z.object({ kind: z.literal('sight'), ref: ApplicationRef, vertices: z.array(z.string()).max(64) }),
  z.object({ kind: z.literal('vertex'), ref: ApplicationRef, vertex: z.string() }),
  /** `job`: of which job, where its ids repeat those of another; absent: of the newest that has it. */
  z.object({ kind: z.literal('checkpoint'), ref: ApplicationRef, id: z.int(), job: z.string().optional() }),
  z.object({ kind: z.literal('failures'), ref: ApplicationRef }),
  z.object({ kind: z.literal('taskManagers'), ref: ApplicationRef }),
  /** Samples a vertex, or one of its subtasks, while followed, and for so many minutes of real time at most. */
  z.object({
    kind: z.literal('flame'),
    ref: ApplicationRef,
    vertex: z.string(),
    subtask: z.int().nullable(),
    minutes: z.int().min(1).max(30),
  }),
  z.object({ kind: z.literal('captures'), ref: ApplicationRef }),
  z.object({ kind: z.literal('applicationAlarms'), ref: ApplicationRef }),
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
  /** The recommended alarms of every managed application. */
  alarmStatus: z.array(AlarmRow),
  applicationAlarms: ApplicationAlarms,
  /** What was written to the account, newest first. */
  audit: z.array(AuditEntry),
  /** Of all connections, newest first. */
  notices: z.array(Notice),
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
  /** The vertices that are read in full now. */
  sight: z.array(z.string()),
  vertex: VertexDetail,
  checkpoint: CheckpointDetail,
  failures: JobFailures,
  taskManagers: TaskManagers,
  flame: FlameSampling,
  /** Newest first. */
  captures: z.array(CaptureEntry),
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
    case 'notices':
      return topic.kind;
    case 'fleet':
    case 'alarms':
    case 'alarmStatus':
    case 'audit':
    case 'simulator':
      return `${topic.kind}|${topic.connection}`;
    case 'insights':
      return `insights|${topic.connection}|${topic.id}`;
    case 'application':
    case 'job':
    case 'failures':
    case 'taskManagers':
    case 'captures':
    case 'applicationAlarms':
    case 'metrics':
    case 'activity':
    case 'logTail':
      return `${topic.kind}|${refKey(topic.ref)}`;
    case 'sight':
      return `sight|${topic.vertices.join(' ')}|${refKey(topic.ref)}`;
    case 'vertex':
      return `vertex|${topic.vertex}|${refKey(topic.ref)}`;
    case 'checkpoint':
      return `checkpoint|${topic.id}|${topic.job ?? ''}|${refKey(topic.ref)}`;
    case 'flame':
      return `flame|${topic.vertex}|${topic.subtask ?? ''}|${topic.minutes}|${refKey(topic.ref)}`;
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
  of('alarmStatus', topicValues.alarmStatus),
  of('applicationAlarms', topicValues.applicationAlarms),
  of('audit', topicValues.audit),
  of('notices', topicValues.notices),
  of('insights', topicValues.insights),
  of('metrics', topicValues.metrics),
  of('activity', topicValues.activity),
  of('logTail', topicValues.logTail),
  of('logGroups', topicValues.logGroups),
  of('simulator', topicValues.simulator),
  of('application', topicValues.application),
  of('job', topicValues.job),
  of('charts', topicValues.charts),
  of('sight', topicValues.sight),
  of('vertex', topicValues.vertex),
  of('checkpoint', topicValues.checkpoint),
  of('failures', topicValues.failures),
  of('taskManagers', topicValues.taskManagers),
  of('flame', topicValues.flame),
  of('captures', topicValues.captures),
]);
export type TopicSnapshot = z.infer<typeof TopicSnapshot>;
