import { createHash } from 'node:crypto';
import { ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { VertexWork } from '#shared/simulation/stacks/stacksOf.ts';
import type {
  SimulatedApplication,
  SimulatedJob,
  SimulatedLogRecord,
  SimulatedSubtask,
  SimulatedTaskManager,
  SimulatedVertex,
} from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import type { FlinkError } from './flinkError.ts';
import type { ClusterMemory } from './memory.ts';

/** What an answer is made of. */
export interface FlinkScope {
  readonly application: SimulatedApplication;
  /** Simulated time. */
  readonly now: Millis;
  /** Flink 2: some fields and metrics are gone, some are new. */
  readonly modern: boolean;
  readonly query: URLSearchParams;
  readonly memory: ClusterMemory;
  /** What the application has logged up to now, oldest first. */
  readonly logs: () => readonly SimulatedLogRecord[];
}

export interface JobScope extends FlinkScope {
  readonly job: SimulatedJob;
}

export interface VertexScope extends JobScope {
  readonly vertex: SimulatedVertex;
}

/** The value of an answer is told as JSON; one made with `inWords` as plain text. */
export type FlinkAnswer = Result<unknown, FlinkError>;

const WORDS = Symbol('words');

/** An answer that is not JSON. */
export const inWords = (text: string): FlinkAnswer => ok({ [WORDS]: text });

/** The text of such an answer; null of any other. */
export const wordsOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && WORDS in value ? String(value[WORDS]) : null;

/** The first vertices of a job: what they read happens outside of Flink's exchanges, and counts as 0. */
export const isSource = ({ edges }: SimulatedJob, { id }: SimulatedVertex): boolean => !edges.some(({ to }) => to === id);
/** The last vertices: what they write counts as 0. */
export const isSink = ({ edges }: SimulatedJob, { id }: SimulatedVertex): boolean => !edges.some(({ from }) => from === id);

/** Every TaskManager of an application; jobs of one notebook share them. */
export function taskManagersOf({ jobs }: SimulatedApplication): readonly SimulatedTaskManager[] {
  return [...new Map(jobs.flatMap(({ taskManagers }) => taskManagers.map((each) => [each.id, each]))).values()];
}

/** Where a subtask runs, as 1.20 and 2.x tell it. */
export function placeOf({ job, modern }: JobScope, { taskManager }: SimulatedSubtask): Record<string, string> {
  const host = job.taskManagers.find(({ id }) => id === taskManager)?.host ?? '(unassigned)';
  const endpoint = host === '(unassigned)' ? host : `${host}:${portOf(taskManager)}`;
  return modern ? { endpoint } : { host, endpoint };
}

/** Of an id `ip:port-hash`. */
export const portOf = (taskManager: string): number => Number(/:(\d+)-/.exec(taskManager)?.[1] ?? 0);

const ended = ['FINISHED', 'FAILED', 'CANCELED'];
export const hasEnded = (state: string): boolean => ended.includes(state);

/** Of a job, or of its tasks, which end with each attempt; −1 while they run. */
export const endOf = ({ job }: JobScope, state: string): number => (hasEnded(state) ? (job.ended ?? job.downSince ?? -1) : -1);

/** 32 hexadecimal digits that stay the same for the same text. */
export const hexId = (text: string): string => createHash('md5').update(text).digest('hex');

/** What the threads of a subtask work at. */
export const workOf = ({ job, vertex, modern }: VertexScope, subtask: number): VertexWork => ({
  job: job.name,
  operators: vertex.profile(subtask),
  legacySource: vertex.legacySource,
  inputs: job.edges.filter(({ to }) => to === vertex.id).length,
  outputs: job.edges.filter(({ from }) => from === vertex.id).length,
  modern,
});
