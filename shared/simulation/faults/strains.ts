import type { VertexFlow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import type { SourceStrain, Strain, VertexStrain } from '../strain.ts';
import { calmSource, calmVertex } from '../strain.ts';
import type { FaultContext, Severity } from './fault.ts';

/** What is wrong with a vertex, to add to. */
export function strainOn({ vertices }: Strain, { id }: VertexFlow): VertexStrain {
  const known = vertices.get(id) ?? calmVertex();
  vertices.set(id, known);
  return known;
}

export function strainOnSource({ sources }: Strain, { blueprint }: SourceFlow): SourceStrain {
  const known = sources.get(blueprint.id) ?? calmSource();
  sources.set(blueprint.id, known);
  return known;
}

export type Shares = Readonly<Record<Severity, number>>;

/** Most of a core that tasks can get. */
const CORE = 0.96;

/**
 * Milliseconds more per record, so that the vertex takes only a share of what it got when the fault began. So much of them is computing:
 * tasks that share a core cannot all compute at once.
 */
export function slowedTo(shares: Shares, context: FaultContext, { computing = 0, vertex = context.vertex } = {}): number {
  const { usual, severity, machines } = context;
  const taken = (usual.rates.get(vertex.id) ?? 0) * shares[severity];
  if (taken === 0) return 0;
  // As many as there were: with more of them, it takes more.
  const subtasks = usual.parallelisms.get(vertex.id) ?? vertex.parallelism;
  const untilBusy = (1000 * subtasks) / taken - vertex.cost;
  const cores = Math.ceil(subtasks / (machines[0]?.slots ?? 1));
  const untilOutOfCores = (1000 * CORE * cores) / taken - vertex.cost * vertex.cpu;
  return Math.max(0, computing === 0 ? untilBusy : Math.min(untilBusy, untilOutOfCores / computing));
}

/** Times what a partition gives, so that the source gives only a share of what comes into it. */
export function limitedTo(shares: Shares, { source, usual, severity }: FaultContext, partitions?: number): number {
  if (source === null) return 1;
  const { id, readLimit } = source.blueprint;
  const each = ((usual.arrivals.get(id) ?? 0) * shares[severity]) / (partitions ?? source.blueprint.partitions);
  return Math.min(1, each / readLimit);
}

/** Times the records that arrive, so that this many times as many come as the application can take. */
export const overloadedBy = (times: Shares, { usual, severity }: FaultContext): number =>
  times[severity] / Math.max(0.05, usual.busiest, usual.computing / CORE);

/** From 0 at the onset to 1 after so many minutes; then it stays. */
export const ramp = ({ since }: FaultContext, minutes: number): number => Math.min(1, since / (minutes * 60_000));

/** Milliseconds per record in the slowest vertex of those that get their records subtask by subtask from this one, itself included. */
export function costOfChain(vertex: VertexFlow): number {
  const forwarded = vertex.outputs.filter(({ shipStrategy }) => shipStrategy === 'FORWARD');
  return Math.max(vertex.cost, ...forwarded.map(({ to, selectivity }) => selectivity * costOfChain(to)));
}

/** Milliseconds that a record waits for what does not come. */
const FOREVER = 1e12;

/** Nothing gets through a vertex: what it reads from gives nothing, or what it writes to takes nothing. */
export function block({ vertex, source }: FaultContext, strain: Strain, target: boolean): void {
  if (!target && source !== null) strainOnSource(strain, source).unreachable = true;
  else strainOn(strain, vertex).wait += FOREVER;
}
