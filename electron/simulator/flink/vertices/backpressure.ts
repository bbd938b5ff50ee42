import { ok } from '#shared/model/sourceError.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { BackpressureLevel } from '#shared/model/job.ts';
import type { FlinkAnswer, VertexScope } from '../scope.ts';
import { isSource } from '../scope.ts';

/** What Flink says of a vertex that it has no figures of: a 200 all the same. */
export const NO_FIGURES: FlinkAnswer = ok({ status: 'deprecated' });

/** org.apache.flink.runtime.rest.handler.job.JobVertexBackPressureHandler: ok ≤ 10 % < low ≤ 50 % < high. */
const levelOf = (ratio: number): BackpressureLevel => (ratio <= 0.1 ? 'ok' : ratio <= 0.5 ? 'low' : 'high');

const ratioOf = (perSecond: number): number => Math.round(perSecond) / 1000;

/** GET …/backpressure: busy, idle and backpressured time of every subtask; the level is the worst subtask's. */
export function backpressure({ vertex, now }: VertexScope): FlinkAnswer {
  if (vertex.subtasks.length === 0) return NO_FIGURES;
  const worst = levelOf(Math.max(...vertex.subtasks.map(({ backpressured }) => ratioOf(backpressured))));
  return ok({
    status: 'ok',
    backpressureLevel: worst,
    'end-timestamp': Math.floor(now / STEP) * STEP,
    subtasks: vertex.subtasks.map((subtask) => {
      const level = levelOf(ratioOf(subtask.backpressured));
      return {
        subtask: subtask.index,
        backpressureLevel: level,
        ratio: ratioOf(subtask.backpressured),
        idleRatio: ratioOf(subtask.idle),
        busyRatio: vertex.legacySource ? 'NaN' : ratioOf(subtask.busy),
        'backpressure-level': level,
      };
    }),
    'backpressure-level': worst,
  });
}

/** Before the first watermark. */
export const NO_WATERMARK = '-9223372036854775808';

/** GET …/watermarks: empty for a vertex without input. */
export const watermarks = ({ job, vertex }: VertexScope): FlinkAnswer =>
  ok(
    isSource(job, vertex)
      ? []
      : vertex.subtasks.map(({ index, watermark }) => ({
          id: `${index}.currentInputWatermark`,
          value: watermark === null ? NO_WATERMARK : String(watermark),
        })),
  );
