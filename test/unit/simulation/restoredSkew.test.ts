import { expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { buildFlow } from '#shared/simulation/flow/runtime.ts';
import { giveState } from '#shared/simulation/flow/state.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import { stage } from '#test/support/flows.ts';

it('gives each subtask the state of its own keys when a job begins from a savepoint', () => {
  const blueprint = findBlueprint('fraud-scores');
  const [job] = blueprint.jobs;
  if (job === undefined) throw new Error('It has no job.');
  const before = stage(blueprint, job, 7);
  before.play(createStrain(), 40);
  const after = buildFlow(job, blueprint.parallelism, 7);
  const hashed = after.vertices.filter(({ inputs, stateful }) => stateful !== null && inputs.length > 0);
  expect(hashed.length).toBeGreaterThan(0);
  for (const vertex of hashed) {
    const had = before.flow.vertices.find(({ id }) => id === vertex.id)?.state ?? new Float64Array();
    giveState(vertex, sum(had));
    expect(sum(vertex.state)).toBeCloseTo(sum(had), -1);
    for (const [i, bytes] of vertex.state.entries()) expect(bytes / (had[i] ?? 0)).toBeCloseTo(1, 1);
    expect(Math.max(...vertex.state)).toBeGreaterThan(1.01 * Math.min(...vertex.state));
  }
});
