import { at } from '../flow/numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from '../flow/runtime.ts';
import { rateOf } from '../flow/runtime.ts';
import { withHotKey } from '../flow/spread.ts';
import { uniform } from '../random.ts';
import type { Millis } from '../../units/units.ts';
import type { FaultSpec } from '../types.ts';
import type { ApplicationRuntime, JobRuntime } from './runtime.ts';

/** A fault that is on, with what was found out about its victim when it began. */
export interface ActiveFault {
  readonly spec: FaultSpec;
  readonly until: Millis | null;
  /** Records a second that reached the victim when the fault began: severity is measured against it. */
  readonly load: number | null;
}

/** Share of the load that a slow sink still takes. */
const SLOW = { mild: 0.8, clear: 0.5, severe: 0.22 } as const;
/** How many times its capacity the hot key's subtask would need. */
const HOT = { mild: 1.25, clear: 1.9, severe: 3.2 } as const;
const HOTTEST = 0.94;

/** Puts the faults that are on into the job's flow; without any the flow is as its blueprint says. */
export function applyFaults(application: ApplicationRuntime): void {
  const { jobs, sources } = application;
  for (const { flow } of jobs) {
    for (const vertex of flow.vertices) vertex.extraCost = 0;
    for (const edge of flow.edges) if (edge.shipStrategy === 'HASH') edge.weights.set(edge.healthyWeights);
  }
  for (const source of sources.values()) source.weights.set(source.healthyWeights);
  const [job] = jobs;
  if (job === undefined || application.faults.length === 0) return;
  application.faults = application.faults.map((fault) => applied(fault, application, job));
}

function applied(fault: ActiveFault, application: ApplicationRuntime, job: JobRuntime): ActiveFault {
  switch (fault.spec.kind) {
    case 'slow-sink':
      return slowSink(fault, job);
    case 'data-skew':
      return dataSkew(fault, application, job);
  }
}

/** The vertex that writes the most. */
export const sinkOf = ({ vertices }: Flow): VertexFlow | undefined =>
  vertices
    .filter(({ blueprint }) => blueprint.operators.some(({ target }) => target !== null && target.kind !== 'discard'))
    .sort((a, b) => b.lastMinute - a.lastMinute)[0];

function slowSink(fault: ActiveFault, { flow }: JobRuntime): ActiveFault {
  const sink = sinkOf(flow);
  if (sink === undefined) return fault;
  const load = fault.load ?? recentRate(sink);
  if (load === null) return fault;
  const perRecord = (1000 * sink.parallelism) / (load * SLOW[fault.spec.severity]);
  sink.extraCost = Math.max(0, perRecord - sink.cost);
  return { ...fault, load };
}

/** One key too many for one subtask of the keyed exchange whose receiver works most; a job without one gets a hot partition instead. */
function dataSkew(fault: ActiveFault, { sources }: ApplicationRuntime, { flow }: JobRuntime): ActiveFault {
  const edge = keyedEdge(flow);
  const [reader] = flow.vertices;
  const victim = edge?.to ?? reader;
  const load = fault.load ?? (victim === undefined ? null : recentRate(victim));
  if (victim === undefined || load === null) return fault;
  const share = Math.min(HOTTEST, (HOT[fault.spec.severity] * 1000) / (load * costOfChain(victim)));
  const receiver = Math.floor(uniform(victim.key, 77) * victim.parallelism);
  if (edge === undefined) {
    const source = sources.get(victim.blueprint.source ?? '');
    source?.weights.set(withHotKey(source.healthyWeights, share, receiver));
    return { ...fault, load };
  }
  // Streams that are joined have the same hot key.
  for (const each of victim.inputs) {
    if (each.shipStrategy !== 'HASH') continue;
    const own = at(each.healthyWeights, receiver);
    each.weights.set(withHotKey(each.healthyWeights, Math.max(0, (share - own) / (1 - own)), receiver));
  }
  return { ...fault, load };
}

/** Milliseconds per record in the slowest vertex of those that get their records subtask by subtask from this one, itself included. */
function costOfChain(vertex: VertexFlow): number {
  const forwarded = vertex.outputs.filter(({ shipStrategy }) => shipStrategy === 'FORWARD');
  return Math.max(vertex.cost, ...forwarded.map(({ to, selectivity }) => selectivity * costOfChain(to)));
}

const keyedEdge = ({ edges }: Flow): EdgeFlow | undefined =>
  edges
    .filter(({ shipStrategy, to }) => shipStrategy === 'HASH' && to.parallelism > 1)
    .sort((a, b) => b.to.cost * b.to.lastMinute - a.to.cost * a.to.lastMinute)[0];

/** Records a second over the last minute; null before there was one. */
const recentRate = (vertex: VertexFlow): number | null =>
  vertex.recentTotals.every((records) => records > 0) ? rateOf(vertex) : null;
