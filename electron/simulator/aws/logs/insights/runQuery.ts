import { evaluate } from './evaluate.ts';
import type { Scope } from './evaluate.ts';
import { aggregates } from './functions/aggregates.ts';
import type { Command, Named } from './language/syntax.ts';
import { eventRow, groupRow } from './rows.ts';
import type { Row, ScannedEvent } from './rows.ts';
import { asNumber, isTrue, orderValues, showValue } from './values.ts';

export interface QueryAnswer {
  readonly rows: readonly (readonly { readonly field: string; readonly value: string }[])[];
  /** Events that the filters let through. */
  readonly matched: number;
}

const DEFAULT_COLUMNS = ['@timestamp', '@message'];

/** Where a query stands between two of its commands. */
interface Standing {
  rows: readonly Row[];
  /** Null until a command names some. */
  columns: readonly string[] | null;
  /** What parse has found is shown behind the columns. */
  parsed: readonly string[];
  matched: number;
}

/** Runs a query over events, oldest first. Results are newest first where the query does not say otherwise. */
export function runQuery(
  commands: readonly Command[],
  events: readonly ScannedEvent[],
  { now, limit }: { readonly now: number; readonly limit: number },
): QueryAnswer {
  const standing: Standing = {
    rows: events.toReversed().map(eventRow),
    columns: null,
    parsed: [],
    matched: events.length,
  };
  for (const command of commands) carryOut(command, standing, now);
  const columns = [...new Set([...(standing.columns ?? DEFAULT_COLUMNS), ...standing.parsed])];
  const rows = standing.rows.slice(0, limit).map((row) => {
    const shown = row.event === null ? columns : [...columns.filter((name) => name !== '@ptr'), '@ptr'];
    return shown.flatMap((field) => {
      const value = showValue(row.field(field));
      return value === null ? [] : [{ field, value }];
    });
  });
  return { rows, matched: standing.matched };
}

function carryOut(command: Command, standing: Standing, now: number): void {
  switch (command.kind) {
    case 'fields':
      name(command.columns, standing.rows, now);
      standing.columns = [...(standing.columns ?? []), ...command.columns.map((column) => column.name)];
      return;
    case 'display':
      name(command.columns, standing.rows, now);
      standing.columns = command.columns.map((column) => column.name);
      standing.parsed = [];
      return;
    case 'filter':
      standing.rows = standing.rows.filter((row) => isTrue(evaluate(command.condition, scopeOf(row, now))));
      if (standing.rows[0]?.event !== null) standing.matched = standing.rows.length;
      return;
    case 'parse':
      extract(command, standing, now);
      return;
    case 'stats':
      standing.rows = group(command, standing.rows, now);
      standing.columns = [...command.by, ...command.aggregates].map((column) => column.name);
      standing.parsed = [];
      return;
    case 'sort':
      standing.rows = sorted(command, standing.rows, now);
      return;
    case 'limit':
      standing.rows = standing.rows.slice(0, command.count);
      return;
    case 'dedup':
      standing.rows = deduplicated(command, standing.rows, now);
      return;
  }
}

const scopeOf = (row: Row, now: number): Scope => ({ now, field: (field) => row.field(field) });

/** Gives every row the fields that an expression or another name makes. */
function name(columns: readonly Named[], rows: readonly Row[], now: number): void {
  for (const { name, expression } of columns) {
    if (expression.kind === 'field' && expression.name === name) continue;
    for (const row of rows) row.set(name, evaluate(expression, scopeOf(row, now)));
  }
}

function extract({ subject, pattern, names }: Command & { kind: 'parse' }, standing: Standing, now: number): void {
  const made = new Set(names);
  for (const row of standing.rows) {
    const found = pattern.exec(showValue(evaluate(subject, scopeOf(row, now))) ?? '');
    if (found === null) continue;
    const texts = names.length > 0 ? names.map((name, i) => [name, found[i + 1]] as const) : Object.entries(found.groups ?? {});
    for (const [name, text] of texts) {
      made.add(name);
      row.set(name, text ?? null);
    }
  }
  standing.parsed = [...standing.parsed, ...made];
}

function group({ aggregates: wanted, by }: Command & { kind: 'stats' }, rows: readonly Row[], now: number): Row[] {
  const groups = new Map<string, { readonly members: Row[]; readonly made: Row }>();
  for (const row of rows) {
    const keys = by.map(({ expression }) => evaluate(expression, scopeOf(row, now)));
    const key = JSON.stringify(keys.map(showValue));
    const known = groups.get(key);
    if (known !== undefined) {
      known.members.push(row);
      continue;
    }
    const made = groupRow();
    for (const [i, { name }] of by.entries()) made.set(name, keys[i] ?? null);
    groups.set(key, { members: [row], made });
  }
  for (const { members, made } of groups.values())
    for (const { name, expression } of wanted) made.set(name, evaluate(expression, groupScope(members, now)));
  return [...groups.values()].map(({ made }) => made);
}

/** An expression in stats: its aggregate functions look at all events of the group, its fields at one. */
function groupScope(members: readonly Row[], now: number): Scope {
  return {
    now,
    field: (field) => members[0]?.field(field) ?? null,
    aggregate(name, [first, ...rest]) {
      const samples = members.map((row) => ({
        value: first === undefined ? true : evaluate(first, scopeOf(row, now)),
        time: asNumber(row.field('@timestamp')) ?? 0,
      }));
      return aggregates[name]?.(
        samples,
        rest.map((each) => evaluate(each, groupScope(members, now))),
      );
    },
  };
}

function sorted({ keys }: Command & { kind: 'sort' }, rows: readonly Row[], now: number): Row[] {
  // `sort count(*)` means the column that stats has made of it.
  const keyed = rows.map((row) => ({
    row,
    values: keys.map(
      ({ name, expression }) => (row.event === null ? row.field(name) : null) ?? evaluate(expression, scopeOf(row, now)),
    ),
  }));
  keyed.sort((a, b) => {
    for (const [i, { descending }] of keys.entries()) {
      const order = orderValues(a.values[i] ?? null, b.values[i] ?? null);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** The first row of each; rows without the fields are never doubles. */
function deduplicated({ fields }: Command & { kind: 'dedup' }, rows: readonly Row[], now: number): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = fields.map((field) => showValue(evaluate(field, scopeOf(row, now))));
    const key = JSON.stringify(values);
    if (!values.includes(null) && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
