import type { FlinkRest, ListedJob } from '../../clients/flink/flinkRest.ts';
import { jobStateOf } from '../../clients/flink/assembleJob.ts';
import { flinkRest } from '../../clients/flink/flinkRest.ts';
import type { JobMemory } from '../../clients/flink/readJob.ts';
import { readJob } from '../../clients/flink/readJob.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import { exceptionMemory } from '../aws/collect/exceptionMemory.ts';
import { attention, jobKinds } from '../attention.ts';
import { attentiveLoops } from '../attentiveLoops.ts';
import { cadences } from '../cadence.ts';
import { coalesced } from '../coalesce.ts';
import { connectionMonitor } from '../connectionMonitor.ts';
import { unusualKeeper } from '../insight/checkpoints/keepUnusual.ts';
import { insightLoops } from '../insight/insightLoops.ts';
import { insightService } from '../insight/insightService.ts';
import type { JobAccess } from '../insight/jobAccess.ts';
import { sights } from '../insight/sights.ts';
import { loops } from '../loops.ts';
import { realTime } from '../sourceClock.ts';
import type { CreateWatcher } from '../watcher.ts';
import { detailOfJob, shownJobs, summariseJob } from './clusterJob.ts';
import { jobPoints, jobSeries } from './jobFigures.ts';
import { jobRows } from './jobRows.ts';

type FlinkConnection = Extract<Connection, { kind: 'flink' }>;

const PUBLISH_PAUSE = millis(100);
const TIMEOUT = millis(10 * SECOND);
/** A cluster at hand is tried again soon, a lost one too: nothing is paid for a request. */
const LONGEST_PAUSE = millis(15 * SECOND);
const CONCURRENCY = 6;
const restOf = ({ url }: FlinkConnection): FlinkRest =>
  flinkRest({ base: url, cookie: null, concurrency: CONCURRENCY, timeout: TIMEOUT });

/** Watches the jobs of one cluster: those that run, and those that ended lately. */
export const flinkWatcher: CreateWatcher<'flink'> = (connection, context) => {
  const { clock, store, recorder, history } = context;
  const time = realTime(clock);
  const monitor = connectionMonitor(clock, () => time.view(), context.stateChanged, {
    connection: connection.id,
    place: new URL(connection.url).host,
  });
  const closed = new AbortController();
  const looks = attention();
  const running = loops();
  const rest = restOf(connection);
  const memory: JobMemory = new Map();
  const exceptions = exceptionMemory(time);
  const seen = sights(connection.id, looks, store, time);
  let cluster: { readonly version: string; readonly jobs: readonly ListedJob[]; readonly at: Millis } | null = null;
  let trouble: SourceError | null = null;

  const refOf = (id: string) => ({ connection: connection.id, id });
  const jobName = (id: string): string => `Job ${cluster?.jobs.find((each) => each.id === id)?.name ?? id}`;
  const ownerOf = (id: string) => ({ connection: connection.id, application: id });
  const jobTopic = (id: string) => ({ kind: 'job', ref: refOf(id) }) as const;
  const fleet = { kind: 'fleet', connection: connection.id } as const;

  const rowsOf = jobRows((input, now) => {
    const points = jobPoints(history.samples, ownerOf(input.listed.id), now);
    return summariseJob({ connection, ...input, points }, now);
  });
  const publish = coalesced(
    () => {
      if (trouble !== null) store.report(fleet, failed(trouble), time.now());
      for (const topic of looks.all().flatMap((each) => ('ref' in each ? [each] : []))) {
        const error = trouble ?? (cluster?.jobs.some(({ id }) => id === topic.ref.id) === false ? GONE : null);
        if (error === null) continue;
        if (topic.kind !== 'charts' && topic.kind !== 'captures') store.report(topic, failed(error), time.now());
      }
      if (cluster === null || trouble !== null) return;
      const { version, jobs, at } = cluster;
      const inputs = jobs.map((listed) => ({ version, listed, job: store.get(jobTopic(listed.id)) }));
      const rows = rowsOf(inputs, time.now());
      rows.forEach((summary, i) => {
        const input = inputs[i];
        if (input === undefined) return;
        const detail = detailOfJob(summary, input.listed, valueOf(input.job));
        store.report({ kind: 'application', ref: summary.ref }, ok(detail), at);
      });
      store.report(fleet, ok(rows), at);
    },
    PUBLISH_PAUSE,
    context,
    closed.signal,
  );

  const publishCharts = (id: string, result: Result<Job>): void => {
    for (const topic of looks.all()) {
      if (topic.kind !== 'charts' || topic.ref.id !== id) continue;
      const now = time.now();
      store.report(
        topic,
        result.ok ? ok(jobSeries(history.samples, ownerOf(id), result.value, now, topic.minutes)) : result,
        now,
      );
    }
  };

  /** Keeps what was learnt of a job, and its exceptions when there may be new ones. */
  const record = async (id: string, job: Job, signal: AbortSignal): Promise<void> => {
    recorder.job(refOf(id), time.now(), job, 'cluster');
    recorder.checkpoints(refOf(id), id, job.checkpoints.history);
    unusual.look(refOf(id), job);
    if (!exceptions.isDue(id, job)) return;
    const found = await rest.exceptions(id, signal);
    // Without them a job is still a job: they are asked for again with the next poll.
    if (!found.ok) return;
    exceptions.read(id, job);
    recorder.exceptions(refOf(id), id, found.value);
  };

  const start = attentiveLoops(running, { time, context, longest: () => LONGEST_PAUSE });

  const access: JobAccess = {
    open: (job) => Promise.resolve(cluster === null ? failed(trouble ?? NOT_YET) : ok({ rest, job, version: cluster.version })),
    drop: () => undefined,
  };
  const insight = insightLoops({ access, time, context, longest: LONGEST_PAUSE });
  const unusual = unusualKeeper(access, context, closed.signal);

  const startJob = (id: string) =>
    start(
      id,
      seen.cadence(id),
      () => looks.on(['application', 'charts', ...jobKinds], id),
      async (signal): Promise<Result<Job>> => {
        const sight = seen.take(id);
        const listed = cluster?.jobs.find((each) => each.id === id);
        const known = store.get(jobTopic(id));
        // An ended job does not change any more, though its cluster goes on telling its last rates.
        if (known.state === 'live' && listed !== undefined && listed.ended !== null && known.value.state === listed.state)
          return ok(known.value);
        const read = await readJob(rest, id, cluster?.version ?? '', memory, signal, sight);
        // A job that is gone meanwhile has been recorded as gone.
        if (read.ok && !signal.aborted) await record(id, read.value, signal);
        return read;
      },
      (result, next, every) => {
        store.report(jobTopic(id), result, time.now());
        seen.report(id, result);
        publishCharts(id, result);
        // A job that is just going, or was archived away, is no trouble of the cluster's.
        if (!result.ok && result.error.kind === 'not-found') monitor.retire(id);
        else monitor.report(id, result, next, false, { name: jobName(id), every });
        publish();
      },
    );

  const followJobs = (jobs: readonly ListedJob[]): void => {
    const ids = new Set(jobs.map(({ id }) => id));
    for (const { id, name, state, started, ended } of jobs) {
      const job = { id, name, state: jobStateOf(state), started: millis(started), ended: ended === null ? null : millis(ended) };
      recorder.listedJob(refOf(id), time.now(), job, cluster?.version ?? '');
    }
    for (const id of ids) if (!running.has(id)) startJob(id);
    for (const key of running.keys()) {
      if (key === JOBS || ids.has(key)) continue;
      running.stop(key);
      monitor.retire(key);
      memory.delete(key);
      recorder.listed(refOf(key), time.now(), null);
      if (!looks.on(['application', 'charts', ...jobKinds], key))
        store.forget(({ topic }) => 'ref' in topic && topic.ref.connection === connection.id && topic.ref.id === key);
    }
    exceptions.keep([...ids]);
  };

  start(
    JOBS,
    cadences.clusterJobs,
    () => looks.all().length > 0,
    async (signal) => {
      const [overview, jobs] = await Promise.all([rest.overview(signal), rest.jobs(signal)]);
      if (!overview.ok) return overview;
      return jobs.ok ? ok({ version: overview.value.version, jobs: shownJobs(jobs.value, time.now()) }) : jobs;
    },
    (result, next, every) => {
      const wasLost = trouble !== null;
      trouble = result.ok ? null : result.error;
      if (result.ok) {
        // Another version is another cluster, whose jobs are read anew.
        cluster = { ...result.value, at: time.now() };
        followJobs(cluster.jobs);
        if (wasLost) {
          for (const { id } of cluster.jobs) running.poke(id);
          insight.poke();
        }
      }
      monitor.report(JOBS, result, next, true, { every });
      publish();
    },
  );

  return {
    state: () => monitor.state(),
    attend(topics) {
      const added = looks.set(topics);
      seen.settle();
      for (const topic of added) {
        running.hasten(JOBS);
        if (!('ref' in topic)) continue;
        running.hasten(topic.ref.id);
        const job = topic.kind === 'charts' ? valueOf(store.get(jobTopic(topic.ref.id))) : undefined;
        if (job !== undefined) publishCharts(topic.ref.id, ok(job));
      }
      insight.attend(topics);
      publish();
    },
    simulator: null,
    logs: null,
    series: null,
    alarms: null,
    insight: insightService(access, time, clock, closed.signal),
    now: () => time.now(),
    collectors: () => monitor.views(),
    answer: () => Promise.resolve(failed(GONE)),
    async close() {
      closed.abort();
      await Promise.all([running.close(), insight.close(), unusual.close()]);
    },
  };
};

const JOBS = 'jobs';

const NOT_YET: SourceError = {
  kind: 'unreachable',
  source: 'Flink REST',
  message: 'The cluster has not answered yet.',
  remedy: 'Nothing to do if this passes.',
};

/** Says which version answers, and how many jobs it has. */
export async function probeFlink(connection: FlinkConnection, signal: AbortSignal): Promise<Result<string>> {
  const rest = restOf(connection);
  const [overview, jobs] = await Promise.all([rest.overview(signal), rest.jobs(signal)]);
  if (!overview.ok) return overview;
  if (!jobs.ok) return jobs;
  const count = jobs.value.filter(({ ended }) => ended === null).length;
  return ok(`Flink ${overview.value.version}, ${count === 0 ? 'no' : count} ${count === 1 ? 'job' : 'jobs'} running`);
}

const GONE: SourceError = {
  kind: 'not-found',
  source: 'Flink REST',
  message: 'The cluster does not know this job (any more).',
  remedy: 'A job that was started again has another id; see the fleet.',
};
