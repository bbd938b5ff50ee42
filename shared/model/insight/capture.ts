import { z, zMillis } from '../schema.ts';
import { FlameTrees } from './flame.ts';
import { ThreadDump } from './threads.ts';

const about = {
  /** Of the newest sample or dump, in the connection's time. */
  at: zMillis,
  /** What it is called in the library. */
  title: z.string().min(1).max(200),
  note: z.string().max(4000),
  /** `finding`: taken by itself when something was found wrong, which `title` names. */
  origin: z.enum(['user', 'finding', 'import', 'merge']),
};

/** Something that only the live cluster could tell, kept. */
export const Capture = z.discriminatedUnion('kind', [
  z.object({
    ...about,
    kind: z.literal('flame'),
    /** Null of an import. */
    vertex: z.object({ id: z.string(), name: z.string() }).nullable(),
    subtask: z.int().nullable(),
    samples: z.int(),
    trees: FlameTrees,
  }),
  z.object({ ...about, kind: z.literal('threads'), dump: ThreadDump }),
]);
export type Capture = z.infer<typeof Capture>;
export type FlameCapture = Extract<Capture, { kind: 'flame' }>;
export type ThreadCapture = Extract<Capture, { kind: 'threads' }>;

/** A capture in the library's list, without what it holds. */
export const CaptureEntry = z.object({
  /** Names it within its application. */
  key: z.string(),
  ...about,
  kind: z.enum(['flame', 'threads']),
  /** The vertex' name, the process; null of an import. */
  of: z.string().nullable(),
  vertex: z.string().nullable(),
  subtask: z.int().nullable(),
  /** Samples or threads. */
  count: z.int(),
});
export type CaptureEntry = z.infer<typeof CaptureEntry>;
