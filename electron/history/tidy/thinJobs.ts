import { numberOf } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import { rules } from '../rules.ts';
import { startOf } from '../samples/rollup.ts';
import { groupBy } from '#shared/analysis/groupBy.ts';

const ROWS = 500;
const NEXT = 'SELECT id, thinned FROM applications WHERE connection = ? AND thinned < ? LIMIT 1';
const OLD = `
  SELECT id, at FROM records WHERE application = ? AND kind = ? AND at >= ? AND at < ? ORDER BY at, id LIMIT ${ROWS}`;

/** Leaves the newest record of a job of each stretch of time that is old enough, of one application; false: all are thin. */
export function thinJobs(file: OpenFile, connection: number, now: number): boolean {
  const { database, interned, totals } = file;
  const { whole, stretch } = rules.jobs;
  const kind = interned.findName('job');
  const until = startOf(now - whole, stretch);
  const row = kind === null ? undefined : database.get(NEXT, connection, until);
  if (kind === null || row === undefined) return false;
  const application = numberOf(row['id']);

  const records = database
    .all(OLD, application, kind, numberOf(row['thinned']), until)
    .map((each) => ({ id: numberOf(each['id']), at: numberOf(each['at']) }));
  const stretches = [...groupBy(records, ({ at }) => startOf(at, stretch))];
  // The last stretch of a full answer may go on behind it, unless it is the only one.
  const cut = records.length === ROWS && stretches.length > 1;
  for (const [, group] of cut ? stretches.slice(0, -1) : stretches)
    for (const { id } of group.slice(0, -1)) totals.records -= database.run('DELETE FROM records WHERE id = ?', id);
  const thinned = records.length < ROWS ? until : (stretches.at(-1)?.[0] ?? until);
  database.run('UPDATE applications SET thinned = ? WHERE id = ?', thinned, application);
  return true;
}
