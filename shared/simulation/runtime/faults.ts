import { at, sum } from '../flow/numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { withHotKey } from '../flow/spread.ts';
import { uniform } from '../random.ts';
import type { Millis } from '../../units/units.ts';
import type { FaultSpec } from '../types.ts';
import { STEP } from '../types.ts';
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
    .sort((a, b) => sum(b.recent) - sum(a.recent))[0];

function slowSink(fault: ActiveFault, { flow }: JobRuntime): ActiveFault {
  const sink = sinkOf(flow);
  if (sink === undefined) return fault;
  const load = fault.load ?? recentRate(sink);
  if (load === null) return fault;
  const perRecord = (1000 * sink.parallelism) / (load * SLOW[fault.spec.severity]);
  sink.extraCost = Math.max(0, perRecord - sink.cost);
  return { ...fault, load };
}

/** The keyed exchange whose receiver works most; a job without one gets a hot partition instead. */
function dataSkew(fault: ActiveFault, { sources }: ApplicationRuntime, { flow }: JobRuntime): ActiveFault {
  const edge = keyedEdge(flow);
  if (edge === undefined) {
    for (const source of sources.values()) skewSource(source, fault);
    return fault;
  }
  const load = fault.load ?? recentRate(edge.to);
  if (load === null) return fault;
  const capacity = 1000 / edge.to.cost;
  const receiver = Math.floor(uniform(edge.to.key, 77) * edge.to.parallelism);
  const own = at(edge.healthyWeights, receiver);
  const wanted = Math.min(HOTTEST, (HOT[fault.spec.severity] * capacity) / load);
  const share = Math.max(0, (wanted - own) / (1 - own));
  // Streams that are joined have the same hot key.
  for (const each of edge.to.inputs) {
    if (each.shipStrategy === 'HASH') each.weights.set(withHotKey(each.healthyWeights, share, receiver));
  }
  return { ...fault, load };
}

const keyedEdge = ({ edges }: Flow): EdgeFlow | undefined =>
  edges
    .filter(({ shipStrategy, to }) => shipStrategy === 'HASH' && to.parallelism > 1)
    .sort((a, b) => b.to.cost * sum(b.to.recent) - a.to.cost * sum(a.to.recent))[0];

const HOT_PARTITION = { mild: 0.4, clear: 0.6, severe: 0.85 } as const;

function skewSource({ weights, healthyWeights, key }: SourceFlow, { spec }: ActiveFault): void {
  const partition = Math.floor(uniform(key, 77) * weights.length);
  weights.set(withHotKey(healthyWeights, HOT_PARTITION[spec.severity], partition));
}

/** Records a second over the last minute; null before there was one. */
function recentRate({ recent, parallelism }: VertexFlow): number | null {
  const steps = [0, 0, 0, 0];
  for (let i = 0; i < parallelism * 4; i++) steps[i % 4] = at(steps, i % 4) + at(recent, i);
  return steps.every((records) => records > 0) ? (sum(steps) * 1000) / (4 * STEP) : null;
}
