import { ApplicationDetail, ApplicationRef, ApplicationSummary, refKey } from '../model/application.ts';
import { ConnectionView } from '../model/connection.ts';
import { Job } from '../model/job.ts';
import { z } from '../model/schema.ts';
import { Series } from '../model/series.ts';
import { snapshotOf } from '../model/snapshot.ts';
import { SimulatorView } from '../simulation/control.ts';
import { Settings } from './settings.ts';

/** What a viewer can follow. Following is also attention: what is followed is polled at its native rate, the rest slower. */
export const Topic = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('settings') }),
  z.object({ kind: z.literal('connections') }),
  z.object({ kind: z.literal('fleet'), connection: z.string() }),
  z.object({ kind: z.literal('simulator'), connection: z.string() }),
  z.object({ kind: z.literal('application'), ref: ApplicationRef }),
  z.object({ kind: z.literal('job'), ref: ApplicationRef }),
  z.object({ kind: z.literal('charts'), ref: ApplicationRef, minutes: z.int().min(5).max(1440) }),
]);
export type Topic = z.infer<typeof Topic>;
export type TopicKind = Topic['kind'];

const topicValues = {
  settings: Settings,
  connections: z.array(ConnectionView),
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
      return topic.kind;
    case 'fleet':
    case 'simulator':
      return `${topic.kind}|${topic.connection}`;
    case 'application':
    case 'job':
      return `${topic.kind}|${refKey(topic.ref)}`;
    case 'charts':
      return `charts|${topic.minutes}|${refKey(topic.ref)}`;
  }
}

const of = <K extends TopicKind, S extends z.ZodType>(kind: K, value: S) =>
  z.object({ kind: z.literal(kind), key: z.string(), snapshot: snapshotOf(value) });

/** A topic's newest state on its way to a viewer. */
export const TopicSnapshot = z.discriminatedUnion('kind', [
  of('settings', topicValues.settings),
  of('connections', topicValues.connections),
  of('fleet', topicValues.fleet),
  of('simulator', topicValues.simulator),
  of('application', topicValues.application),
  of('job', topicValues.job),
  of('charts', topicValues.charts),
]);
export type TopicSnapshot = z.infer<typeof TopicSnapshot>;
