import type { SkewJudgement, VertexTraits } from '#shared/analysis/skew/judgeSkew.ts';
import { judgeSkew } from '#shared/analysis/skew/judgeSkew.ts';
import type { WatermarkJudgement } from '#shared/analysis/skew/watermarkLag.ts';
import { judgeWatermarks } from '#shared/analysis/skew/watermarkLag.ts';
import type { SubtaskDetail, VertexDetail } from '#shared/model/insight/vertex.ts';
import { toldByJob } from '#shared/model/insight/vertex.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';

/** What the panel's tabs show of a vertex at one moment, judged. */
export interface VertexReading {
  readonly vertex: Vertex;
  readonly traits: VertexTraits;
  readonly subtasks: readonly SubtaskDetail[];
  /** What was read; null: only what the job itself tells is known. */
  readonly detail: VertexDetail | null;
  readonly at: Millis | null;
  readonly skew: SkewJudgement;
  readonly watermarks: WatermarkJudgement;
}

/** Before the vertex itself is read, what the graph knows of its subtasks is shown already. */
export function readingOf(job: Job, vertex: Vertex, detail: VertexDetail | null, at: Millis | null): VertexReading {
  const inputs = job.edges.filter(({ to }) => to === vertex.id);
  const traits: VertexTraits = {
    isSource: inputs.length === 0,
    isKeyed: inputs.some(({ shipStrategy }) => shipStrategy === 'HASH'),
    parallelism: vertex.parallelism,
    maxParallelism: vertex.maxParallelism,
  };
  const subtasks = detail?.subtasks ?? vertex.subtasks.map((subtask) => toldByJob(subtask, vertex.status));
  const silent = job.vertices.filter(({ id, recordsOut }) => recordsOut === 0 && inputs.some(({ from }) => from === id));
  return {
    vertex,
    traits,
    subtasks,
    detail,
    at,
    skew: judgeSkew(subtasks, traits),
    watermarks: judgeWatermarks(subtasks, {
      isSource: traits.isSource,
      at,
      silentInputs: silent.map(({ name }) => name),
      hasInputs: inputs.length > 0,
      unread: detail === null || detail.missing.some((part) => part.startsWith('watermarks')),
    }),
  };
}
