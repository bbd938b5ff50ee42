import { expect } from 'vitest';
import type { LogsWorld } from './logsWorld.ts';
import { GROUP, logsWorld, NOON, record } from './logsWorld.ts';

export type Row = Readonly<Record<string, string>>;
/** The rows of a query over the last hour; a field that a row does not have is missing. */
export function query(
  world: LogsWorld,
  queryString: string,
): { readonly rows: readonly Row[]; readonly statistics: Readonly<Record<string, number>> } {
  const { queryId } = world.call('StartQuery', {
    logGroupName: GROUP,
    startTime: NOON / 1000 - 3600,
    endTime: NOON / 1000,
    queryString,
  });
  world.call('GetQueryResults', { queryId });
  const { status, results, statistics } = world.call('GetQueryResults', { queryId });
  expect(status).toBe('Complete');
  return { rows: results.map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value]))), statistics };
}
/** Rows without what every one has: its pointer. */
export const without = (rows: readonly Row[], left: readonly string[] = ['@ptr']): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !left.includes(name))));
export const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

/** An application that was deployed on two task managers, was scaled, failed and was refused a call. */
export const incident = () => {
  const at = (minute: number) => NOON - 1_800_000 + minute * 60_000;
  const world = logsWorld([
    record(at(0), 'Loading configuration property: parallelism.default, 4'),
    record(at(1), 'Deploying Source: orders (1/3) (attempt #0) to flink-taskmanager-a'),
    record(at(1), 'Deploying Source: orders (2/3) (attempt #0) to flink-taskmanager-b'),
    record(at(2), 'Deploying Sink: orders (1/1) (attempt #0) to flink-taskmanager-a'),
    record(at(8), 'Job orders (7f) switched from RUNNING to RESTARTING.', {
      throwableInformation: ['java.lang.IllegalStateException: no', '\tat a.B.c(B.java:1)'],
    }),
    record(at(9), 'AccessDenied: not authorized to perform kinesis:PutRecords', { messageType: 'WARN' }),
    record(at(10), 'ResourceNotFoundException: Stream orders-out under account 123456789012 not found.', {
      messageType: 'ERROR',
      throwableInformation: 'one text',
    }),
    record(at(11), 'Job orders (7f) switched from RUNNING to FAILED.'),
    record(at(12), 'Loading configuration property: parallelism.default, 8'),
    record(at(13), 'Python Process Started', { logger: 'org.apache.flink.client.python.PythonDriver' }),
  ]);
  world.call('CreateLogStream', { logGroupName: GROUP, logStreamName: 'by-hand' });
  world.call('PutLogEvents', {
    logGroupName: GROUP,
    logStreamName: 'by-hand',
    logEvents: [
      { timestamp: at(14), message: 'a plain line: deployment by anna took 25 ms' },
      { timestamp: at(15), message: 'a plain line: deployment by ben took 75.5 ms' },
    ],
  });
  return world;
};
