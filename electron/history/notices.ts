/** What the user should know of the history, newest first; each subject has at most one sentence. */
export interface Notices {
  tell(subject: Subject, sentence: string): void;
  /** The subject is over. */
  end(subject: Subject): void;
  list(): string[];
}

export type Subject = 'damaged' | 'disk' | 'lost' | 'another' | 'newer';

/** `log`: each is written there too, once. */
export function createNotices(log: (line: string) => void): Notices {
  const told = new Map<Subject, string>();
  return {
    tell(subject, sentence) {
      if (told.get(subject) === sentence) return;
      told.delete(subject);
      told.set(subject, sentence);
      log(sentence);
    },
    end: (subject) => void told.delete(subject),
    list: () => [...told.values()].reverse(),
  };
}

export const sentences = {
  damaged: (aside: string) => `The history’s file was damaged. It was set aside as ${aside}, and a new one was begun.`,
  newer: 'The history’s file is of a newer Streamgauge. It is left as it is; this run keeps its history in memory alone.',
  another: 'Another Streamgauge writes the history. This one only reads it, and writes once the other has ended.',
  full: 'The disk is full: new history waits in memory. Free some space on it; writing then goes on by itself.',
  unwritable:
    'The history’s file cannot be written: new history waits in memory. Look at its disk and permissions; writing is tried again.',
  busy: 'Another program holds the history’s file: new history waits in memory. Close it; writing then goes on by itself.',
  memory: (reason: string) =>
    `No history can be kept on disk (${reason}), so that this run keeps it in memory alone. Look at the folder’s disk and permissions, then start again.`,
  lost: 'So much history waited in memory that the oldest of it was let go. Free some space on the disk.',
} as const;
