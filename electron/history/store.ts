import type { Clock } from '../clock.ts';
import type { Database } from './database/database.ts';
import { failureOf } from './database/failure.ts';
import type { OpenFile } from './database/openFile.ts';
import { openFile } from './database/openFile.ts';
import { createNotices, sentences } from './notices.ts';
import type { State } from './opening.ts';
import { closeQuietly, inMemory, inodeOf, openToRead, openToWrite, replace } from './opening.ts';
import { createPace } from './pace.ts';
import type { QueuedWrite, WriteQueue } from './writeQueue.ts';
import { createWriteQueue } from './writeQueue.ts';

export interface StoreOptions {
  readonly file: string | null;
  readonly mode: 'write' | 'read';
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Null file: in memory. */
  readonly openWritable: (file: string | null) => Database;
  readonly queue?: WriteQueue;
}

/** The file as it is now, whoever writes it and whatever became of it. Nothing that the disk does is thrown. */
export interface Store {
  readonly mode: 'writing' | 'reading' | 'memory';
  readonly file: OpenFile | null;
  readonly notices: () => string[];
  /** At the rate of what was written lately; null while that is not known. */
  readonly bytesPerDay: number | null;
  /** Writes that failed and wait. */
  readonly waiting: number;
  write(write: QueuedWrite): void;
  /** What waits is written first, so that it is seen. `nothing`: where there is no file, or not one that can be read. */
  read<T>(ask: (file: OpenFile) => T, nothing: T): T;
  /** The same, as the file is now. */
  look<T>(ask: (file: OpenFile) => T, nothing: T): T;
  flush(): void;
  /** The same, unless the disk took nothing a moment ago. */
  flushWhenDue(): void;
  /** A change besides what waits; false: it could not be made. */
  change(work: (file: OpenFile) => void): boolean;
  /** Looks whether the one who writes has ended. */
  takeOver(): void;
  forget(connection: string | null): void;
  close(): void;
}

/** What the archives need of it. */
export type Archive = Pick<Store, 'read' | 'write'>;

/** After a failure: so many entries at once, so that what little room there is gets used. */
const SMALL = 5_000;
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

export function createStore(options: StoreOptions): Store {
  const { file: path, clock, log } = options;
  const notices = createNotices(log);
  const opening = { clock, notices, openWritable: options.openWritable };
  const queue = options.queue ?? createWriteQueue();
  const pace = createPace(clock);
  let [pause, nextTry, failing] = [0, 0, false];
  let state: State = begin();

  function begin(): State {
    if (path === null) return inMemory(opening);
    if (options.mode === 'read') return openToRead(path, opening);
    try {
      return openToWrite(path, opening) ?? openToRead(path, opening);
    } catch (thrown) {
      if (failureOf(thrown) === 'bug') throw thrown;
      notices.tell('disk', sentences.memory(reasonOf(thrown)));
      return inMemory(opening);
    }
  }

  /** The file turned out to be damaged while it was in use: what waits goes into the new one. */
  function repair(): void {
    if (state.mode === 'reading') {
      closeQuietly(state.file);
      state = { mode: 'reading', file: null, inode: null };
    }
    if (state.mode !== 'writing' || path === null) return;
    const { lock } = state;
    closeQuietly(state.file);
    try {
      replace(path, opening);
      state = { mode: 'writing', file: openFile(options.openWritable(path), true), lock };
    } catch (thrown) {
      lock.release();
      notices.tell('disk', sentences.memory(reasonOf(thrown)));
      state = inMemory(opening);
    }
  }

  /** Answers whether what failed may be tried at once again. */
  function failed(thrown: unknown): boolean {
    const failure = failureOf(thrown);
    if (failure === 'bug') throw thrown;
    if (failure === 'damaged') {
      repair();
      return true;
    }
    if (state.mode === 'reading') return false;
    notices.tell('disk', sentences[failure]);
    return false;
  }

  function guarded(work: (file: OpenFile) => void): boolean {
    if (state.mode === 'closed' || state.file === null) return false;
    try {
      work(state.file);
      return true;
    } catch (thrown) {
      failed(thrown);
      return false;
    }
  }

  function look<T>(ask: (file: OpenFile) => T, nothing: T): T {
    let answer = nothing;
    guarded((file) => {
      answer = ask(file);
    });
    return answer;
  }

  function flush(): void {
    if (state.mode === 'reading') takeOver();
    // A damaged file is replaced at most once in a flush.
    for (let repaired = false; queue.entries > 0 && (state.mode === 'writing' || state.mode === 'memory');) {
      const batch = queue.first(failing ? SMALL : Infinity);
      let done = 0;
      try {
        const before = state.file.size.used;
        state.file.change((file) => {
          for (const write of batch) {
            write.apply(file);
            done += 1;
          }
        });
        queue.drop(batch.length);
        pace.add(state.file.size.used - before);
        pause = 0;
      } catch (thrown) {
        if (failureOf(thrown) === 'bug') {
          // One write that cannot be kept must not hold up the others for ever.
          log(`An entry of the history cannot be kept: ${reasonOf(thrown)}`);
          const culprit = batch[done];
          queue.keep((write) => write !== culprit && (culprit !== undefined || !batch.includes(write)));
          continue;
        }
        failing = true;
        if (failed(thrown) && !repaired) {
          repaired = true;
          continue;
        }
        pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, pause * 2));
        nextTry = clock.now() + pause;
        return;
      }
    }
    if (queue.entries > 0) return;
    failing = false;
    if (state.mode === 'writing') {
      notices.end('disk');
      notices.end('lost');
    }
  }

  function flushWhenDue(): void {
    if (queue.entries > 0 && (!failing || clock.now() >= nextTry)) flush();
  }

  function takeOver(): void {
    if (state.mode !== 'reading' || path === null) return;
    if (state.inode !== inodeOf(path)) {
      closeQuietly(state.file);
      state = openToRead(path, opening);
    }
    if (options.mode === 'read') return;
    const before = state.file;
    try {
      const next = openToWrite(path, opening);
      if (next === null) return;
      closeQuietly(before);
      state = next;
    } catch (thrown) {
      if (failureOf(thrown) === 'bug') throw thrown;
      log(`The history cannot be taken over: ${reasonOf(thrown)}`);
    }
  }

  const store: Store = {
    get mode() {
      return state.mode === 'closed' ? state.last : state.mode;
    },
    get file() {
      return state.file;
    },
    notices: () => notices.list(),
    get bytesPerDay() {
      return pace.perDay();
    },
    get waiting() {
      return failing ? queue.entries : 0;
    },
    write(write) {
      if (state.mode === 'closed' || options.mode === 'read' || (state.mode === 'reading' && !write.ours)) return;
      queue.add(write);
      if (queue.isLong && !failing) flush();
      if (queue.trim()) notices.tell('lost', sentences.lost);
    },
    read(ask, nothing) {
      if (state.mode === 'reading' && path !== null && (state.file === null || options.mode === 'read')) takeOver();
      flushWhenDue();
      return look(ask, nothing);
    },
    look,
    flush,
    flushWhenDue,
    change: (work) => state.mode !== 'reading' && guarded((file) => file.change(work)),
    takeOver,
    forget(connection) {
      queue.keep((write) => connection !== null && write.connection !== connection);
      nextTry = 0;
    },
    close() {
      if (state.mode === 'closed') return;
      flush();
      const { mode, file } = state;
      closeQuietly(file);
      if (state.mode === 'writing') state.lock.release();
      state = { mode: 'closed', file: null, last: mode };
    },
  };
  return store;
}

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
