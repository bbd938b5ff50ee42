import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobAnswer } from '#electron/clients/flink/answers.ts';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readDetail } from '#electron/engine/insight/checkpoints/readDetail.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Edge } from '#shared/model/job.ts';
import type { z } from '#shared/model/schema.ts';
import { ok } from '#shared/model/sourceError.ts';
import { recordings } from '../../clients/recordedJob.ts';

export interface RecordedDetail {
  readonly detail: CheckpointDetail;
  readonly edges: readonly Edge[];
}

export type Outcome = 'completed' | 'failed' | 'in-progress';

/** A checkpoint as a real cluster told it, read as the engine reads it. `situation`: `1.20/checkpoint-slow`. */
export async function recordedDetail(situation: string, outcome: Outcome = 'completed'): Promise<RecordedDetail> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(recordings, situation, `${name}.json`), 'utf8'));
  const job = JobAnswer.parse(read('job'));
  const parse = <S extends z.ZodType>(name: string, schema: S) => Promise.resolve(ok(schema.parse(read(name))));
  const rest: Pick<FlinkRest, 'get' | 'job'> = {
    job: () => Promise.resolve(ok(job)),
    get(path, schema) {
      const vertex = /subtasks\/(.+)$/.exec(path)?.[1];
      const place = job.vertices.findIndex(({ id }) => id === vertex);
      return parse(vertex === undefined ? `checkpoint-${outcome}` : `checkpoint-${outcome}-v${place}-subtasks`, schema);
    },
  };
  const { id } = read(`checkpoint-${outcome}`) as { id: number };
  const detail = await readDetail({ rest: rest as FlinkRest, job: job.jid, known: undefined }, id, new AbortController().signal);
  if (!detail.ok) throw new Error(detail.error.message);
  const edges = job.plan.nodes.flatMap(({ id: to, inputs }) =>
    inputs.map((input) => ({ from: input.id, to, shipStrategy: input.ship_strategy })),
  );
  return { detail: detail.value, edges };
}
