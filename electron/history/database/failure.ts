/** What a failure of SQLite means to us. `bug`: none of the disk's faults. */
export type DiskFailure = 'full' | 'unwritable' | 'busy' | 'damaged' | 'bug';

/** Result codes of SQLite (https://sqlite.org/rescode.html). */
const codes: Readonly<Record<number, DiskFailure>> = {
  3: 'unwritable', // PERM
  5: 'busy',
  6: 'busy', // LOCKED
  8: 'unwritable', // READONLY
  10: 'unwritable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full',
  14: 'unwritable', // CANTOPEN
  15: 'busy', // PROTOCOL: a race for the lock of the WAL
  26: 'damaged', // NOTADB
};

/** A column holds what was never put there. */
export class DamagedColumn extends Error {
  override readonly name = 'DamagedColumn';
}

export function failureOf(thrown: unknown): DiskFailure {
  if (!(thrown instanceof Error)) return 'bug';
  if (thrown instanceof DamagedColumn) return 'damaged';
  if ('errcode' in thrown && typeof thrown.errcode === 'number') return codes[thrown.errcode & 0xff] ?? 'bug';
  // The file system's own, of a folder that cannot be made or a file that cannot be renamed.
  if ('code' in thrown && thrown.code === 'ENOSPC') return 'full';
  return 'code' in thrown && typeof thrown.code === 'string' && 'syscall' in thrown ? 'unwritable' : 'bug';
}
