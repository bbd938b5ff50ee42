import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { plain, startService } from './service.ts';

let service: TestService;
let made = 0;
let resource = {};
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
beforeEach(async () => {
  made += 1;
  const name = `tagged-${made}`;
  await service.succeed('CreateApplication', plain(name, { Tags: [{ Key: 'team', Value: 'orders' }, { Key: 'stage' }] }));
  resource = { ResourceARN: (await service.describe(name)).ApplicationARN };
});

const tagsOf = async () => (await service.succeed('ListTagsForResource', resource))['Tags'];

it('tags are given at creation, added, changed and taken away', async () => {
  expect(await tagsOf()).toEqual([
    { Key: 'team', Value: 'orders' },
    { Key: 'stage', Value: '' },
  ]);
  await service.succeed('TagResource', {
    ...resource,
    Tags: [
      { Key: 'stage', Value: 'production' },
      { Key: 'cost', Value: '7' },
    ],
  });
  expect(await tagsOf()).toEqual([
    { Key: 'team', Value: 'orders' },
    { Key: 'stage', Value: 'production' },
    { Key: 'cost', Value: '7' },
  ]);
  await service.succeed('UntagResource', { ...resource, TagKeys: ['team', 'stage', 'cost', 'unknown'] });
  expect(await tagsOf()).toBeUndefined();
});

it('are fifty at most', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `key-${i}`, Value: String(i) }));
  await service.succeed('TagResource', { ...resource, Tags: many(48) });
  const answer = await service.ask('TagResource', { ...resource, Tags: many(49) });
  expect(answer.body.__type).toBe('TooManyTagsException');
  expect(await tagsOf()).toHaveLength(50);
});

it.each([
  [[{ Key: 'a' }, { Key: 'a' }], 'InvalidArgumentException'],
  [[{ Key: 'AWS:a' }], 'InvalidArgumentException'],
  [[], 'ValidationException'],
])('%j are refused', async (Tags, refusal) => {
  expect((await service.ask('TagResource', { ...resource, Tags })).body.__type).toBe(refusal);
});

it.each(['TagResource', 'UntagResource', 'ListTagsForResource'])('%s knows only resources that there are', async (operation) => {
  const answer = await service.ask(operation, {
    ResourceARN: 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/nobody',
    Tags: [{ Key: 'a' }],
    TagKeys: ['a'],
  });
  expect(answer.body.__type).toBe('ResourceNotFoundException');
});
