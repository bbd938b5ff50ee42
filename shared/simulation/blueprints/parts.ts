import type { Bytes, Millis } from '../../units/units.ts';
import { HOUR, MINUTE, SECOND, millis } from '../../units/units.ts';
import type {
  ArrivalPattern,
  Blueprint,
  EdgeBlueprint,
  OperatorBlueprint,
  SinkTarget,
  SourceBlueprint,
  Spread,
  StateBlueprint,
  VertexBlueprint,
  WindowBlueprint,
} from '../blueprint.ts';

/** The words in which blueprints are written: what an example of the service's guide and an everyday default have in common. */

export const even: Spread = { kind: 'uniform' };
export const zipf = (exponent: number): Spread => ({ kind: 'zipf', exponent });

export const megabytes = (count: number): Bytes => (count * 1_048_576) as Bytes;
export const minutes = (count: number) => millis(count * MINUTE);
export const hours = (count: number) => millis(count * HOUR);
export const seconds = (count: number) => millis(count * SECOND);

/** Records a second around `mean`; busiest at `peak` o'clock. */
export const daily = (mean: number, peak: number, swing = 0.28, noise = 0.07): ArrivalPattern => ({ mean, swing, peak, noise });

type StreamOptions = Partial<Pick<SourceBlueprint, 'spread' | 'recordBytes' | 'readLimit'>> & Pick<SourceBlueprint, 'reshards'>;

/** A shard gives two megabytes a second, to all consumers without enhanced fan-out. */
export const stream = (
  id: string,
  name: string,
  shards: number,
  arrivals: ArrivalPattern,
  { spread = even, recordBytes = 420, readLimit = 2_097_152 / recordBytes, reshards = [] }: StreamOptions = {},
): SourceBlueprint => ({ id, kind: 'kinesis', name, partitions: shards, spread, readLimit, recordBytes, arrivals, reshards });

export const topic = (
  id: string,
  name: string,
  partitions: number,
  arrivals: ArrivalPattern,
  { spread = even, recordBytes = 380, readLimit = 25_000 }: StreamOptions = {},
): SourceBlueprint => ({ id, kind: 'kafka', name, partitions, spread, readLimit, recordBytes, arrivals });

type Costs = Partial<Pick<OperatorBlueprint, 'cpu' | 'selectivity' | 'state' | 'window'>>;

/** Reads: half of its time is waiting for the network. */
export const read = (
  name: string,
  cost: number,
  { cpu = 0.5, selectivity = 1, state = null }: Costs = {},
): OperatorBlueprint => ({
  name,
  kind: 'source',
  cost,
  cpu,
  selectivity,
  state,
  target: null,
});

export const operator = (
  name: string,
  cost: number,
  { cpu = 0.8, selectivity = 1, state = null, window }: Costs = {},
): OperatorBlueprint => ({
  name,
  kind: 'operator',
  cost,
  cpu,
  selectivity,
  state,
  target: null,
  ...(window === undefined ? {} : { window }),
});

/** A tumbling window; so many of a million records come after it has ended. */
export const tumbling = (size: Millis, latePerMillion: number): WindowBlueprint => ({ size, late: latePerMillion / 1e6 });

/** Writes: mostly waiting for the target. */
export const sink = (name: string, cost: number, target: SinkTarget, cpu = 0.3): OperatorBlueprint => ({
  name,
  kind: 'sink',
  cost,
  cpu,
  selectivity: 1,
  state: null,
  target,
});

export const keeps = (bytes: number, ttl: StateBlueprint['ttl'], writes = bytes): StateBlueprint => ({
  keeps: bytes,
  writes,
  ttl,
});

type VertexOptions = Partial<Pick<VertexBlueprint, 'parallelism' | 'source' | 'legacySource'>>;

export const vertex = (
  uid: string,
  operators: readonly OperatorBlueprint[],
  { parallelism = null, source = null, legacySource = false }: VertexOptions = {},
): VertexBlueprint => ({ uid, parallelism, source, legacySource, operators });

export const forward = (from: string, to: string, recordBytes: number, share = 1): EdgeBlueprint => ({
  from,
  to,
  shipStrategy: 'FORWARD',
  keys: even,
  recordBytes,
  share,
});

export const rebalance = (from: string, to: string, recordBytes: number, share = 1): EdgeBlueprint => ({
  ...forward(from, to, recordBytes, share),
  shipStrategy: 'REBALANCE',
});

export const hash = (from: string, to: string, recordBytes: number, keys: Spread = even, share = 1): EdgeBlueprint => ({
  ...forward(from, to, recordBytes, share),
  shipStrategy: 'HASH',
  keys,
});

export const broadcast = (from: string, to: string, recordBytes: number): EdgeBlueprint => ({
  ...forward(from, to, recordBytes),
  shipStrategy: 'BROADCAST',
});

/** The service's defaults (guide p. 591). */
export const defaultCheckpointing: Blueprint['checkpointing'] = {
  type: 'DEFAULT',
  enabled: true,
  interval: seconds(60),
  minPause: seconds(5),
};

export const customCheckpointing = (interval: number, minPause: number): Blueprint['checkpointing'] => ({
  type: 'CUSTOM',
  enabled: true,
  interval: seconds(interval),
  minPause: seconds(minPause),
});

type Given = Pick<Blueprint, 'id' | 'description' | 'parallelism' | 'code' | 'sources' | 'jobs'>;

/** A streaming application on Flink 1.20 with the service's defaults. */
export const streaming = (given: Given & Partial<Blueprint>): Blueprint => ({
  runtimeEnvironment: 'FLINK-1_20',
  mode: 'STREAMING',
  parallelismPerKpu: 1,
  autoScaling: true,
  checkpointing: defaultCheckpointing,
  metricsLevel: 'TASK',
  logLevel: 'INFO',
  snapshotsEnabled: true,
  properties: [],
  vpc: false,
  ...given,
});

export const on22 = { runtimeEnvironment: 'FLINK-2_2' } as const;
export const on118 = { runtimeEnvironment: 'FLINK-1_18' } as const;
export const on115 = { runtimeEnvironment: 'FLINK-1_15' } as const;

export const jar = (fileKey: string, size: number): Blueprint['code'] => ({
  contentType: 'ZIPFILE',
  fileKey,
  size: megabytes(size),
});
