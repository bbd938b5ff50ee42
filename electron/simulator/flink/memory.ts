import type { StackShare } from '#shared/simulation/stacks/stacksOf.ts';
import type { Millis } from '#shared/units/units.ts';

/** What clusters remember of what was asked of them. Everything else follows from the model alone. */
export interface ClusterMemory {
  /** Flame graphs, by application, job and vertex. */
  readonly samplings: Map<string, Sampling>;
}

/** How often each stack was seen, by subtask. */
export type SeenStacks = readonly (readonly (readonly [StackShare, number])[])[];

export interface Sampling {
  /** The last one that has ended. */
  readonly done: { readonly at: Millis; readonly seen: SeenStacks } | null;
  /** The one that is under way, and when it ends. */
  readonly pending: { readonly at: Millis; readonly seen: SeenStacks } | null;
  readonly lastAsked: Millis;
}

export const createClusterMemory = (): ClusterMemory => ({ samplings: new Map() });
