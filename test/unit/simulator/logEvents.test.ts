import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/units/units.ts';
import type { LogsWorld, Page } from './logsWorld.ts';
import { GROUP, logsWorld, NOON, record } from './logsWorld.ts';

const STREAM = { logGroupName: GROUP, logStreamName: 'by-hand' };
const said = ({ events }: Page) => events.map(({ message }) => message);

function withStream(): LogsWorld {
  const world = logsWorld([record(NOON - HOUR, 'from the application')]);
  world.call('CreateLogStream', STREAM);
  return world;
}
const put = (world: LogsWorld, ...events: readonly (readonly [number, string])[]) =>
  world.call('PutLogEvents', { ...STREAM, logEvents: events.map(([timestamp, message]) => ({ timestamp, message })) });

describe('events that callers put', () => {
  it('stand between those that the application logs', () => {
    const world = withStream();
    put(world, [NOON - 2 * HOUR, 'before'], [NOON - MINUTE, 'after']);
    const { events } = world.call('FilterLogEvents', { logGroupName: GROUP });
    expect(events.map(({ logStreamName, timestamp }) => [logStreamName, timestamp - NOON])).toEqual([
      ['by-hand', -2 * HOUR],
      ['kinesis-analytics-log-stream', -1 * HOUR],
      ['by-hand', -1 * MINUTE],
    ]);
  });

  it('are told newest first when asked so, page by page', () => {
    const world = withStream();
    put(world, ...Array.from({ length: 5 }, (_, i) => [NOON - 5000 + (i < 3 ? 0 : i), `${i}`] as const));
    const found: string[] = [];
    let nextToken: string | undefined;
    do {
      const page: Page = world.call('FilterLogEvents', {
        logGroupName: GROUP,
        logStreamNames: ['by-hand'],
        startTime: NOON - HOUR,
        startFromHead: false,
        limit: 2,
        nextToken,
      });
      found.push(...said(page));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(found).toEqual(['4', '3', '2', '1', '0']);
  });

  it('that are too old or too new are left out, and named', () => {
    const world = withStream();
    expect(put(world, [NOON - 15 * DAY, 'old'], [NOON - 14.5 * DAY, 'old too'], [NOON - 14 * DAY, 'just in time'])).toMatchObject(
      {
        rejectedLogEventsInfo: { tooOldLogEventEndIndex: 2 },
      },
    );
    expect(put(world, [NOON + HOUR, 'soon'], [NOON + 3 * HOUR, 'far'])).toMatchObject({
      rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 },
    });
    world.call('PutRetentionPolicy', { logGroupName: GROUP, retentionInDays: 1 });
    expect(put(world, [NOON - 1.5 * DAY, 'expired'], [NOON - 0.8 * DAY, 'kept'])).toMatchObject({
      rejectedLogEventsInfo: { expiredLogEventEndIndex: 1 },
    });
    expect(said(world.call('FilterLogEvents', { logGroupName: GROUP, logStreamNames: ['by-hand'] }))).toEqual(['kept', 'soon']);
    world.call('DeleteRetentionPolicy', { logGroupName: GROUP });
    expect(said(world.call('FilterLogEvents', { logGroupName: GROUP, logStreamNames: ['by-hand'] }))).toHaveLength(3);
  });

  it.each<[string, readonly (readonly [number, string])[], RegExp]>([
    ['out of order', [[NOON, 'b'], [NOON - 1, 'a']], /chronological/], // prettier-ignore
    ['over more than a day', [[NOON - DAY - 1, 'a'], [NOON, 'b']], /24 hours/], // prettier-ignore
    ['of more than 1 MB', [[NOON, 'x'.repeat(1_048_560)]], /Upload too large: 1048586 bytes/], // prettier-ignore
    ['of nothing', [], /length greater than or equal to 1/],
    ['of an empty message', [[NOON, '']], /length greater than or equal to 1/], // prettier-ignore
  ])('%s are refused', (_what, events, message) => {
    const logEvents = events.map(([timestamp, text]) => ({ timestamp, message: text }));
    expect(withStream().refusal('PutLogEvents', { ...STREAM, logEvents })).toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('a stream', () => {
  const world = withStream();
  put(world, ...Array.from({ length: 7 }, (_, i) => [NOON - 7000 + Math.floor(i / 3), `${i}`] as const));
  const page = (change: object) => world.call('GetLogEvents', { ...STREAM, limit: 3, ...change });

  it('is read from its head on, to an end where the token stays the same', () => {
    const pages: string[][] = [];
    let { nextForwardToken, ...first } = page({ startFromHead: true });
    pages.push(said({ nextForwardToken, ...first }));
    for (;;) {
      const next = page({ nextToken: nextForwardToken });
      pages.push(said(next));
      if (next.nextForwardToken === nextForwardToken) break;
      nextForwardToken = next.nextForwardToken;
    }
    expect(pages).toEqual([['0', '1', '2'], ['3', '4', '5'], ['6'], []]);
    put(world, [NOON - 1000, '7']);
    expect(said(page({ nextToken: nextForwardToken }))).toEqual(['7']);
  });

  it('is read from its tail back', () => {
    const tail = page({ limit: 4 });
    expect(said(tail)).toEqual(['4', '5', '6', '7']);
    const before = page({ limit: 4, nextToken: tail.nextBackwardToken });
    expect(said(before)).toEqual(['0', '1', '2', '3']);
    expect(said(page({ limit: 4, nextToken: before.nextForwardToken }))).toEqual(['4', '5', '6', '7']);
    const end = page({ nextToken: before.nextBackwardToken });
    expect(said(end)).toEqual([]);
    expect(end.nextBackwardToken).toBe(before.nextBackwardToken);
  });

  it('ends before its endTime', () => {
    expect(said(page({ startTime: NOON - 6999, endTime: NOON - 6998, startFromHead: true }))).toEqual(['3', '4', '5']);
  });

  it.each([{ nextToken: 'made up' }, { nextToken: 'f/bWFkZQ/s' }, { logGroupName: '/none' }, { logStreamName: 'none' }])(
    'that is asked for with %j is refused',
    (change) => {
      const known = 'nextToken' in change ? 'InvalidParameterException' : 'ResourceNotFoundException';
      expect(world.refusal('GetLogEvents', { ...STREAM, ...change }).code).toBe(known);
    },
  );
});

describe('groups and streams', () => {
  it('of applications exist by themselves; others are made, tagged, kept for a time and deleted', () => {
    const world = logsWorld();
    world.call('CreateLogGroup', { logGroupName: '/mine', tags: { team: 'orders' }, logGroupClass: 'INFREQUENT_ACCESS' });
    world.call('PutRetentionPolicy', { logGroupName: '/mine', retentionInDays: 30 });
    const { logGroups } = world.call('DescribeLogGroups');
    expect(logGroups).toMatchObject([
      { logGroupName: GROUP, creationTime: NOON - DAY },
      { logGroupName: '/mine', creationTime: NOON, retentionInDays: 30, logGroupClass: 'INFREQUENT_ACCESS' },
    ]);
    const resourceArn = logGroups[1]?.['logGroupArn'];
    world.call('TagResource', { resourceArn, tags: { stage: 'test' } });
    world.call('UntagResource', { resourceArn, tagKeys: ['team'] });
    expect(world.call('ListTagsForResource', { resourceArn })).toEqual({ tags: { stage: 'test' } });
    world.call('DeleteLogGroup', { logGroupName: '/mine' });
    expect(world.call('DescribeLogGroups', { logGroupNamePrefix: '/mine' }).logGroups).toEqual([]);
  });

  it('that were deleted come back empty: what the application logs from then on is in them', () => {
    const world = logsWorld([record(NOON - MINUTE, 'lost'), record(NOON + MINUTE, 'new')]);
    const stream = { logGroupName: GROUP, logStreamName: 'kinesis-analytics-log-stream' };
    world.call('DeleteLogGroup', { logGroupName: GROUP });
    expect(world.call('DescribeLogGroups').logGroups).toEqual([]);
    world.call('CreateLogGroup', { logGroupName: GROUP });
    world.call('CreateLogStream', stream);
    world.pass(2 * MINUTE);
    expect(world.call('GetLogEvents', stream).events.map(({ timestamp }) => timestamp)).toEqual([NOON + MINUTE]);
  });

  it('follow the application’s logging option from its change on', () => {
    const world = logsWorld([record(NOON - MINUTE, 'there'), record(NOON + MINUTE, 'elsewhere')]);
    world.call('DescribeLogGroups');
    world.redirect('arn:aws:logs:us-east-1:123456789012:log-group:/other:log-stream:s');
    world.pass(2 * MINUTE);
    const times = (logGroupName: string) =>
      world.call('FilterLogEvents', { logGroupName }).events.map(({ timestamp }) => timestamp - NOON);
    expect([times('/other'), times(GROUP)]).toEqual([[MINUTE], [-1 * MINUTE]]);
  });

  it.each<[string, string, object, string]>([
    ['a group that is there', 'CreateLogGroup', { logGroupName: GROUP }, 'ResourceAlreadyExistsException'],
    ['a name of spaces', 'CreateLogGroup', { logGroupName: 'a b' }, 'InvalidParameterException'],
    ['a stream that is there', 'CreateLogStream', STREAM, 'ResourceAlreadyExistsException'],
    ['a stream of no group', 'CreateLogStream', { ...STREAM, logGroupName: '/none' }, 'ResourceNotFoundException'],
    ['no such group', 'DeleteLogGroup', { logGroupName: '/none' }, 'ResourceNotFoundException'],
    ['no such stream', 'DeleteLogStream', { ...STREAM, logStreamName: 'none' }, 'ResourceNotFoundException'],
    ['a retention of 2 days', 'PutRetentionPolicy', { logGroupName: GROUP, retentionInDays: 2 }, 'InvalidParameterException'],
    ['tags of nothing', 'TagResource', { resourceArn: 'arn:none', tags: { a: 'b' } }, 'ResourceNotFoundException'],
    ['no tags', 'TagResource', { resourceArn: 'arn:none', tags: {} }, 'InvalidParameterException'],
  ])('%s: %s is refused', (_what, operation, input, code) => {
    expect(withStream().refusal(operation, input).code).toBe(code);
  });

  it('a protected group is not deleted', () => {
    const world = logsWorld();
    world.call('CreateLogGroup', { logGroupName: '/kept', deletionProtectionEnabled: true });
    expect(world.refusal('DeleteLogGroup', { logGroupName: '/kept' }).code).toBe('ValidationException');
    world.call('PutLogGroupDeletionProtection', { logGroupIdentifier: '/kept', deletionProtectionEnabled: false });
    expect(world.call('DeleteLogGroup', { logGroupName: '/kept' })).toEqual({});
  });

  it('are tagged by name too, as older clients do', () => {
    const world = logsWorld();
    world.call('TagLogGroup', { logGroupName: GROUP, tags: { a: '1', b: '2' } });
    world.call('UntagLogGroup', { logGroupName: GROUP, tags: ['a'] });
    expect(world.call('ListTagsLogGroup', { logGroupName: GROUP })).toEqual({ tags: { b: '2' } });
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, '']));
    expect(world.refusal('TagLogGroup', { logGroupName: GROUP, tags: many }).code).toBe('InvalidParameterException');
  });
});
