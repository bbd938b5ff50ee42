import fc from 'fast-check';
import type { Blueprint, JobBlueprint } from '#shared/simulation/blueprint.ts';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { progress } from '#shared/simulation/flow/progress.ts';
import { buildFlow } from '#shared/simulation/flow/runtime.ts';
import type { Flow } from '#shared/simulation/flow/runtime.ts';
import { solveStep } from '#shared/simulation/flow/solve.ts';
import { arrive, buildSource, strainSource } from '#shared/simulation/flow/sources.ts';
import type { SourceFlow } from '#shared/simulation/flow/sources.ts';
import { strainFlow } from '#shared/simulation/flow/strained.ts';
import { calmSource, calmVertex, createStrain } from '#shared/simulation/strain.ts';
import type { SourceStrain, Strain, VertexStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { millis } from '#shared/units/units.ts';
import { NOON } from './worlds.ts';

export interface Stage {
  readonly flow: Flow;
  readonly sources: ReadonlyMap<string, SourceFlow>;
}

/** The flow of one job by itself, without a runtime around it. */
export function stage(
  blueprint: Blueprint,
  job: JobBlueprint,
  key: number,
): Stage & {
  /** So many steps under a strain; `look` after each. */
  readonly play: (strain: Strain, steps: number, look?: (stage: Stage) => void, contention?: number) => void;
} {
  const flow = buildFlow(job, blueprint.parallelism, key);
  const sources = new Map(blueprint.sources.map((each) => [each.id, buildSource(each, key)]));
  let step = NOON / STEP;
  return {
    flow,
    sources,
    play(strain, steps, look = () => {}, contention = 1) {
      for (let i = 0; i < steps; i++, step++) {
        strainFlow(flow, strain);
        for (const source of sources.values()) {
          strainSource(source, strain.sources.get(source.blueprint.id));
          arrive(source, millis(step * STEP));
        }
        solveStep(flow, { sources, count: step, contention: () => contention });
        progress(flow, sources, millis((step + 1) * STEP));
        look({ flow, sources });
      }
    },
  };
}

/** Nothing, or something that a double can still be divided by. */
const share = (max = 1) => fc.double({ min: 0, max, noNaN: true }).map((value) => (value < 1e-9 ? 0 : value));
const sometimes = <T>(calm: T, strained: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(calm) }, strained);

const vertexStrain: fc.Arbitrary<VertexStrain> = fc.record({
  wait: sometimes(0, share(80)),
  compute: sometimes(0, share(20)),
  kryo: sometimes(0, share(5)),
  state: sometimes(0, share(5)),
  logging: sometimes(0, share(5)),
  lock: sometimes(0, share(5)),
  subtasks: sometimes<ReadonlySet<number> | null>(null, fc.constant(new Set([0, 2]))),
  hotKey: sometimes(0, share(0.95)),
  stateGrowth: sometimes(1, share(20)),
  keepsForever: fc.boolean(),
  late: sometimes(0, share()),
  refused: sometimes(0, share()),
  finished: sometimes<ReadonlySet<number> | null>(null, fc.constant(new Set([1]))),
});

const sourceStrain: fc.Arbitrary<SourceStrain> = fc.record({
  arrivals: sometimes(1, share(12)),
  readLimit: sometimes(1, share()),
  refused: sometimes(0, share()),
  activePartitions: sometimes<number | null>(null, fc.integer({ min: 0, max: 5 })),
  hotPartition: sometimes(0, share()),
  idleHoldsWatermark: fc.boolean(),
  unreachable: sometimes(false, fc.boolean()),
});

/** Something that goes wrong for some steps: with a vertex and a source, by number, and with the cores. */
const trouble = fc.record({
  steps: fc.integer({ min: 1, max: 12 }),
  vertex: fc.nat({ max: 7 }),
  vertexStrain,
  source: fc.nat({ max: 3 }),
  sourceStrain,
  contention: fc.double({ min: 1, max: 4, noNaN: true }),
});

const jobs = blueprints.flatMap((blueprint) => blueprint.jobs.map((job) => ({ blueprint, job })));

/** Any job of any blueprint, with a sequence of troubles. */
export const anyFlow = fc.record({
  which: fc.nat({ max: jobs.length - 1 }),
  key: fc.integer(),
  troubles: fc.array(trouble, { minLength: 1, maxLength: 6 }),
});

type Played = typeof anyFlow extends fc.Arbitrary<infer T> ? T : never;

/** Plays a job through its troubles and looks at it after each step. */
export function playThrough({ which, key, troubles }: Played, look: (stage: Stage) => void): void {
  const { blueprint, job } = jobs[which] ?? { blueprint: null, job: null };
  if (blueprint === null) return;
  const { flow, play } = stage(blueprint, job, key);
  for (const { steps, vertex, source, contention, ...strains } of troubles) {
    const strain = createStrain();
    const sick = flow.vertices[vertex % flow.vertices.length];
    const read = blueprint.sources[source % Math.max(1, blueprint.sources.length)];
    if (sick !== undefined) strain.vertices.set(sick.id, strains.vertexStrain);
    if (read !== undefined) strain.sources.set(read.id, strains.sourceStrain);
    play(strain, steps, look, contention);
  }
}

/** A strain on one vertex, and on one source, everything else as usual. */
export function strainWith(
  vertex: { readonly id: string } | null,
  onVertex: Partial<VertexStrain>,
  source: { readonly blueprint: { readonly id: string } } | null = null,
  onSource: Partial<SourceStrain> = {},
): Strain {
  const strain = createStrain();
  if (vertex !== null) strain.vertices.set(vertex.id, { ...calmVertex(), ...onVertex });
  if (source !== null) strain.sources.set(source.blueprint.id, { ...calmSource(), ...onSource });
  return strain;
}
