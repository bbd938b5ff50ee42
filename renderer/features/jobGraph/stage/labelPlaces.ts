import type { Place } from '../layout/graphLayout.ts';
import type { Way } from './edgeWays.ts';
import { pointOf } from './edgeWays.ts';

const LABEL = { width: 84, height: 32 } as const;
/** Where along its first piece a label may stand, the best first. */
const SPOTS = [0.5, 0.36, 0.64, 0.24, 0.76] as const;

/** A place for each edge's label, none on another; null where all are taken. The first come first. */
export function labelPlaces(ways: readonly (Way | null)[]): readonly (Place | null)[] {
  const taken = new Map<string, Place[]>();
  const cell = ({ x, y }: Place, right = 0, down = 0): string =>
    `${Math.floor(x / LABEL.width) + right} ${Math.floor(y / LABEL.height) + down}`;
  const isFree = (place: Place): boolean => {
    for (let right = -1; right <= 1; right += 1)
      for (let down = -1; down <= 1; down += 1)
        for (const other of taken.get(cell(place, right, down)) ?? [])
          if (Math.abs(other.x - place.x) < LABEL.width && Math.abs(other.y - place.y) < LABEL.height) return false;
    return true;
  };
  return ways.map((way) => {
    if (way === null) return null;
    const place = SPOTS.map((along) => pointOf(way, along)).find(isFree);
    if (place === undefined) return null;
    const key = cell(place);
    const others = taken.get(key);
    if (others === undefined) taken.set(key, [place]);
    else others.push(place);
    return place;
  });
}
