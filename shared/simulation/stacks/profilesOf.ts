import type { OperatorBlueprint, SourceBlueprint } from '../blueprint.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { activities } from './profile.ts';
import type { Activity, OperatorProfile } from './profile.ts';

/** Share of its computing that an operator with keyed state spends in the state backend. */
const STATE = 0.45;

/** What the operators of a vertex do with its busy time now: their costs as designed, and what faults add to them. */
export function profilesOf(vertex: VertexFlow, source: SourceBlueprint['kind'] | null): readonly OperatorProfile[] {
  const { operators } = vertex.blueprint;
  let reaching = 1;
  const costs = operators.map((operator) => {
    const cost = (operator.cost * reaching) / 1000;
    reaching *= operator.selectivity;
    return designed(operator, cost);
  });
  const waiting = mostWaiting(operators, costs);
  if (waiting !== undefined) waiting.wait += vertex.extraCost;
  const total = costs.reduce((sum, each) => sum + activities.reduce((own, activity) => own + each[activity], 0), 0);
  return operators.map(({ name, kind, target, selectivity, state }, i) => ({
    name,
    kind,
    partner: kind === 'source' ? source : (target?.kind ?? null),
    selectivity,
    stateful: state !== null,
    shares: sharesOf(costs[i] ?? nothing(), total),
  }));
}

type Costs = Record<Activity, number>;
const nothing = (): Costs => ({ code: 0, wait: 0, state: 0, kryo: 0, logging: 0, lock: 0 });

/** Milliseconds per record that reaches the vertex. */
function designed({ cpu, state }: OperatorBlueprint, cost: number): Costs {
  const computing = cost * cpu;
  const inState = state === null ? 0 : STATE;
  // Whoever has state and waits, waits for the disk below it.
  const wait = cost - computing;
  return {
    ...nothing(),
    code: computing * (1 - inState),
    state: computing * inState + (state === null ? 0 : wait),
    wait: state === null ? wait : 0,
  };
}

/** What makes a vertex wait longer is what it writes to; without that, whoever waits most. */
function mostWaiting(operators: readonly OperatorBlueprint[], costs: readonly Costs[]): Costs | undefined {
  const sink = operators.findIndex(({ target }) => target !== null);
  return sink >= 0 ? costs[sink] : [...costs].sort((a, b) => b.wait - a.wait)[0];
}

function sharesOf(costs: Costs, total: number): Costs {
  const shares = nothing();
  for (const activity of activities) shares[activity] = total === 0 ? 0 : costs[activity] / total;
  return shares;
}
