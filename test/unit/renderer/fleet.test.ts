import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHealth } from '#renderer/features/fleet/countHealth.ts';
import { NO_FILTER, healthIn, withHealth } from '#renderer/features/fleet/fleetFilter.ts';
import { DEFAULT_PREFERENCES, shownColumns, withNewColumns } from '#renderer/features/fleet/fleetPreferences.ts';
import type { FleetRow } from '#renderer/features/fleet/fleetRows.ts';
import { fleetRows } from '#renderer/features/fleet/fleetRows.ts';
import { isSortColumn, sortRows } from '#renderer/features/fleet/sortRows.ts';
import type { Fleet } from '#renderer/store/useFleets.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import { healthLevels } from '#shared/model/application.ts';
import { MINUTE, SECOND, millis, recordsPerSecond } from '#shared/units/units.ts';

const application = (name: string, change: Partial<ApplicationSummary> = {}) =>
  applicationSummary(name, {
    ref: { connection: 'prod', id: name },
    connectionName: 'Production',
    recordsIn: { current: recordsPerSecond(100), points: [] },
    recordsOut: { current: recordsPerSecond(50), points: [] },
    ...change,
  });

const fleetOf = (applications: readonly ApplicationSummary[], state: 'live' | 'stale' = 'live', id = 'prod'): Fleet => ({
  view: {
    connection: { kind: 'flink', id, name: id, url: 'http://localhost:8081' },
    watched: true,
    state: 'live',
    error: null,
    lastGood: null,
    nextTry: null,
    clock: null,
    prompt: null,
  },
  snapshot:
    state === 'live'
      ? { state, value: applications, at: millis(10 * MINUTE) }
      : {
          state,
          value: applications,
          at: millis(10 * MINUTE),
          error: { kind: 'timeout', source: 'AWS', message: '', remedy: '' },
        },
});

const rowsOf = (...applications: readonly ApplicationSummary[]) => fleetRows([fleetOf(applications)]);
const names = (rows: readonly FleetRow[]) => rows.map(({ name }) => name);
const at = (level: ApplicationSummary['health']['level']) => ({ health: { level, reasons: [] } });

describe('the order of the fleet', () => {
  it('is the worst first: what is not known may be bad, what does not run cannot be', () => {
    const rows = rowsOf(
      application('sleeps', at('inactive')),
      application('fine', at('ok')),
      application('puzzles', at('unknown')),
      application('ails', at('warning')),
      application('dies', at('critical')),
    );
    expect(names(sortRows(rows, { column: 'health', descending: false }))).toEqual(['dies', 'ails', 'puzzles', 'fine', 'sleeps']);
  });

  it('puts what is not known last in both directions, and equals by health, then name', () => {
    const rows = rowsOf(
      application('puzzling', { restarts: null, ...at('critical') }),
      application('b', { restarts: 2 }),
      application('a', { restarts: 2 }),
      application('sick', { restarts: 2, ...at('critical') }),
      application('calm', { restarts: 0 }),
    );
    expect(names(sortRows(rows, { column: 'restarts', descending: false }))).toEqual(['calm', 'sick', 'a', 'b', 'puzzling']);
    expect(names(sortRows(rows, { column: 'restarts', descending: true }))).toEqual(['sick', 'a', 'b', 'calm', 'puzzling']);
  });

  it('takes numbers in names as numbers', () => {
    const rows = rowsOf(application('shard-10'), application('shard-9'));
    expect(names(sortRows(rows, { column: 'name', descending: false }))).toEqual(['shard-9', 'shard-10']);
  });

  it('ranks seconds behind above records behind, each among themselves', () => {
    const rows = rowsOf(
      application('90k records', { lag: { kind: 'records', behind: 90_000 } }),
      application('1 s', { lag: { kind: 'time', behind: SECOND } }),
      application('none'),
      application('3 records', { lag: { kind: 'records', behind: 3 } }),
      application('5 min', { lag: { kind: 'time', behind: millis(5 * MINUTE) } }),
    );
    expect(names(sortRows(rows, { column: 'lag', descending: true }))).toEqual([
      '5 min',
      '1 s',
      '90k records',
      '3 records',
      'none',
    ]);
  });

  it('loses and invents no row, whatever the column', () => {
    const figure = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
    const many = fc.array(
      fc.record({ name: fc.string(), parallelism: figure, restarts: figure, level: fc.constantFrom(...healthLevels) }),
    );
    const column = fc.constantFrom(...DEFAULT_PREFERENCES.columns.map(({ id }) => id).filter(isSortColumn));
    fc.assert(
      fc.property(many, column, fc.boolean(), (drawn, id, descending) => {
        const rows = rowsOf(...drawn.map(({ level, name, ...rest }) => application(name, { ...rest, ...at(level) })));
        const sorted = sortRows(rows, { column: id, descending });
        expect(names(sorted).toSorted()).toEqual(names(rows).toSorted());
        expect(sortRows(sorted, { column: id, descending })).toEqual(sorted);
      }),
    );
  });
});

describe('rows', () => {
  it('of every connection stand together, old ones marked', () => {
    const rows = fleetRows([fleetOf([application('a')]), fleetOf([application('b')], 'stale', 'test')]);
    expect(rows.map(({ name, stale }) => [name, stale])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  it('a connection that has not answered, or failed, has none', () => {
    const { view } = fleetOf([]);
    const error = { kind: 'timeout', source: 'AWS', message: '', remedy: '' } as const;
    expect(
      fleetRows([
        { view, snapshot: { state: 'waiting' } },
        { view, snapshot: { state: 'failed', error } },
      ]),
    ).toEqual([]);
  });

  it('an age is what it was when the figures were taken, in the connection’s own time', () => {
    const [row] = rowsOf(application('a', { lastCheckpoint: millis(9 * MINUTE) }));
    expect(row?.checkpointAge).toBe(MINUTE);
  });

  it('are counted by health, the worst first, without empty levels', () => {
    const rows = rowsOf(application('a'), application('b', at('critical')), application('c'));
    expect(countHealth(rows)).toEqual([
      { level: 'critical', count: 1 },
      { level: 'ok', count: 2 },
    ]);
  });
});

describe('the filter by health', () => {
  it('comes and goes without touching the rest of the query', () => {
    const text = { operator: ':', value: 'orders' } as const;
    const query = { ...NO_FILTER, tokens: [text] };
    const critical = withHealth(query, 'critical');
    expect(healthIn(critical)).toBe('critical');
    expect(withHealth(critical, 'ok').tokens).toEqual([text, { propertyKey: 'health', operator: '=', value: 'OK' }]);
    expect(withHealth(critical, null).tokens).toEqual([text]);
  });

  it('is not claimed of a query that asks for something else', () => {
    const token = { propertyKey: 'health', operator: '=', value: 'Critical' } as const;
    expect(healthIn({ operation: 'or', tokens: [token, { ...token, value: 'Warning' }] })).toBeNull();
    expect(healthIn({ operation: 'and', tokens: [{ ...token, operator: '!=' }] })).toBeNull();
  });
});

describe('preferences', () => {
  it('that were kept before a column existed show it too', () => {
    const kept = { pageSize: 20, columns: [{ id: 'name', visible: true }, { id: 'kpus', visible: false }] }; // prettier-ignore
    const columns = withNewColumns(kept).columns;
    expect(columns.slice(0, 2)).toEqual(kept.columns);
    expect(columns).toHaveLength(DEFAULT_PREFERENCES.columns.length);
  });

  it('a column that would say the same in every row is left out', () => {
    const visible = (several: { connections: boolean; regions: boolean }) =>
      shownColumns(DEFAULT_PREFERENCES, several).flatMap((column) => (column.visible ? [column.id] : []));
    expect(visible({ connections: false, regions: false })).not.toContain('connection');
    expect(visible({ connections: true, regions: false })).toContain('connection');
    expect(visible({ connections: true, regions: true })).toContain('region');
  });
});
