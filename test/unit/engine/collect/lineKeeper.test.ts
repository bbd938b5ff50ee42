import { expect, it } from 'vitest';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { LogQuery } from '#electron/clients/aws/logs.ts';
import type { Parts } from '#electron/engine/aws/collect/collector.ts';
import { lineKeeper } from '#electron/engine/aws/collect/lineKeeper.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { fakeClock } from '../fakeClock.ts';

const lost: SourceError = { kind: 'timeout', source: 'CloudWatch Logs', message: 'm', remedy: 'r' };
const orders = { name: 'orders', arn: 'arn', status: 'RUNNING', version: 1, runtime: 'FLINK-1_20', mode: 'STREAMING' } as const;

function setup() {
  const clock = fakeClock();
  const start = clock.now();
  const read: (readonly [number, number])[] = [];
  const kept: LogRecord[] = [];
  const service = { failing: false, most: Infinity };
  const parts = {
    connection: { id: 'prod', name: 'Production', region: 'eu-west-1' },
    services: {
      logs: {
        find: async ({ from, to }: LogQuery) => {
          if (service.failing) return failed(lost);
          read.push([(from - start) / MINUTE, (to - start) / MINUTE]);
          // The newest so many minutes of it, where there is more than is given at once.
          const at = millis(Math.max(from, to - service.most * MINUTE));
          return ok({ records: [{ at, stream: 's', message: 'm' }], truncated: at > from });
        },
      },
    } as unknown as AwsServices,
    inventory: { described: () => ({ logs: { group: 'g', stream: 's' } }) },
    time: realTime(clock),
    context: { recorder: { lines: (_: unknown, lines: readonly LogRecord[]) => kept.push(...lines) } },
  } as unknown as Parts;
  const keeper = lineKeeper(parts);
  const { signal } = new AbortController();
  return {
    clock,
    read,
    kept,
    service,
    keep: (minutesAgo: number) => keeper.keep(orders, millis(clock.now() - minutesAgo * MINUTE), signal),
  };
}

it('reads each stretch of time once, the newest minutes again, and what is older when it is asked for', async () => {
  const { clock, read, kept, keep } = setup();
  await keep(60);
  await clock.advance(MINUTE);
  await keep(60);
  await clock.advance(MINUTE);
  await keep(120);
  expect(read).toEqual([
    [-60, 0],
    [-2, 1],
    [-118, -60],
    [-1, 2],
  ]);
  expect(kept).toHaveLength(4);
});

it('reads again what could not be read', async () => {
  const { clock, read, service, keep } = setup();
  await keep(60);
  service.failing = true;
  await clock.advance(HOUR);
  expect(await keep(60)).toMatchObject({ ok: false });
  service.failing = false;
  await keep(60);
  expect(read.at(-1)).toEqual([-2, 60]);
});

it('goes on from the newest down where there was more than is given at once', async () => {
  const { read, service, keep } = setup();
  service.most = 10;
  await keep(30);
  await keep(30);
  await keep(30);
  await keep(30);
  expect(read).toEqual([
    [-30, 0],
    [-30, -10],
    [-2, 0],
    [-30, -20],
    [-2, 0],
    [-2, 0],
  ]);
});
