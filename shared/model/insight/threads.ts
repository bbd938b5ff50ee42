import { z, zMillis } from '../schema.ts';

/** java.lang.Thread.State */
export const threadStates = ['NEW', 'RUNNABLE', 'BLOCKED', 'WAITING', 'TIMED_WAITING', 'TERMINATED'] as const;
export type ThreadState = (typeof threadStates)[number];

export const JavaThread = z.object({
  id: z.number(),
  name: z.string(),
  /** Null: what the JVM told could not be read; its lines stand in `frames` as they came. */
  state: z.enum(threadStates).nullable(),
  daemon: z.boolean(),
  /** `class.method(File.java:12)`, innermost first. */
  frames: z.array(z.string()),
  /** Cut by the JVM: there were more frames. */
  truncated: z.boolean(),
  /** The monitor or lock that it waits for, and the thread that holds it. */
  waitsFor: z.string().nullable(),
  heldBy: z.object({ id: z.number(), name: z.string() }).nullable(),
  /** Locks that it holds, each with the index of the frame that took it (null: an ownable synchronizer). */
  holds: z.array(z.object({ lock: z.string(), frame: z.int().nullable() })),
});
export type JavaThread = z.infer<typeof JavaThread>;

/** Every thread of one process at one moment. */
export const ThreadDump = z.object({
  /** `jobmanager`, or the id of a task manager. */
  process: z.string(),
  at: zMillis,
  threads: z.array(JavaThread),
});
export type ThreadDump = z.infer<typeof ThreadDump>;
