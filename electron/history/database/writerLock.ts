import { DatabaseSync } from 'node:sqlite';
import { failureOf } from './failure.ts';

/** Held by the one process that writes. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the lock beside a history; null: another holds it. It is SQLite's lock of an empty file, which the operating system lets go when the
 * process ends in whatever way. Throws where no file can be made.
 */
export function takeWriterLock(file: string): WriterLock | null {
  const connection = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    return { release: () => (connection.isOpen ? connection.close() : undefined) };
  } catch (thrown) {
    connection.close();
    if (failureOf(thrown) === 'busy') return null;
    throw thrown;
  }
}
