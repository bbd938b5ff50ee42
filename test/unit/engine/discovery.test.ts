import { expect, it } from 'vitest';
import { discovery } from '#electron/engine/aws/discovery.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { HOUR } from '#shared/units/units.ts';
import { fakeClock } from './fakeClock.ts';

const throttled: SourceError = { kind: 'throttled', source: 'CloudWatch', message: 'm', remedy: 'r' };

it('tells of the list that is missing, though the other came after it, until it is there or nobody asks for it', async () => {
  const clock = fakeClock();
  let failing = true;
  const series = discovery(
    {
      list: async ({ metric }) => (failing && metric === 'millisBehindLatest' ? failed(throttled) : ok([])),
    },
    realTime(clock),
  );
  const { signal } = new AbortController();
  await series.sources(signal);
  expect(series.trouble()).toEqual(throttled);
  await series.tasks('orders', signal);
  expect(series.trouble()).toEqual(throttled);
  failing = false;
  await series.sources(signal);
  expect(series.trouble()).toBeNull();

  failing = true;
  series.expire();
  await series.sources(signal);
  expect(series.trouble()).toEqual(throttled);
  await clock.advance(HOUR);
  expect(series.trouble()).toBeNull();
});
