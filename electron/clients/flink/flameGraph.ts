import { FrameTree } from '#shared/model/insight/flame.ts';
import type { FlameTrees } from '#shared/model/insight/flame.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { zMoment } from './answers.ts';
import { flinkError } from './flinkHttp.ts';
import type { FlinkRest } from './flinkRest.ts';
import { inPath } from './flinkRest.ts';

/** Without `data` where there is no graph; `endTimestamp` then says why (org.apache.flink.runtime.webmonitor.threadinfo.VertexFlameGraph). */
const FlameAnswer = z.object({ endTimestamp: zMoment, data: FrameTree.nullish() });

/** What Flink sampled of a vertex at once; its answers without a graph in words. */
export type FlameRound =
  | { readonly state: 'pending' | 'ended' | 'disabled' | 'known' }
  | {
      readonly state: 'sampled';
      /** When the sampling ended, by the cluster's clock. */
      readonly at: Millis;
      readonly trees: FlameTrees;
    };

/** Whose samples: of one subtask, or of all. */
export interface FlameOf {
  readonly job: string;
  readonly vertex: string;
  readonly subtask: number | null;
}

const NONE: Readonly<Record<string, 'pending' | 'ended' | 'disabled'>> = { '-1': 'ended', '-2': 'disabled', '-3': 'pending' };

/**
 * The newest sampling of a vertex. To ask is what makes Flink sample: for some seconds, again when the last one is a minute old, and for as
 * long as somebody asks. `known`: there is none newer than `after`. Both sorts of stacks come of one sampling: where a newer one ended
 * between the two answers it is `pending`, to be asked again.
 */
export async function readFlame(
  rest: FlinkRest,
  { job, vertex, subtask }: FlameOf,
  after: Millis | null,
  signal: AbortSignal,
): Promise<Result<FlameRound>> {
  const path = `jobs/${inPath(job)}/vertices/${inPath(vertex)}/flamegraph`;
  const ask = (type: string) =>
    rest.get(`${path}?type=${type}${subtask === null ? '' : `&subtaskindex=${subtask}`}`, FlameAnswer, signal);
  const on = await ask('on_cpu');
  if (!on.ok) return on;
  const { endTimestamp, data } = on.value;
  if (endTimestamp < 0) {
    const state = NONE[endTimestamp];
    return state === undefined ? failed(flinkError('bad-response', `a flame graph of ${endTimestamp}`)) : ok({ state });
  }
  if (after !== null && endTimestamp <= after) return ok({ state: 'known' });
  const off = await ask('off_cpu');
  if (!off.ok) return off;
  if (off.value.endTimestamp !== endTimestamp) return ok({ state: 'pending' });
  return ok({ state: 'sampled', at: millis(endTimestamp), trees: { on: data ?? EMPTY, off: off.value.data ?? EMPTY } });
}

const EMPTY: FrameTree = { name: 'root', value: 0, children: [] };
