import { HOUR } from '#shared/units/units.ts';
import { numberOf, numberOrNull } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import { sampleTables, sliceEnds, slices } from '../samples/slices.ts';
import { expire } from './expire.ts';

/** A stretch of a connection's oldest time. `age`: how much time of that connection is kept. */
interface Oldest {
  readonly connection: number;
  readonly age: number;
  readonly until: number;
}

const LINE_ENDS = `
  SELECT min((SELECT min(at) FROM lines WHERE application = applications.id)) AS oldest,
    max((SELECT max(at) FROM lines WHERE application = applications.id)) AS newest FROM applications WHERE connection = ?`;

/**
 * Removes some of what is oldest; connections are compared by how far they reach back, since a simulator has a time of its own. False:
 * nothing can be removed, for it is all of this hour.
 */
export function removeOldest(file: OpenFile): boolean {
  const connections = file.database.all('SELECT id FROM connections').map((row) => numberOf(row['id']));
  const candidates = connections.flatMap((connection) => oldestOf(file, connection) ?? []).sort((a, b) => b.age - a.age);
  return candidates.some(({ connection, until }) => expire(file, connection, until) > 0);
}

function oldestOf({ database }: OpenFile, connection: number): Oldest | null {
  const stretches = sampleTables.flatMap((table) => {
    const row = database.get(sliceEnds(table), connection);
    const [oldest, newest] = [numberOrNull(row?.['oldest']), numberOrNull(row?.['newest'])];
    const { slice } = slices[table];
    return oldest === null || newest === null
      ? []
      : [{ from: oldest * slice, until: (oldest + 1) * slice, end: (newest + 1) * slice }];
  });
  const row = database.get(LINE_ENDS, connection);
  const [first, last] = [numberOrNull(row?.['oldest']), numberOrNull(row?.['newest'])];
  if (first !== null && last !== null) stretches.push({ from: first, until: first + HOUR, end: last });
  const oldest = stretches.sort((a, b) => a.until - b.until)[0];
  if (oldest === undefined) return null;
  const end = Math.max(...stretches.map((each) => each.end));
  return { connection, age: end - oldest.from, until: oldest.until };
}
