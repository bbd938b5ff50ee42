import type { TaskManagerFigures } from '../../../clients/flink/taskManagers.ts';
import { listTaskManagers, readJobManager, readTaskManager } from '../../../clients/flink/taskManagers.ts';
import type { TaskManager, TaskManagers } from '#shared/model/insight/taskManagers.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis, Ratio } from '#shared/units/units.ts';
import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { InsightContext, InsightReader, InsightTopic } from '../insightReader.ts';
import { collectorShare } from './taskManagers/collectorShare.ts';
import type { PlacedVertex } from './taskManagers/placements.ts';
import { placements } from './taskManagers/placements.ts';

/** Task managers whose figures are read with one poll, two requests each. Of more, those that were read longest ago come first. */
const MOST_READ = 16;
/** A record of more subtasks than these would be large: their places are not kept. */
const MOST_KEPT = 2_000;

type Read = TaskManagerFigures & { readonly readAt: Millis; readonly gcShare: Ratio | null };

/** Reads the processes of a cluster: all of them are listed with each poll, the figures of at most 16 are read. */
export function taskManagersReader(_topic: InsightTopic<'taskManagers'>): InsightReader<'taskManagers'> {
  const read = new Map<string, Read>();
  const collected = collectorShare();
  const placed = placements();
  const seen = new Map<string, TaskManager>();
  let lost: TaskManagers['lost'] = [];
  let keptAt: Millis | null = null;

  const figures = async (
    { place: { rest }, now }: InsightContext,
    listed: readonly TaskManager[],
    signal: AbortSignal,
  ): Promise<void> => {
    const due = [...listed].sort((a, b) => (read.get(a.id)?.readAt ?? 0) - (read.get(b.id)?.readAt ?? 0)).slice(0, MOST_READ);
    await Promise.all(
      due.map(async (each) => {
        const found = await readTaskManager(rest, each, signal);
        const at = now();
        read.set(each.id, { ...found, readAt: at, gcShare: collected.add(each.id, at, allOf(found.collectors)) });
      }),
    );
  };

  const remember = (listed: readonly TaskManager[], now: Millis): void => {
    const there = new Set(listed.map(({ id }) => id));
    for (const { id, endpoint, lastHeartbeat } of seen.values())
      if (!there.has(id)) lost = [{ id, endpoint, lastHeartbeat, missedAt: now }, ...lost];
    lost = lost.filter(({ id, missedAt }) => !there.has(id) && now - missedAt < HOUR);
    seen.clear();
    for (const each of listed) seen.set(each.id, each);
    for (const id of read.keys()) if (!there.has(id)) read.delete(id);
    collected.keep(new Set([...there, JOB_MANAGER]));
  };

  return {
    async read(context, signal): Promise<Result<TaskManagers>> {
      const { rest } = context.place;
      const listed = await listTaskManagers(rest, signal);
      if (!listed.ok) return listed;
      const [, jobManager, where] = await Promise.all([
        figures(context, listed.value, signal),
        readJobManager(rest, signal),
        whereOf(context, placed, signal),
      ]);
      const at = context.now();
      remember(listed.value, at);
      const value: TaskManagers = {
        taskManagers: listed.value.map((each) => ({
          ...each,
          ...read.get(each.id),
          subtasks: where.of === null ? null : (where.of.get(each.id) ?? []),
        })),
        // Without the metrics of the job manager the others still are what they are.
        jobManager: jobManager.ok
          ? { ...jobManager.value.jobManager, gcShare: collected.add(JOB_MANAGER, at, jobManager.value.collected) }
          : null,
        unplaced: where.unplaced,
        lost,
      };
      if (keptAt === null || at - keptAt >= MINUTE || at < keptAt) {
        keptAt = at;
        keep(context, at, value);
      }
      return ok(value);
    },
  };
}

const JOB_MANAGER = 'jobmanager';

/** Flink sums them up itself, under this name. */
function allOf(collectors: TaskManager['collectors']): number | null {
  const all = collectors.find(({ name }) => name === 'All');
  if (all !== undefined) return all.time;
  return collectors.length === 0 ? null : collectors.reduce((sum, { time }) => sum + (time ?? 0), 0);
}

/** By the job as its own polls tell it; else it is asked for here. */
async function whereOf(context: InsightContext, placed: ReturnType<typeof placements>, signal: AbortSignal) {
  const { place, job } = context;
  const known = job();
  if (known?.id === place.job)
    return placed(context, busiestFirst(known.vertices), `${known.state} ${known.restarts ?? ''}`, signal);
  const answer = await place.rest.job(place.job, signal);
  if (!answer.ok) return { of: null, unplaced: 0 };
  const { vertices, state, timestamps } = answer.value;
  // A restart leaves a new moment of it behind.
  return placed(context, vertices, `${state} ${timestamps['RESTARTING'] ?? ''}`, signal);
}

const busiestFirst = <V extends PlacedVertex & { readonly worst: { readonly busy: number | null } }>(
  vertices: readonly V[],
): V[] => [...vertices].sort((a, b) => (b.worst.busy ?? 0) - (a.worst.busy ?? 0));

function keep({ history, ref }: InsightContext, at: Millis, value: TaskManagers): void {
  const many = value.taskManagers.reduce((sum, { subtasks }) => sum + (subtasks?.length ?? 0), 0) > MOST_KEPT;
  const kept = many ? { ...value, taskManagers: value.taskManagers.map((each) => ({ ...each, subtasks: null })) } : value;
  const owner = { connection: ref.connection, application: ref.id };
  history.records.put({ ...owner, kind: 'taskManagers', key: String(at), at, until: null, value: kept });
}
