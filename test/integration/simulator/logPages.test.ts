import { expect, it } from 'vitest';
import { filterLogEvents } from '#electron/simulator/aws/logs/events/filterLogEvents.ts';
import type { AwsContext } from '#electron/simulator/aws/service.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import { createRegionState } from '#electron/simulator/aws/regionState.ts';
import { millis } from '#shared/units/units.ts';

interface Page {
  readonly events: readonly { readonly timestamp: number; readonly message: string; readonly eventId: string }[];
  readonly nextToken?: string;
}

/** A log of so many records, several of them in the same moment and with the same words. */
function logOf(moments: readonly number[], message: (i: number) => string): AwsContext {
  const records = moments.map((at, i) => ({ at: millis(at), message: message(i) }));
  const application = {
    name: 'orders',
    created: millis(0),
    settings: { logging: [{ id: '1.1', logStreamArn: 'arn:aws:logs:r:1:log-group:/g:log-stream:s' }] },
  };
  const region = {
    applications: [application],
    name: 'r',
    accountId: '1',
    logs: (_name: string, from: number, to: number) => records.filter(({ at }) => at >= from && at < to),
  } as unknown as SimulatedRegion;
  return {
    region,
    state: createRegionState('r'),
    now: millis(10_000),
    caller: { accessKeyId: 'any', userAgent: '', isAnyone: true },
    presign: () => '',
  };
}

function allPages(context: AwsContext, limit: number): Page['events'] {
  const events: Page['events'][number][] = [];
  let nextToken: string | undefined;
  do {
    const page = filterLogEvents.run({ logGroupName: '/g', limit, nextToken }, context, {
      invalid: 'InvalidParameterException',
      textual: false,
    });
    if (!page.ok) throw new Error(page.error.message);
    const { events: found, nextToken: next } = page.value as Page;
    expect(found.length).toBeLessThanOrEqual(limit);
    events.push(...found);
    nextToken = next;
  } while (nextToken !== undefined);
  return events;
}

it('loses and repeats nothing where a page ends in the middle of a moment', () => {
  const context = logOf([1, 2, 2, 2, 2, 2, 3, 3, 9], (i) => `record ${i}`);
  for (const limit of [1, 2, 3, 4, 100])
    expect(allPages(context, limit).map(({ message }) => message)).toEqual(Array.from({ length: 9 }, (_, i) => `record ${i}`));
});

it('tells records apart that say the same in the same moment, and knows each again', () => {
  const context = logOf([5, 5, 5, 5], () => 'again');
  const ids = allPages(context, 100).map(({ eventId }) => eventId);
  expect(new Set(ids).size).toBe(4);
  expect(allPages(context, 1).map(({ eventId }) => eventId)).toEqual(ids);
  expect(ids[0]).toMatch(/^\d{56}$/);
});

it('ends an answer at 1 MB, but gives at least one record', () => {
  const context = logOf([1, 2, 3], () => 'x'.repeat(700_000));
  const first = filterLogEvents.run({ logGroupName: '/g' }, context, { invalid: 'InvalidParameterException', textual: false });
  expect(first.ok && (first.value as Page).events.length).toBe(1);
  expect(allPages(context, 100).length).toBe(3);
});
