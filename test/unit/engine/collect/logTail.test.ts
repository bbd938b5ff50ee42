import { expect, it } from 'vitest';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { LogQuery } from '#electron/clients/aws/logs.ts';
import type { Parts } from '#electron/engine/aws/collect/collector.ts';
import type { CollectorLoop } from '#electron/engine/aws/collect/collectorLoops.ts';
import { logTail } from '#electron/engine/aws/collect/logTail.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import type { LogTail } from '#shared/model/logs.ts';
import { ok } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { fakeClock } from '../fakeClock.ts';

/** More in a minute than a poll reads. */
const LINES_A_SECOND = 250;

it('keeps up with a log of more lines in a minute than a poll reads', async () => {
  const clock = fakeClock();
  const begin = clock.now() - MINUTE;
  const lineAt = (i: number) => ({
    at: millis(begin + i * (SECOND / LINES_A_SECOND)),
    stream: 's',
    message: `line ${i}`,
    id: String(i),
  });
  const between = (from: number, to: number) => {
    const first = Math.max(0, Math.ceil(((from - begin) / SECOND) * LINES_A_SECOND));
    const last = Math.floor(((to - begin) / SECOND) * LINES_A_SECOND);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => lineAt(first + i));
  };
  let started: CollectorLoop<LogTail> | undefined;
  const parts = {
    services: {
      logs: {
        find: async ({ from, to, limit }: LogQuery) => ok({ records: between(from, to).slice(-limit), truncated: true }),
        tail: async ({ from, limit }: LogQuery) => {
          const all = between(from, clock.now());
          return ok({ records: all.slice(0, limit), more: all.length > limit });
        },
      },
    } as unknown as AwsServices,
    inventory: { listed: () => [{ arn: 'arn', name: 'orders' }], described: () => ({ logs: { group: 'g', stream: 's' } }) },
    looks: { all: () => [{ kind: 'logTail', ref: { connection: 'prod', id: 'arn' } }] },
    time: realTime(clock),
    context: { telemetry: () => ({ keepLogs: false }) },
    loops: {
      keep(_: string, [wanted]: readonly CollectorLoop<LogTail>[]) {
        started = wanted;
      },
    },
  } as unknown as Parts;
  logTail(parts).settle();

  const behind: number[] = [];
  for (let poll = 0; poll < 20; poll += 1) {
    const read = await started?.poll(new AbortController().signal);
    if (read?.ok !== true) throw new Error('the tail was not read');
    behind.push(clock.now() - (read.value.records.at(-1)?.at ?? 0));
    await clock.advance(5 * SECOND);
  }
  // While it reads the last minute again it falls behind; then it is up to date again.
  expect(Math.max(...behind)).toBeLessThan(MINUTE / 2);
  expect(behind.slice(-6)).toContain(0);
});
