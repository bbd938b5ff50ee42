import { z, zMillis } from '../schema.ts';

/** A call tree of samples: Flink's own shape, and that of d3-flame-graph. `value` counts the samples of the frame and all below it. */
export interface FrameTree {
  readonly name: string;
  readonly value: number;
  readonly children: readonly FrameTree[];
}
export const FrameTree: z.ZodType<FrameTree, FrameTree> = z.lazy(() =>
  z.object({ name: z.string(), value: z.number(), children: z.array(FrameTree) }),
);

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
