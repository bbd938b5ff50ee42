import { sourceWatermarkNames, splitsIn, subtaskOf, vertexRest } from '../../../clients/flink/vertex.ts';
import type { AccumulatorsAnswer, VertexRest } from '../../../clients/flink/vertex.ts';
import { inTargets } from '../../../clients/flink/flinkRest.ts';
import type { Job } from '#shared/model/job.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { InsightContext, InsightReader, InsightTopic } from '../insightReader.ts';
import { assembleVertex } from './assembleVertex.ts';
import { vertexRates } from './vertexRates.ts';

/** Requests for the watermarks of a source's subtasks in one poll; what they do not reach is asked by the next polls. */
const MOST_PIECES = 2;

/**
 * Reads one vertex: `vertices/:v`, backpressure and accumulators each time; of a source the watermarks that it emits, of others those that
 * they get; state sizes once for each checkpoint, a source's splits once for each set of attempts. That is six requests at most.
 */
export function vertexReader({ vertex }: InsightTopic<'vertex'>): InsightReader<'vertex'> {
  const rates = vertexRates();
  let states: { readonly checkpoint: number; readonly sizes: ReadonlyMap<number, number> } | null = null;
  let source = sourceMemory('');

  return {
    async read({ place, job }: InsightContext, signal) {
      const rest = vertexRest(place.rest, place.job, vertex);
      const known = job();
      const isSource = known !== undefined && isSourceOf(known, vertex);
      const newest = newestCheckpoint(known);
      const [answer, backpressure, accumulators, sizes, watermarks] = await Promise.all([
        rest.vertex(signal),
        place.rest.backpressure(place.job, vertex, signal),
        rest.accumulators(signal),
        newest === null || newest === states?.checkpoint ? null : rest.stateSizes(newest, signal),
        isSource ? null : rest.watermarks(signal),
      ]);
      if (!answer.ok) return answer;
      if (sizes?.ok === true && newest !== null)
        states = {
          checkpoint: newest,
          sizes: new Map(
            sizes.value.subtasks.flatMap((each) => (each.state_size === null ? [] : [[each.index, each.state_size]])),
          ),
        };
      const emitted = isSource ? await readSource(rest, known, answer.value.subtasks) : null;
      return ok(
        assembleVertex({
          id: vertex,
          answer: answer.value,
          backpressure: valueOf(backpressure),
          accumulators: accumulatorsOf(accumulators),
          watermarks: emitted?.watermarks ?? inputWatermarks(watermarks),
          splits: emitted?.splits ?? new Map(),
          rates: rates.next(answer.value),
          states,
          missing: [
            ...(backpressure.ok ? [] : ['backpressure']),
            ...(accumulators.ok ? [] : ['accumulators']),
            ...(watermarks?.ok === false || emitted?.watermarksFailed === true ? ['watermarks'] : []),
            ...(emitted?.splitsFailed === true ? ['shards and partitions'] : []),
            ...(sizes?.ok === false && states?.checkpoint !== newest ? ['state sizes'] : []),
          ],
        }),
      );

      async function readSource(from: VertexRest, of: Job, subtasks: readonly { subtask: number; attempt: number }[]) {
        const key = [place.job, ...subtasks.map(({ subtask, attempt }) => `${subtask}.${attempt}`)].join(' ');
        if (source.key !== key) source = sourceMemory(key);
        return source.read(from, of.vertices.find(({ id }) => id === vertex)?.operators ?? [], signal);
      }
    },
  };
}

const isSourceOf = (job: Job, vertex: string): boolean => !job.edges.some(({ to }) => to === vertex);

const newestCheckpoint = (job: Job | undefined): number | null =>
  job?.checkpoints.history.reduce<number | null>(
    (newest, { id, status }) => (status === 'COMPLETED' && (newest === null || id > newest) ? id : newest),
    null,
  ) ?? null;

const valueOf = <T>(result: Result<T>): T | null => (result.ok ? result.value : null);

const accumulatorsOf = (result: Result<AccumulatorsAnswer>) => (result.ok ? result.value['user-accumulators'] : []);

function inputWatermarks(
  result: Result<readonly { readonly id: string; readonly value: number | null }[]> | null,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  if (result?.ok !== true) return found;
  for (const { id, value } of result.value) {
    const index = subtaskOf(id);
    if (index !== null && value !== null && id.endsWith('.currentInputWatermark')) found.set(index, value);
  }
  return found;
}

interface SourceReading {
  readonly splits: ReadonlyMap<number, readonly string[]>;
  readonly watermarks: ReadonlyMap<number, number>;
  readonly splitsFailed: boolean;
  readonly watermarksFailed: boolean;
}

/** What is known of a source's subtasks while none of them is replaced (`key`): their metrics' names are a large answer, asked once. */
function sourceMemory(key: string) {
  let splits: ReadonlyMap<number, readonly string[]> = new Map();
  let names: readonly string[] | null = null;
  let turn = 0;
  const watermarks = new Map<number, number>();
  return {
    key,
    async read(rest: VertexRest, operators: readonly string[], signal: AbortSignal): Promise<SourceReading> {
      if (names === null) {
        const listed = await rest.metricNames(signal);
        if (!listed.ok) return { splits, watermarks, splitsFailed: true, watermarksFailed: true };
        const all = listed.value.map(({ id }) => id);
        splits = splitsIn(all);
        // Nothing is measured yet: the list is asked again.
        if (all.length > 0) names = [...sourceWatermarkNames(all, operators).values()];
        return { splits, watermarks, splitsFailed: false, watermarksFailed: false };
      }
      const pieces = inTargets(rest.metricsTarget, names);
      const chosen = Array.from(
        { length: Math.min(MOST_PIECES, pieces.length) },
        (_, i) => pieces[(turn + i) % pieces.length] ?? '',
      );
      turn = pieces.length === 0 ? 0 : (turn + chosen.length) % pieces.length;
      const answers = await Promise.all(chosen.map((target) => rest.metrics(target, signal)));
      for (const answer of answers)
        for (const { id, value } of answer.ok ? answer.value : []) {
          const index = subtaskOf(id);
          if (index === null) continue;
          if (value === null) watermarks.delete(index);
          else watermarks.set(index, value);
        }
      return { splits, watermarks, splitsFailed: false, watermarksFailed: answers.some((answer) => !answer.ok) };
    },
  };
}
