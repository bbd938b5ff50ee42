import { describe, expect, it } from 'vitest';
import { incident, query } from './incident.ts';
import type { LogsWorld } from './logsWorld.ts';
import { GROUP, logsWorld, NOON, record } from './logsWorld.ts';

describe('a query', () => {
  const started = (world: LogsWorld) =>
    world.call('StartQuery', {
      logGroupNames: [GROUP],
      startTime: 0,
      endTime: NOON / 1000,
      queryString: 'limit 1',
    }).queryId;
  const statusOf = (world: LogsWorld, queryId: string) => world.call('GetQueryResults', { queryId }).status;

  it('runs for a second, but is never still running at a second look', () => {
    const world = incident();
    const [first, second] = [started(world), started(world)];
    expect([statusOf(world, first), statusOf(world, first)]).toEqual(['Running', 'Complete']);
    world.pass(1_000);
    expect(statusOf(world, second)).toBe('Complete');
  });

  it('can be stopped while it runs, and is listed newest first', () => {
    const world = incident();
    const [first, second] = [started(world), started(world)];
    expect(world.call('StopQuery', { queryId: first })).toEqual({ success: true });
    expect(statusOf(world, first)).toBe('Cancelled');
    expect(world.refusal('StopQuery', { queryId: first }).code).toBe('InvalidParameterException');
    const { queries } = world.call('DescribeQueries', {
      logGroupName: GROUP,
    });
    expect(queries.map(({ queryId, status }) => [queryId, status])).toEqual([
      [second, 'Running'],
      [first, 'Cancelled'],
    ]);
  });

  it('whose regular expression finds no end is given up', () => {
    const world = logsWorld([record(NOON - 1000, `${'a'.repeat(60)}!`)]);
    const queryString = 'filter message like /^(a+)+$/';
    const input = { logGroupName: GROUP, startTime: 0, endTime: NOON / 1000, queryString };
    const { queryId } = world.call('StartQuery', input);
    world.call('GetQueryResults', { queryId });
    expect(statusOf(world, queryId)).toBe('Timeout');
  });

  it('gives pointers at whole records', () => {
    const world = incident();
    const [row] = query(world, 'filter messageType = "ERROR"').rows;
    const { logRecord } = world.call('GetLogRecord', { logRecordPointer: row?.['@ptr'] });
    expect(logRecord).toMatchObject({ messageType: 'ERROR', throwableInformation: 'one text', '@message': row?.['@message'] });
    expect(world.refusal('GetLogRecord', { logRecordPointer: 'bm9uc2Vuc2U' }).code).toBe('InvalidParameterException');
  });

  it('is kept under a name', () => {
    const world = incident();
    const put = { name: 'errors', queryString: 'filter messageType = "ERROR"', logGroupNames: [GROUP] };
    const { queryDefinitionId } = world.call('PutQueryDefinition', put);
    world.call('PutQueryDefinition', { ...put, queryDefinitionId, name: 'errors of today' });
    expect(world.call('DescribeQueryDefinitions', { queryDefinitionNamePrefix: 'errors' })).toMatchObject({
      queryDefinitions: [{ queryDefinitionId, name: 'errors of today', logGroupNames: [GROUP] }],
    });
    expect(world.call('DeleteQueryDefinition', { queryDefinitionId })).toEqual({ success: true });
    expect(world.refusal('DeleteQueryDefinition', { queryDefinitionId }).code).toBe('ResourceNotFoundException');
  });

  it.each<[string, object, string]>([
    ['no group', { logGroupNames: [] }, 'InvalidParameterException'],
    ['an unknown group', { logGroupNames: ['/none'] }, 'ResourceNotFoundException'],
    ['a group and a list', { logGroupNames: [GROUP], logGroupName: GROUP }, 'InvalidParameterException'],
    ['another language', { logGroupNames: [GROUP], queryLanguage: 'SQL' }, 'InvalidParameterException'],
    ['an end before its beginning', { logGroupNames: [GROUP], startTime: 2 }, 'InvalidParameterException'],
  ])('of %s is refused', (_what, change, code) => {
    const input = { startTime: 0, endTime: 1, queryString: 'limit 1', ...change };
    expect(incident().refusal('StartQuery', input).code).toBe(code);
  });
});
