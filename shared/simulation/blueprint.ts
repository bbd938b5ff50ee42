import type { Bytes, Millis } from '../units/units.ts';
import type { ApplicationSettings } from './settings.ts';
import type { SimulatedApplication, SimulatedEdge } from './types.ts';

/** What an application is made of, as data: its configuration, what it reads, and the job graph with the cost of each operator. */
export interface Blueprint extends Pick<
  ApplicationSettings,
  'description' | 'runtimeEnvironment' | 'checkpointing' | 'snapshotsEnabled' | 'properties'
> {
  readonly id: string;
  readonly mode: SimulatedApplication['mode'];
  readonly parallelism: number;
  readonly parallelismPerKpu: number;
  readonly autoScaling: boolean;
  readonly metricsLevel: ApplicationSettings['monitoring']['metricsLevel'];
  readonly logLevel: ApplicationSettings['monitoring']['logLevel'];
  readonly code: { readonly contentType: 'ZIPFILE' | 'PLAINTEXT'; readonly fileKey: string; readonly size: Bytes };
  readonly vpc: boolean;
  /** Switched on by a support case. */
  readonly unalignedCheckpoints?: boolean;
  /** So many checkpoints in a row may fail; one more fails the job. Without it any number may. */
  readonly tolerableCheckpointFailures?: number;
  /** Metrics that its own code registers in the group which the service forwards. */
  readonly customMetrics?: readonly CustomMetricBlueprint[];
  readonly sources: readonly SourceBlueprint[];
  /** One; a Studio notebook has one for each running paragraph. */
  readonly jobs: readonly JobBlueprint[];
}

export interface CustomMetricBlueprint {
  /** Letters and digits only. */
  readonly name: string;
  readonly kind: 'counter' | 'meter' | 'gauge';
  /** Uid of the vertex whose code registers it. */
  readonly vertex: string;
  /** The code's own groups, which become dimensions beside the application's name. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Events for each record; the value that a gauge is around. */
  readonly scale: number;
}

/** How work or records spread: evenly, by Zipf's law, or with one key that has a share of its own. */
export type Spread =
  | { readonly kind: 'uniform' }
  | { readonly kind: 'zipf'; readonly exponent: number }
  | { readonly kind: 'hot'; readonly share: number };

export interface SourceBlueprint {
  readonly id: string;
  readonly kind: 'kinesis' | 'kafka';
  /** Of the stream or topic. */
  readonly name: string;
  /** Shards or partitions. */
  readonly partitions: number;
  /** A stream that is scaled, day by day: from that hour (UTC) on it has so many shards, all of them new. */
  readonly reshards?: readonly { readonly hour: number; readonly partitions: number }[];
  readonly spread: Spread;
  /** Records a second that one partition gives at most. */
  readonly readLimit: number;
  readonly recordBytes: number;
  readonly arrivals: ArrivalPattern;
  /** Ends after so many records, which are there when the job starts: a job all of whose sources end is a batch job, and finishes. */
  readonly bounded?: number;
}

/** A day's curve around a mean. */
export interface ArrivalPattern {
  /** Records a second. */
  readonly mean: number;
  /** Share of the mean by which the day's peak is above it. */
  readonly swing: number;
  /** Hour of the day, UTC. */
  readonly peak: number;
  /** Share of the mean by which it wanders. */
  readonly noise: number;
  /** What happens again and again beside the day's curve. */
  readonly episodes?: readonly ArrivalEpisode[];
}

/** A spike is a multiple of what comes else. After an outage of the producers what they held back comes in half of its length. */
export type ArrivalEpisode = { readonly every: Millis; readonly lasts: Millis } & (
  { readonly kind: 'spike'; readonly times: number } | { readonly kind: 'outage' }
);

export interface JobBlueprint {
  readonly name: string;
  /** In topological order, sources first. */
  readonly vertices: readonly VertexBlueprint[];
  readonly edges: readonly EdgeBlueprint[];
}

export interface VertexBlueprint {
  /** The operator's uid; the vertex id is made of it. */
  readonly uid: string;
  /** Null = as many as the application. */
  readonly parallelism: number | null;
  /** Which source of the blueprint it reads. */
  readonly source: string | null;
  /** Reads with a SourceFunction: no busy time. */
  readonly legacySource: boolean;
  readonly operators: readonly OperatorBlueprint[];
}

export interface OperatorBlueprint {
  readonly name: string;
  readonly kind: 'source' | 'operator' | 'sink';
  /** Microseconds per record that reaches it. */
  readonly cost: number;
  /** Share of the cost that is computing; the rest is waiting. */
  readonly cpu: number;
  /** Records out per record in. */
  readonly selectivity: number;
  readonly state: StateBlueprint | null;
  /** Its results come when a window of event time ends; its state lives as long as the window. */
  readonly window?: WindowBlueprint;
  /** Where a sink writes to. */
  readonly target: SinkTarget | null;
}

export interface SinkTarget {
  readonly kind: 'kinesis' | 'kafka' | 's3' | 'firehose' | 'opensearch' | 'jdbc' | 'discard';
  readonly name: string;
}

/** Tumbling: each record belongs to one window. */
export interface WindowBlueprint {
  readonly size: Millis;
  /** Share of the records that come after their window has ended and are dropped. */
  readonly late: number;
}

/** State that grows with each record and is forgotten after a time. */
export interface StateBlueprint {
  /** Bytes kept of each record. */
  readonly keeps: number;
  /** Bytes written for each record: what an incremental checkpoint uploads. */
  readonly writes: number;
  readonly ttl: Millis;
}

export interface EdgeBlueprint {
  /** Uids. */
  readonly from: string;
  readonly to: string;
  readonly shipStrategy: SimulatedEdge['shipStrategy'];
  /** How keys spread over the subtasks, for HASH. */
  readonly keys: Spread;
  readonly recordBytes: number;
  /** Share of the sender's records that take this edge. */
  readonly share: number;
}
