import type { OperatorBlueprint, SourceBlueprint } from '../blueprint.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { snapshotShare } from '../flow/vertex/stalls.ts';
import { at } from '../flow/numbers.ts';
import { activities } from './profile.ts';
import type { Activity, OperatorProfile } from './profile.ts';

/** Share of its computing that an operator with keyed state spends in the state backend. */
const STATE = 0.45;

/** What the operators of a vertex do with the busy time of one subtask now: their costs as designed, and what faults add to them. */
export function profilesOf(
  vertex: VertexFlow,
  source: SourceBlueprint['kind'] | null,
  subtask: number,
): readonly OperatorProfile[] {
  const { operators } = vertex.blueprint;
  let reaching = 1;
  const costs = operators.map((operator) => {
    const cost = (operator.cost * reaching) / 1000;
    reaching *= operator.selectivity;
    return designed(operator, cost);
  });
  const { strain } = vertex;
  if (strain !== null && (strain.subtasks?.has(subtask) ?? true)) {
    for (const activity of perRecord) add(operators, costs, activity, strain[activity === 'code' ? 'compute' : activity]);
  }
  const taken = Math.min(1, (1000 * snapshotShare(vertex, subtask)) / Math.max(1, at(vertex.busy, subtask)));
  const keeper = Math.max(
    0,
    operators.findIndex(({ state }) => state !== null),
  );
  const total = costs.reduce((sum, each) => sum + activities.reduce((own, activity) => own + each[activity], 0), 0);
  return operators.map(({ name, kind, target, selectivity, state }, i) => ({
    name,
    kind,
    partner: kind === 'source' ? source : (target?.kind ?? null),
    selectivity,
    stateful: state !== null,
    shares: sharesOf(costs[i] ?? nothing(), total, taken, i === keeper),
  }));
}

type Cost = Exclude<Activity, 'snapshot'>;
/** What is spent record by record. */
const perRecord = activities.filter((activity): activity is Cost => activity !== 'snapshot');
type Costs = Record<Activity, number>;
const nothing = (): Costs => ({ code: 0, wait: 0, state: 0, kryo: 0, logging: 0, lock: 0, snapshot: 0 });

/** Milliseconds per record that reaches the vertex. */
function designed({ cpu, state }: OperatorBlueprint, cost: number): Costs {
  const computing = cost * cpu;
  const wait = cost - computing;
  if (state === null) return { ...nothing(), code: computing, wait };
  // Whoever has state and waits, waits for the disk below it.
  return { ...nothing(), code: computing * (1 - STATE), state: computing * STATE + wait };
}

/** What a fault adds falls to the operator that does such things. */
function add(operators: readonly OperatorBlueprint[], costs: readonly Costs[], activity: Cost, cost: number): void {
  if (cost <= 0) return;
  const suited = operators.findIndex((operator) => SUITED[activity]?.(operator) === true);
  const most = (of: Activity) => costs.reduce((best, each, i) => (each[of] > (costs[best]?.[of] ?? 0) ? i : best), 0);
  const found = costs[suited >= 0 ? suited : most(activity === 'wait' ? 'wait' : 'code')];
  if (found !== undefined) found[activity] += cost;
}

/** Else whoever waits, or computes, most. */
const SUITED: Partial<Record<Activity, (operator: OperatorBlueprint) => boolean>> = {
  wait: ({ target }) => target !== null,
  state: ({ state }) => state !== null,
};

/** Of what a checkpoint leaves of the busy time; the snapshot is taken by the operator that keeps state. */
function sharesOf(costs: Costs, total: number, taken: number, keeps: boolean): Costs {
  const shares = nothing();
  for (const activity of perRecord) shares[activity] = total === 0 ? 0 : (costs[activity] / total) * (1 - taken);
  if (keeps) shares.snapshot = taken;
  return shares;
}
