import type { Blueprint } from '../blueprint.ts';
import { clicks } from './clicks.ts';
import { commerce } from './commerce.ts';
import { devices } from './devices.ts';
import { loyalty } from './loyalty.ts';
import { variantOf } from './variant.ts';

/** Every application that a scenario can run. */
export const blueprints: readonly Blueprint[] = [...commerce, ...clicks, ...devices, ...loyalty];

/** The first variant is the blueprint itself. */
export function findBlueprint(id: string, variant = 1): Blueprint {
  const found = blueprints.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No blueprint is called ${id}.`);
  return variantOf(found, variant);
}
