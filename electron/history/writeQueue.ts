import type { OpenFile } from './database/openFile.ts';
import { rules } from './rules.ts';

/** Something to be written. */
export interface QueuedWrite {
  readonly connection: string;
  /** Samples, lines or records in it. */
  readonly entries: number;
  /** About what it takes in memory. */
  readonly bytes: number;
  /** Nobody else writes it: it waits for its turn while another Streamgauge writes. */
  readonly ours: boolean;
  apply(file: OpenFile): void;
}

/** Writes in the order in which they came. */
export interface WriteQueue {
  add(write: QueuedWrite): void;
  /** So much waits that it should not wait for its second. */
  readonly isLong: boolean;
  /** Lets the oldest go when too much waits; answers whether it had to. */
  trim(): boolean;
  /** The first ones, of about so many entries. */
  first(entries: number): readonly QueuedWrite[];
  drop(count: number): void;
  keep(which: (write: QueuedWrite) => boolean): void;
  readonly entries: number;
}

export function createWriteQueue(mostBytes: number = rules.mostWaitingBytes): WriteQueue {
  let waiting: QueuedWrite[] = [];
  let [entries, bytes] = [0, 0];
  const drop = (count: number): void => {
    for (const write of waiting.splice(0, count)) {
      entries -= write.entries;
      bytes -= write.bytes;
    }
  };
  return {
    add(write) {
      waiting.push(write);
      entries += write.entries;
      bytes += write.bytes;
    },
    get isLong() {
      return bytes > mostBytes / 4;
    },
    trim() {
      if (bytes <= mostBytes || waiting.length <= 1) return false;
      // A tenth at once, so that a full queue is not moved for each write.
      let [count, over] = [0, bytes - mostBytes * 0.9];
      for (const { bytes: size } of waiting) {
        if (over <= 0 || count === waiting.length - 1) break;
        over -= size;
        count += 1;
      }
      drop(count);
      return true;
    },
    first(most) {
      let [count, sum] = [0, 0];
      for (const write of waiting) {
        if (count > 0 && sum + write.entries > most) break;
        sum += write.entries;
        count += 1;
      }
      return waiting.slice(0, count);
    },
    drop,
    keep(which) {
      waiting = waiting.filter(which);
      entries = waiting.reduce((sum, write) => sum + write.entries, 0);
      bytes = waiting.reduce((sum, write) => sum + write.bytes, 0);
    },
    get entries() {
      return entries;
    },
  };
}
