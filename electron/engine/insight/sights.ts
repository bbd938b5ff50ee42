import { readLimits } from '../../clients/flink/readLimits.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Job } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { SECOND } from '#shared/units/units.ts';
import type { Attention } from '../attention.ts';
import type { Cadence } from '../cadence.ts';
import { cadences, pace } from '../cadence.ts';
import type { SnapshotStore } from '../snapshotStore.ts';
import type { SourceClock } from '../sourceClock.ts';

type SightTopic = Extract<Topic, { kind: 'sight' }>;

/** While a view is moved, polls come no closer than this. */
const SOON = pace(SECOND, SECOND / 2);
/** When Flink has fetched its metrics anew. */
const FETCHED = pace(12 * SECOND, SECOND);

/** Which vertices viewers have in sight, so that the polls of their jobs read these in full, and what the topics `sight` tell of it. */
export interface Sights {
  /** Follows what viewers look at: a new sight is told what is known already, one that nobody follows any more is forgotten. */
  settle(): void;
  /** What a poll that begins now reads in full of an application's job, because somebody sees it. */
  take(application: string): ReadonlySet<string>;
  /**
   * Of the polls of an application's job: the next comes soon when something has come into sight that the last one did not read, and not
   * long after the first of a large job, of which it takes two to tell anything.
   */
  cadence(application: string): Cadence;
  /** What a poll has learnt. */
  report(application: string, result: Result<Job>): void;
}

export function sights(connection: string, looks: Attention, store: SnapshotStore, time: SourceClock): Sights {
  let followed: ReadonlyMap<string, SightTopic> = new Map();
  const taken = new Map<string, ReadonlySet<string>>();
  const of = (application: string): SightTopic[] => [...followed.values()].filter(({ ref }) => ref.id === application);
  const inSight = (application: string): ReadonlySet<string> => new Set(of(application).flatMap(({ vertices }) => vertices));
  const isNew = (application: string): boolean => {
    const read = taken.get(application);
    return of(application).some(({ vertices }) => vertices.some((vertex) => read?.has(vertex) !== true));
  };

  return {
    settle() {
      const before = followed;
      followed = new Map(looks.all().flatMap((topic) => (topic.kind === 'sight' ? [[topicKey(topic), topic] as const] : [])));
      // Each move of a view is another topic: what it told is of no use to anybody later.
      const gone = new Set([...before.keys()].filter((key) => !followed.has(key)));
      if (gone.size > 0) store.forget(({ topic }) => topic.kind === 'sight' && gone.has(topicKey(topic)));
      for (const application of taken.keys()) if (of(application).length === 0) taken.delete(application);
      for (const [key, topic] of followed) {
        if (before.has(key)) continue;
        const job = store.get({ kind: 'job', ref: topic.ref });
        if (job.state === 'live') store.report(topic, ok(readInFull(topic, job.value)), job.at);
      }
    },
    take(application) {
      const vertices = inSight(application);
      if (vertices.size > 0) taken.set(application, vertices);
      return vertices;
    },
    cadence: (application) => ({
      get attended() {
        return isNew(application) ? SOON : cadences.job.attended;
      },
      get rest() {
        const job = valueOf(store.get({ kind: 'job', ref: { connection, id: application } }));
        return job !== undefined && isUntold(job) ? FETCHED : cadences.job.rest;
      },
    }),
    report(application, result) {
      for (const topic of of(application))
        store.report(topic, result.ok ? ok(readInFull(topic, result.value)) : result, time.now());
    },
  };
}

/** A large job that runs, of whose means nothing is told yet. */
const isUntold = ({ state, vertices }: Job): boolean =>
  state === 'RUNNING' &&
  vertices.length > readLimits.whole &&
  vertices.some(({ detail, status }) => detail === 'none' && status === 'RUNNING') &&
  !vertices.some(({ detail }) => detail === 'totals');

function readInFull({ vertices }: SightTopic, job: Job): string[] {
  const full = new Set(job.vertices.flatMap(({ id, detail }) => (detail === 'subtasks' ? [id] : [])));
  return vertices.filter((vertex) => full.has(vertex));
}
