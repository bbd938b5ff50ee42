import { ok } from '#shared/model/sourceError.ts';
import { growTree, onCpu, sample } from '#shared/simulation/stacks/flameGraph.ts';
import { stacksOf, timesOf } from '#shared/simulation/stacks/stacksOf.ts';
import { keyOf } from '#shared/simulation/random.ts';
import { millis } from '#shared/units/units.ts';
import { badQuery, noSuchSubtask } from '../flinkError.ts';
import type { ClusterMemory, Sampling, SeenStacks } from '../memory.ts';
import type { FlinkAnswer, VertexScope } from '../scope.ts';
import { hasEnded, workOf } from '../scope.ts';

/** Flink's answers without a graph. */
const ENDED = { endTimestamp: -1 };
const PENDING = { endTimestamp: -3 };

/** `rest.flamegraph.refresh-interval` and `.cleanup-interval` of Flink's defaults. */
const REFRESH = 60_000;
const CLEANUP = 600_000;

const TYPES = ['full', 'on_cpu', 'off_cpu'];

/** GET …/flamegraph: asking starts the sampling; what it saw is told once it has ended. All types and subtasks come of one sampling. */
export function flameGraph(scope: VertexScope): FlinkAnswer {
  const { vertex, query } = scope;
  const type = (query.get('type') ?? 'full').toLowerCase();
  if (!TYPES.includes(type)) return badQuery('type', query.get('type') ?? '');
  const index = query.get('subtaskindex');
  if (index !== null && !/^\d{1,9}$/.test(index)) return badQuery('subtaskindex', index);
  if (index !== null && Number(index) >= vertex.parallelism) return noSuchSubtask(vertex.id);
  if (hasEnded(vertex.status)) return ok(ENDED);
  const { done } = look(scope);
  if (done === null) return ok(PENDING);
  const subtasks = index === null ? done.seen : [done.seen[Number(index)] ?? []];
  const wanted = subtasks.flat().filter(([{ state }]) => type === 'full' || onCpu(state) === (type === 'on_cpu'));
  return ok({ endTimestamp: done.at, data: growTree(wanted) });
}

/** The sampling of a vertex as of now; starts one when there is none or the last one is old. */
function look(scope: VertexScope): Sampling {
  const { application, job, vertex, now, memory } = scope;
  const key = `${application.name} ${job.id} ${vertex.id}`;
  const known = memory.samplings.get(key);
  const valid = known === undefined || now - known.lastAsked > CLEANUP ? null : known;
  const ended = valid?.pending !== undefined && valid?.pending !== null && valid.pending.at <= now;
  const done = (ended ? valid?.pending : valid?.done) ?? null;
  const under = ended ? null : (valid?.pending ?? null);
  const pending = under === null && (done === null || now >= done.at + REFRESH) ? begin(scope) : under;
  const sampling: Sampling = { done, pending, lastAsked: now };
  memory.samplings.set(key, sampling);
  forget(memory, now);
  return sampling;
}

function forget({ samplings }: ClusterMemory, now: number): void {
  for (const [key, { lastAsked }] of samplings) if (now - lastAsked > CLEANUP) samplings.delete(key);
}

/** Samples of every subtask: a hundred, 50 ms apart, and the wider the vertex the longer until all have answered. */
function begin(scope: VertexScope): Exclude<Sampling['pending'], null> {
  const { vertex, now } = scope;
  const width = vertex.parallelism;
  return { at: millis(now + 5_150 + width * (14 + 0.065 * width)), seen: samplesOf(scope) };
}

function samplesOf(scope: VertexScope): SeenStacks {
  const { job, vertex, now } = scope;
  return vertex.subtasks.map((subtask) => {
    const work = workOf(scope, subtask.index);
    const stacks = stacksOf(work);
    const counts = sample(stacks, timesOf(work.operators, subtask), keyOf(now, job.id, vertex.id, subtask.index));
    return stacks.map((stack, i) => [stack, counts[i] ?? 0] as const);
  });
}
