import { millis } from '#shared/units/units.ts';
import { numberOf, textOf } from './database/database.ts';
import type { OpenFile } from './database/openFile.ts';
import type { CountArchive, HourCount } from './history.ts';
import { storable } from './storable.ts';
import type { Archive } from './store.ts';

const ADD = `
  INSERT INTO counts (connection, hour, service, operation, requests, units) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, units = units + excluded.units`;
const READ = 'SELECT * FROM counts WHERE connection = ? AND hour >= ? AND hour < ? ORDER BY hour, service, operation';

/** Several Streamgauges each count their own requests: those of one that only reads wait until it may write. */
export function createCountArchive(archive: Archive): CountArchive {
  return {
    add(count) {
      if (!storable(count.hour)) return;
      archive.write({ connection: count.connection, entries: 1, bytes: 200, ours: true, apply: (file) => add(file, count) });
    },
    read: (connection, from, to) =>
      archive.read(({ database, interned }) => {
        const id = interned.findConnection(connection);
        if (id === null) return [];
        return database.all(READ, id, from, to).map((row) => ({
          connection,
          service: textOf(row['service']),
          operation: textOf(row['operation']),
          hour: millis(numberOf(row['hour'])),
          requests: numberOf(row['requests']),
          units: numberOf(row['units']),
        }));
      }, []),
  };
}

function add({ database, interned }: OpenFile, { connection, hour, service, operation, requests, units }: HourCount): void {
  database.run(ADD, interned.makeConnection(connection), Math.round(hour), service, operation, requests, units);
}
