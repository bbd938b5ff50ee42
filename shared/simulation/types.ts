import type { ApplicationStatus } from '../model/application.ts';
import type { ExecutionState, JobState } from '../model/job.ts';
import type { Bytes, Millis } from '../units/units.ts';
import type { FaultKind } from './faults/kinds.ts';
import type { Answer, ApplicationRequest, SimulatedOperation, SimulatedSnapshot, SimulatedVersion } from './requests.ts';
import type { ApplicationSettings } from './settings.ts';
import type { OperatorProfile } from './stacks/profile.ts';

/**
 * The seeded model of applications, their jobs and their signals. `createWorld` and `World.advanceTo` are the only ways in: the same
 * options and the same commands at the same times give the same bytes. State may be updated in place inside `advanceTo`; readers
 * treat it as read-only.
 */
export interface WorldOptions {
  readonly seed: number;
  readonly scenario: Scenario;
  /** The simulated moment at which the history ends and readers begin to look. */
  readonly start: Millis;
  /** How much history is simulated before `start`. */
  readonly history: Millis;
}

export interface World {
  /** Simulated time reached so far; always a multiple of `STEP`. */
  readonly now: Millis;
  readonly accountId: string;
  readonly home: SimulatedRegion;
  /** All of them, the home region first. */
  readonly regions: readonly SimulatedRegion[];
  /** Of all regions. */
  readonly applications: readonly SimulatedApplication[];
  /** Simulates in steps of `STEP` up to `time`. Commands due in between take effect at the first step at or after their time. */
  advanceTo(time: Millis): void;
  /** Queues a command; it takes effect at the next step. */
  command(command: Command): void;
}

/** One account's resources in one region. */
export interface SimulatedRegion {
  readonly name: string;
  readonly accountId: string;
  readonly applications: readonly SimulatedApplication[];
  readonly metrics: MetricStore;
  /** By name. */
  readonly streams: readonly SimulatedStream[];
  /** What an owner asks for; decided, and begun, at once. */
  request(request: ApplicationRequest): Answer;
  /** Log records of an application, by its name, in [from, to), oldest first. */
  logs(application: string, from: Millis, to: Millis): readonly SimulatedLogRecord[];
}

/** A Kinesis stream that applications read or write. */
export interface SimulatedStream {
  readonly name: string;
  /** How many are open. */
  readonly shards: number;
  /** The number of the first open one; the others follow. */
  readonly firstShard: number;
  /** How many of those right before it closed when the stream was last scaled. */
  readonly closedShards: number;
  readonly created: Millis;
}

/** One simulated step: metrics are published four times a minute, as the service does. */
export const STEP = 15_000 as Millis;

export type Command =
  { readonly kind: 'fault-on'; readonly fault: FaultSpec } | { readonly kind: 'fault-off'; readonly id: string };

/** A fault that a scenario (or the control interface) switches on. */
export interface FaultSpec {
  readonly id: string;
  readonly kind: FaultKind;
  /** Application name. */
  readonly application: string;
  /** Uid of the vertex or id of the source that it befalls; else chance chooses among those that it can befall. */
  readonly where?: string;
  readonly severity: 'mild' | 'clear' | 'severe';
  /** Relative to the world's start; negative = already in history. */
  readonly onset: Millis;
  /** Null = until it is switched off. */
  readonly duration: Millis | null;
}

/** An application of a scenario. Its name is its own in all regions. */
export interface Member {
  readonly blueprint: string;
  readonly name: string;
  readonly status: ApplicationStatus;
  /** Else the home region. */
  readonly region?: string;
  /** Which variant of the blueprint; else the first, the blueprint itself. */
  readonly variant?: number;
  /** Times the records that usually come; else as usual. */
  readonly load?: number;
}

/** A scenario is data: which applications, which faults. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Ids of blueprints (`shared/simulation/blueprints`), each with the name it runs under and its initial status. */
  readonly applications: readonly Member[];
  readonly faults: readonly FaultSpec[];
  /** What else happens, relative to the world's start: an isolated restart, a deployment, a maintenance. */
  readonly events?: readonly ScenarioEvent[];
  /** What its owners have put into CloudWatch. */
  readonly alarms?: readonly OwnersAlarm[];
}

/** An alarm of CloudWatch that an owner of the simulated account has made. */
export interface OwnersAlarm {
  /** Whom it is about. */
  readonly application: string;
  /** Else the home region. */
  readonly region?: string;
  /** As PutMetricAlarm takes it, without actions. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Whether it tells the topic of those on call. */
  readonly isTold: boolean;
}

export interface ScenarioEvent {
  readonly kind: 'restart' | 'update' | 'maintenance' | 'autoscale' | 'stop' | 'snapshot';
  /** Application name. */
  readonly application: string;
  readonly at: Millis;
}

export interface SimulatedApplication {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  /** Version that the Flink REST interface reports, e.g. `1.20.5`. */
  readonly flinkVersion: string;
  readonly mode: 'STREAMING' | 'INTERACTIVE';
  readonly status: ApplicationStatus;
  readonly versionId: number;
  /** Stands for the version: an update may name it instead of the number. */
  readonly conditionalToken: string;
  readonly created: Millis;
  /** When the present version came. */
  readonly updated: Millis;
  /** Of the present version. */
  readonly settings: ApplicationSettings;
  /** What automatic scaling has made of the configured parallelism. */
  readonly currentParallelism: number;
  readonly maintenanceWindow: { readonly from: string; readonly to: string };
  readonly tags: Readonly<Record<string, string>>;
  /** Newest first, the present one included. */
  readonly versions: readonly SimulatedVersion[];
  /** Newest first. */
  readonly operations: readonly SimulatedOperation[];
  /** Newest first. */
  readonly snapshots: readonly SimulatedSnapshot[];
  /** Present from STARTING on until the application is READY; a Studio notebook may have several. */
  readonly jobs: readonly SimulatedJob[];
}

export interface SimulatedJob {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  readonly started: Millis;
  /** When it finished, failed or was cancelled; null before. */
  readonly ended: Millis | null;
  /** When the outage began that it is in; null while it runs. */
  readonly downSince: Millis | null;
  /** When it last began to restart; null = never. */
  readonly lastRestart: Millis | null;
  /** Since the last (re)start. */
  readonly runningSince: Millis;
  readonly restarts: number;
  /** In topological order, sources first. */
  readonly vertices: readonly SimulatedVertex[];
  readonly edges: readonly SimulatedEdge[];
  readonly taskManagers: readonly SimulatedTaskManager[];
  readonly checkpoints: SimulatedCheckpoints;
  /** Newest first, at most 16: what failed the job. The first is the root of a job that is FAILED. */
  readonly exceptions: readonly SimulatedException[];
}

export interface SimulatedException {
  readonly at: Millis;
  /** Class of the exception. */
  readonly name: string;
  readonly stackTrace: string;
  /** `Name (2/8) - execution #0`; null when no single task failed. */
  readonly task: string | null;
  readonly taskManager: string | null;
}

export interface SimulatedEdge {
  readonly from: string;
  readonly to: string;
  readonly shipStrategy: 'FORWARD' | 'HASH' | 'REBALANCE' | 'BROADCAST' | 'GLOBAL' | 'RESCALE';
}

export interface SimulatedVertex {
  /** 32 hexadecimal digits, a hash of the operator's uid: stable over restarts. */
  readonly id: string;
  /** As the job graph prints it: chained operators joined by ` -> `. */
  readonly name: string;
  readonly operators: readonly { readonly name: string; readonly kind: 'source' | 'operator' | 'sink' }[];
  readonly parallelism: number;
  readonly maxParallelism: number;
  readonly status: ExecutionState;
  readonly started: Millis;
  /** True for SourceFunction sources, whose busy time is NaN. */
  readonly legacySource: boolean;
  readonly subtasks: readonly SimulatedSubtask[];
  /** What a subtask of a source reads; empty for other vertices. */
  splits(subtask: number): readonly SimulatedSplit[];
  /** What the operators do with the busy time of a subtask. */
  profile(subtask: number): readonly OperatorProfile[];
}

/** A shard of a stream, or a partition of a topic. */
export interface SimulatedSplit {
  readonly kind: 'kinesis' | 'kafka';
  /** Name of the stream or topic. */
  readonly of: string;
  readonly number: number;
  readonly behind: Millis;
  /** Records read so far. */
  readonly position: number;
}

export interface SimulatedSubtask {
  readonly index: number;
  readonly taskManager: string;
  readonly attempt: number;
  /** Milliseconds of each second; the three add up to 1000. */
  readonly busy: number;
  readonly backpressured: number;
  readonly idle: number;
  /** Over the last step. */
  readonly recordsInPerSecond: number;
  readonly recordsOutPerSecond: number;
  /** Since this attempt began. */
  readonly recordsIn: number;
  readonly recordsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly accumulatedBusy: number;
  readonly accumulatedBackpressured: number;
  readonly accumulatedIdle: number;
  /** 0…1 */
  readonly inputBuffers: number;
  readonly outputBuffers: number;
  /** Null before the first watermark. */
  readonly watermark: Millis | null;
  readonly stateSize: Bytes;
}

export interface SimulatedTaskManager {
  /** `ip:port-hash`, as Flink prints it. */
  readonly id: string;
  readonly host: string;
  readonly slots: number;
  /** Percent. */
  readonly cpu: number;
  readonly heap: number;
  readonly threads: number;
  /** Collections since it started, of the young and of the old generation, and how many milliseconds they took. */
  readonly youngCollections: number;
  readonly youngCollecting: number;
  readonly oldCollections: number;
  readonly oldCollecting: number;
  /** Share of the managed memory that state backends have reserved. */
  readonly managed: number;
  /** Network buffers that its tasks hold. */
  readonly buffers: number;
}

export interface SimulatedCheckpoints {
  /** Barriers may overtake records. */
  readonly unaligned: boolean;
  /** So many in a row may fail before the job does. */
  readonly tolerable: number;
  readonly completed: number;
  readonly failed: number;
  /** How often the job began from one. */
  readonly restored: number;
  /** The last of each kind, however long ago; null before the first. */
  readonly latest: {
    /** No savepoint. */
    readonly completed: SimulatedCheckpoint | null;
    readonly savepoint: SimulatedCheckpoint | null;
    readonly failed: SimulatedCheckpoint | null;
    readonly restored: SimulatedRestore | null;
  };
  /** Of all that have completed. */
  readonly summary: Readonly<Record<SummarizedFigure, CheckpointSpread>>;
  /** Newest first, at most 10. */
  readonly history: readonly SimulatedCheckpoint[];
}

/** What a job began from, after a failure or at its start. */
export interface SimulatedRestore {
  readonly id: number;
  readonly at: Millis;
  /** Where the savepoint is; null for a checkpoint of the job's own. */
  readonly savepoint: string | null;
}

export type SummarizedFigure = 'checkpointedSize' | 'stateSize' | 'duration' | 'processed' | 'persisted';

export interface CheckpointSpread {
  readonly min: number;
  readonly max: number;
  readonly average: number;
  /** Some hundred of the newest, in no order: for quantiles. */
  readonly recent: readonly number[];
}

export interface SimulatedCheckpoint {
  readonly id: number;
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly savepoint: boolean;
  /** Barriers overtook the records that waited; those are part of it. */
  readonly unaligned: boolean;
  readonly triggered: Millis;
  /** So far, while in progress. */
  readonly duration: Millis;
  readonly checkpointedSize: Bytes;
  readonly stateSize: Bytes;
  /** Of records: processed while barriers aligned, and kept because barriers overtook them. */
  readonly processed: Bytes;
  readonly persisted: Bytes;
  readonly failure: string | null;
  /** By vertex id, then by subtask index; null for a subtask that has not acknowledged. */
  readonly subtasks: Readonly<Record<string, readonly (SimulatedAcknowledgement | null)[]>>;
}

/** end to end = start delay + alignment + sync + async (org.apache.flink.runtime.checkpoint.SubtaskStateStats) */
export interface SimulatedAcknowledgement {
  readonly startDelay: Millis;
  readonly alignment: Millis;
  readonly sync: Millis;
  readonly async: Millis;
  readonly stateSize: Bytes;
  readonly checkpointedSize: Bytes;
  /** Of records: processed between the first and the last barrier, and kept because barriers overtook them. */
  readonly processed: Bytes;
  readonly persisted: Bytes;
}

export interface SimulatedLogRecord {
  readonly at: Millis;
  /** One JSON object as the service writes it: locationInformation, logger, message, threadName, applicationARN, applicationVersionId, messageSchemaVersion, messageType. */
  readonly message: string;
}

/** A statistic set of one minute. */
export interface MinutePoint {
  readonly at: Millis;
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface Dimension {
  readonly name: string;
  readonly value: string;
}

export interface MetricSeries {
  readonly namespace: string;
  readonly metric: string;
  readonly unit: string;
  readonly dimensions: readonly Dimension[];
  /** Complete minutes in [from, to), oldest first; minutes without a sample are absent. */
  read(from: Millis, to: Millis): MinutePoint[];
  /** The same, told one by one: whoever reads hundreds of series makes no object for each minute. */
  visit(from: Millis, to: Millis, tell: TellMinute): void;
}

/** Takes the statistic set of the minute that begins at `at`. */
export type TellMinute = (at: Millis, count: number, sum: number, minimum: number, maximum: number) => void;

/** What CloudWatch holds, at a grain of one minute. A minute becomes readable when it is over. */
export interface MetricStore {
  list(namespace: string | null, metric: string | null): readonly MetricSeries[];
  find(namespace: string, metric: string, dimensions: readonly Dimension[]): MetricSeries | undefined;
}
