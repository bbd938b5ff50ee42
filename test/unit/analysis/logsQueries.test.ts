import { describe, expect, it } from 'vitest';
import { fillQuery, logQueries } from '#shared/catalogue/logQueries.ts';
import { incident, query } from '../simulator/incident.ts';
import { ARN } from '../simulator/logsWorld.ts';

describe('the queries of the guide', () => {
  const world = incident();

  it.each([
    ['exceptions', 2],
    ['job-restarting', 1],
    ['job-failed', 1],
    ['access-denied', 1],
    ['resource-not-found', 1],
    ['parallelism-changes', 2],
    ['tasks-per-taskmanager', 2],
    ['subtasks-per-taskmanager', 3],
    ['python-start', 1],
    ['lines-per-logger', 4],
  ])('%s finds what it is for', (id, rows) => {
    const found = logQueries.find((each) => each.id === id);
    expect(query(world, fillQuery(found ?? { query: '' }, ARN)).rows).toHaveLength(rows);
  });

  it('are each tried above, and have names of their own', () => {
    expect(logQueries).toHaveLength(10);
    for (const key of ['id', 'title', 'query'] as const) expect(new Set(logQueries.map((each) => each[key])).size).toBe(10);
  });

  it('find nothing of another application in the same log', () => {
    const restarts = logQueries.find(({ id }) => id === 'job-restarting');
    expect(query(world, fillQuery(restarts ?? { query: '' }, `${ARN}-2`)).rows).toEqual([]);
  });

  it('take an ARN as it is, whatever stands in it', () => {
    expect(fillQuery({ query: 'a like /{application}/' }, 'arn:aws:x:application/a.b+$&')).toBe(
      'a like /arn:aws:x:application\\/a\\.b\\+\\$&/',
    );
  });
});
