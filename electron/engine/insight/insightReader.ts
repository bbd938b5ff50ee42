import type { Topic, TopicKind, TopicValue } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { History } from '../../history/history.ts';
import type { Cadence } from '../cadence.ts';
import type { Recorder } from '../telemetry/recorder.ts';
import type { JobPlace } from './jobAccess.ts';

/** The topics that are read from a job's REST interface while somebody looks, and never else. */
export const insightKinds = ['vertex', 'checkpoint', 'failures', 'taskManagers', 'flame'] as const satisfies readonly TopicKind[];
export type InsightKind = (typeof insightKinds)[number];
export type InsightTopic<K extends InsightKind = InsightKind> = Extract<Topic, { kind: K }>;

export const isInsight = (topic: Topic): topic is InsightTopic => (insightKinds as readonly string[]).includes(topic.kind);

/** What a reader works with. */
export interface InsightContext {
  readonly place: JobPlace;
  readonly ref: ApplicationRef;
  readonly history: History;
  readonly recorder: Recorder;
  /** Real time: the simulator's own may run faster or stand still. */
  readonly clock: Clock;
  /** The connection's time. */
  readonly now: () => Millis;
  /** Seconds of the connection’s time in a second of real time; 1 unless told. */
  readonly speed?: () => number;
  /** The job as its own polls told it last; undefined before that. */
  readonly job: () => Job | undefined;
}

/** Reads one topic, again and again while it is followed. One reader is made for each followed topic, so that it can remember. */
export interface InsightReader<K extends InsightKind> {
  read(context: InsightContext, signal: AbortSignal): Promise<Result<TopicValue<K>>>;
  /** True: what is shown is final, and is not asked again while it is followed. */
  done?(): boolean;
}

export interface InsightKindOf<K extends InsightKind> {
  readonly cadence: Cadence;
  /** In the user's words, for the page about collectors: “Flame graph”. */
  readonly name: string;
  /** Each time that somebody begins to follow it is a new beginning: nothing of the last time is shown. */
  readonly anew?: boolean;
  create(topic: InsightTopic<K>): InsightReader<K>;
}
