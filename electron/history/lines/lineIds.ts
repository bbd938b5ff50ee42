import type { Database } from '../database/database.ts';
import { numberOrNull } from '../database/database.ts';

/** Ids follow time, so that what is found is found newest first: so many for each millisecond, over all applications. Few, for the index holds the distances. */
const EACH = 16;
/** Lines of one millisecond that have no room there take the next ids that are free; never as many as these milliseconds have. */
const SPILL = 100_000;

export const firstId = (from: number): number => Math.floor(Math.max(0, from)) * EACH;
/** Above every id of a line before `to`. */
export const pastId = (to: number): number => Math.min(Number.MAX_SAFE_INTEGER, (Math.ceil(to) + SPILL) * EACH);

/** Gives out ids, for lines in the order of their time. */
export function idsFor(database: Database): (at: number) => number {
  let [at, next] = [-1, 0];
  return (time) => {
    if (time !== at) {
      at = time;
      const taken = database.get('SELECT max(id) AS id FROM lines WHERE id >= ? AND id < ?', at * EACH, (at + 1) * EACH);
      next = Math.max(next, (numberOrNull(taken?.['id']) ?? at * EACH - 1) + 1);
    }
    if (next >= (at + 1) * EACH) while (database.get('SELECT 1 AS taken FROM lines WHERE id = ?', next) !== undefined) next += 1;
    return next++;
  };
}
