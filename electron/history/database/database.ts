import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { DamagedColumn } from './failure.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** A connection to SQLite that prepares each statement once. */
export interface Database {
  all(sql: string, ...values: SQLInputValue[]): readonly Row[];
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** One row after the other, for who may stop early. */
  each(sql: string, ...values: SQLInputValue[]): Iterable<Row>;
  /** All or nothing. */
  transaction(work: () => void): void;
  close(): void;
}

export function wrapDatabase(connection: DatabaseSync): Database {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = connection.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  return {
    all: (sql, ...values) => statement(sql).all(...values),
    get: (sql, ...values) => statement(sql).get(...values),
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    each: (sql, ...values) => statement(sql).iterate(...values),
    transaction(work) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        work();
        connection.exec('COMMIT');
      } catch (thrown) {
        // SQLite rolls back by itself where the disk is full or the file damaged.
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw thrown;
      }
    },
    close() {
      if (connection.isOpen) connection.close();
    },
  };
}

/** Columns of a row, as what the schema says they are. */
export const numberOf = (value: SQLOutputValue | undefined): number => {
  if (typeof value === 'number') return value;
  throw new DamagedColumn(`A number was expected in a column, not ${typeof value}`);
};
export const numberOrNull = (value: SQLOutputValue | undefined): number | null =>
  value === null || value === undefined ? null : numberOf(value);
export const textOf = (value: SQLOutputValue | undefined): string => {
  if (typeof value === 'string') return value;
  throw new DamagedColumn(`Text was expected in a column, not ${typeof value}`);
};
