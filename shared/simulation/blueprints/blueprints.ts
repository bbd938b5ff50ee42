import type { Blueprint } from '../blueprint.ts';
import { clicks } from './clicks.ts';
import { commerce } from './commerce.ts';
import { devices } from './devices.ts';

/** Every application that a scenario can run. */
export const blueprints: readonly Blueprint[] = [...commerce, ...clicks, ...devices];

export function findBlueprint(id: string): Blueprint {
  const found = blueprints.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No blueprint is called ${id}.`);
  return found;
}
