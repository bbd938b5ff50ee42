import { writeSync } from 'node:fs';
import process from 'node:process';
import { openHistory } from '#electron/history/openHistory.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';
import { numbered } from './numbered.ts';

/**
 * Writes numbered rows into a history for as long as it lives: file, first number, rows of each flush at most. Prints a JSON line for each
 * flush: the number that is safe from then on.
 */
const [file = '', first = '0', most = '1'] = process.argv.slice(2);
const history = openHistory({ file, mode: 'write', log: (line) => writeSync(2, `${line}\n`) });
const rows = numbered(history);
const say = (value: unknown): void => void writeSync(1, `${JSON.stringify(value)}\n`);
say({ mode: history.status().mode });

let next = Number(first);
let turn = 0;
function write(): void {
  const count = 1 + (turn++ % Number(most));
  for (let i = 0; i < count; i++) rows.put(next++);
  history.flush();
  say({ safe: next - 1 });
  // Tidying is interrupted too, in the middle of a roll-up.
  if (turn % 3 === 0)
    history.tidy(new Map([['prod', millis(rows.time(next) + 3 * DAY + HOUR)]]), { retention: millis(400 * DAY), mostBytes: 1e9 });
  setImmediate(write);
}
write();
