import type { Bytes, Millis } from '../units/units.ts';

/**
 * What is wrong with an application, in the terms of its model. A fault sets some of these, the flow, the checkpoints, the machines and the
 * runtime obey all of them; without a fault every one is neutral. Faults add up. Made anew at every step while a fault is on.
 */
export interface Strain {
  /** By vertex id. */
  readonly vertices: Map<string, VertexStrain>;
  /** By id of the source. */
  readonly sources: Map<string, SourceStrain>;
  readonly checkpoints: CheckpointStrain;
  readonly machines: MachineStrain;
  readonly control: ControlStrain;
}

/** Milliseconds per record that are spent in a vertex beside its own work, by what they are spent on: flame graphs show it. */
export interface VertexStrain {
  /** Waiting for another system: a call for each record, a slow target. */
  wait: number;
  /** The operator's own code. */
  compute: number;
  /** Serializing with Kryo instead of a serializer of its own. */
  kryo: number;
  /** Reading and writing state. */
  state: number;
  /** Writing a log record for each record. */
  logging: number;
  /** Waiting for a lock that another thread holds. */
  lock: number;
  /** Only these subtasks suffer; null = all. */
  subtasks: ReadonlySet<number> | null;
  /** Share of the records of its keyed inputs that go to one subtask beside their own; 0 = none. */
  hotKey: number;
  /** Times the state that a record leaves behind; 1 = as usual. */
  stateGrowth: number;
  /** Entries are never forgotten. */
  keepsForever: boolean;
  /** Share of the records that come too late and are dropped. */
  late: number;
  /** Share of a sink's writes that its target refuses at first. */
  refused: number;
  /** Subtasks that have ended while the others run; null = none. */
  finished: ReadonlySet<number> | null;
}

export interface SourceStrain {
  /** Times the records that arrive. */
  arrivals: number;
  /** Times what a partition gives at most. */
  readLimit: number;
  /** Share of reads that the stream refuses. */
  refused: number;
  /** Only so many partitions get records; null = all. */
  activePartitions: number | null;
  /** Share of the records that go to one partition beside its own; 0 = none. */
  hotPartition: number;
  /** An idle partition is not marked as idle: its watermark stays. */
  idleHoldsWatermark: boolean;
  /** Nothing can be read. */
  unreachable: boolean;
}

export interface CheckpointStrain {
  /** Milliseconds more until the first barrier comes. */
  startDelay: number;
  /** Milliseconds more between first and last barrier. */
  alignment: number;
  /** Milliseconds more of the synchronous part. */
  sync: number;
  /** Times the upload takes. */
  upload: number;
  /** By vertex id: what of the above happens only there; others are not slowed. Null = everywhere. */
  vertex: string | null;
  /** Every checkpoint fails with this reason. */
  fails: string | null;
  /** A checkpoint never ends (an operator does not acknowledge): by vertex id. */
  hangs: string | null;
  /** Checkpoints are not triggered any more, and why the log says so. */
  refused: string | null;
  /** Snapshots fail, with this reason. */
  snapshotsFail: string | null;
}

export interface MachineStrain {
  /** Percent of the heap that lives longer than usual, now. */
  heap: number;
  /** Share of the time that old-generation collections take, 0…1: everything computes so much less. */
  collecting: number;
  /** Threads more, on each machine, now. */
  threads: number;
  /** Percent of a core that something beside the tasks takes, now. */
  cpu: number;
  /** Percent of the container's memory outside of the heap, now. */
  native: number;
  /** Only this machine; null = all. */
  machine: number | null;
}

export interface ControlStrain {
  /** The status that the application is in does not end. */
  stuck: boolean;
  /** The next start or update fails with this. */
  operationFails: { readonly code: string; readonly message: string } | null;
  /** Automatic scaling may not go above this parallelism. */
  maxParallelism: number | null;
  /** Times a start takes. */
  startup: number;
}

export const calmVertex = (): VertexStrain => ({
  wait: 0,
  compute: 0,
  kryo: 0,
  state: 0,
  logging: 0,
  lock: 0,
  subtasks: null,
  hotKey: 0,
  stateGrowth: 1,
  keepsForever: false,
  late: 0,
  refused: 0,
  finished: null,
});

export const calmSource = (): SourceStrain => ({
  arrivals: 1,
  readLimit: 1,
  refused: 0,
  activePartitions: null,
  hotPartition: 0,
  idleHoldsWatermark: false,
  unreachable: false,
});

export const createStrain = (): Strain => ({
  vertices: new Map(),
  sources: new Map(),
  checkpoints: {
    startDelay: 0,
    alignment: 0,
    sync: 0,
    upload: 1,
    vertex: null,
    fails: null,
    hangs: null,
    refused: null,
    snapshotsFail: null,
  },
  machines: { heap: 0, collecting: 0, threads: 0, cpu: 0, native: 0, machine: null },
  control: { stuck: false, operationFails: null, maxParallelism: null, startup: 1 },
});

/** A failure that a fault wants now: the job restarts, or a TaskManager is lost with it. */
export interface WantedFailure {
  readonly at: Millis;
  /** A stack trace, a line an element; the first names the exception. */
  readonly thrown: readonly string[];
  /** By vertex id; null = chance decides. */
  readonly vertex: string | null;
  /** The TaskManager that it happens on, by number; else chance decides. */
  readonly machine?: number;
  /** The TaskManager goes down too, and a new one comes. */
  readonly losesMachine: boolean;
  /** What the lost container had used; for the log. */
  readonly memory: Bytes | null;
}
