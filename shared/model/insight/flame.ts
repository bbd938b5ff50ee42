import { z, zMillis } from '../schema.ts';

/** A call tree of samples: Flink's own shape, and that of d3-flame-graph. `value` counts the samples of the frame and all below it. */
export interface FrameTree {
  readonly name: string;
  readonly value: number;
  readonly children: readonly FrameTree[];
}
/** Looked through in a loop: an import may be as deep as the JVM lets stacks be, where a schema in a schema would overflow. */
export const FrameTree: z.ZodType<FrameTree, FrameTree> = z.custom<FrameTree>((raw) => {
  const waiting: unknown[] = [raw ?? null];
  for (;;) {
    const frame = waiting.pop();
    if (frame === undefined) return waiting.length === 0;
    if (typeof frame !== 'object' || frame === null) return false;
    if (!('name' in frame) || typeof frame.name !== 'string' || !('value' in frame) || !Number.isFinite(frame.value))
      return false;
    if (!('children' in frame) || !Array.isArray(frame.children)) return false;
    for (const child of frame.children) waiting.push(child ?? null);
  }
}, 'is no tree of frames');

/** `on`: threads that run (RUNNABLE, NEW); `off`: that wait (org.apache.flink.runtime.webmonitor.threadinfo.VertexFlameGraphFactory). */
export const FlameTrees = z.object({ on: FrameTree, off: FrameTree });
export type FlameTrees = z.infer<typeof FlameTrees>;

/** What sampling a vertex has given so far. While the topic is followed it goes on, until `until`. */
export const FlameSampling = z.object({
  vertex: z.string(),
  name: z.string(),
  subtask: z.int().nullable(),
  state: z.enum(['sampling', 'done', 'disabled', 'ended']),
  /** It stops by itself then, in the connection's time. */
  until: zMillis,
  /** Of so many rounds of Flink's sampling (100 samples of each subtask, 50 ms apart, unless configured), merged. */
  rounds: z.int(),
  /** So many samples in all. */
  samples: z.int(),
  /** Of the newest round; null before the first. */
  sampledAt: zMillis.nullable(),
  trees: FlameTrees.nullable(),
});
export type FlameSampling = z.infer<typeof FlameSampling>;
