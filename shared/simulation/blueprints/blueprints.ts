import type { Blueprint } from '../blueprint.ts';
import { clicks } from './clicks.ts';
import { commerce } from './commerce.ts';
import { devices } from './devices.ts';
import { loyalty } from './loyalty.ts';
import { dailySettlement } from './settlement.ts';
import { variantOf } from './variant.ts';

/** Every application of the fleet. */
export const blueprints: readonly Blueprint[] = [...commerce, ...clicks, ...devices, ...loyalty];

/** And those that somebody starts when they are needed. */
export const programs: readonly Blueprint[] = [...blueprints, dailySettlement];

/** The first variant is the blueprint itself. */
export function findBlueprint(id: string, variant = 1): Blueprint {
  const found = programs.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No blueprint is called ${id}.`);
  return variantOf(found, variant);
}
