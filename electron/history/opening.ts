import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Database } from './database/database.ts';
import { failureOf } from './database/failure.ts';
import { examine, openReadOnly, setAside } from './database/openDatabase.ts';
import type { OpenFile } from './database/openFile.ts';
import { openFile } from './database/openFile.ts';
import type { WriterLock } from './database/writerLock.ts';
import { takeWriterLock } from './database/writerLock.ts';
import type { Notices } from './notices.ts';
import { sentences } from './notices.ts';

/** How the file is held now. */
export type State =
  | { readonly mode: 'writing'; readonly file: OpenFile; readonly lock: WriterLock }
  | { readonly mode: 'reading'; readonly file: OpenFile | null; readonly inode: number | null }
  | { readonly mode: 'memory'; readonly file: OpenFile }
  | { readonly mode: 'closed'; readonly file: null; readonly last: 'writing' | 'reading' | 'memory' };

export interface Opening {
  readonly clock: Clock;
  readonly notices: Notices;
  /** Null file: in memory. */
  readonly openWritable: (file: string | null) => Database;
}

export const inMemory = ({ openWritable }: Opening): State => ({ mode: 'memory', file: openFile(openWritable(null), true) });

/** Null: another Streamgauge writes. Throws where nothing can be written. */
export function openToWrite(file: string, opening: Opening): State | null {
  const { notices, openWritable } = opening;
  mkdirSync(dirname(file), { recursive: true });
  const lock = takeWriterLock(file);
  if (lock === null) {
    notices.tell('another', sentences.another);
    return null;
  }
  try {
    const condition = examine(file);
    if (condition === 'newer') {
      notices.tell('newer', sentences.newer);
      lock.release();
      return inMemory(opening);
    }
    if (condition === 'damaged') replace(file, opening);
    const opened = openFile(openWritable(file), true);
    notices.end('another');
    return { mode: 'writing', file: opened, lock };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

/** Opens what is there, if anything is; it is looked for again whenever something is read. */
export function openToRead(file: string, { notices }: Opening): State {
  const nothing: State = { mode: 'reading', file: null, inode: null };
  const inode = inodeOf(file);
  if (inode === null) return nothing;
  const condition = examine(file);
  if (condition === 'newer') notices.tell('newer', sentences.newer);
  if (condition !== 'good') return nothing;
  try {
    return { mode: 'reading', file: openFile(openReadOnly(file), false), inode };
  } catch (thrown) {
    if (failureOf(thrown) === 'bug') throw thrown;
    return nothing;
  }
}

/** Sets a damaged file aside; it must not be open. */
export function replace(file: string, { clock, notices }: Opening): void {
  const aside = setAside(file, new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-'));
  notices.tell('damaged', sentences.damaged(aside));
}

export const inodeOf = (file: string): number | null => (existsSync(file) ? statSync(file).ino : null);

/** Closing writes the WAL into the file, which a full disk or a damaged file may refuse; it is all still in the WAL then. */
export function closeQuietly(file: OpenFile | null): void {
  try {
    file?.database.close();
  } catch (thrown) {
    if (failureOf(thrown) === 'bug') throw thrown;
  }
}
