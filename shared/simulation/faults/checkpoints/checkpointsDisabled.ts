import type { Fault } from '../fault.ts';
import { isStateful, verticesWhere } from '../victims.ts';

export const checkpointsDisabled: Fault = {
  problem: 'checkpoints-disabled',
  title: 'Checkpoints are switched off',
  truth: 'Checkpointing was switched off for a test and never switched on again: the next failure will lose all state.',
  victims: (blueprint) => (blueprint.checkpointing.enabled ? verticesWhere(blueprint, isStateful) : []),
  settings: ({ checkpointing }) => ({ checkpointing: { ...checkpointing, type: 'CUSTOM', enabled: false } }),
};
