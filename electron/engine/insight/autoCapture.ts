import { limit } from '../../clients/flink/flinkHttp.ts';
import { findBottleneck, isSkewed } from '#shared/analysis/graph/bottleneck.ts';
import type { Telemetry } from '#shared/contract/settings.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { ApplicationRef, ApplicationSummary } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { FlameCapture } from '#shared/model/insight/capture.ts';
import type { FlameTrees } from '#shared/model/insight/flame.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import { failureOf } from '../failure.ts';
import type { SnapshotStore } from '../snapshotStore.ts';
import type { CaptureLibrary } from './captureLibrary.ts';
import type { FlameQuestion, TakenFlame } from './takeFlame.ts';

/**
 * Takes a flame graph by itself when an application becomes critical or in warning while it runs and one vertex limits its job: of that
 * vertex, and where one subtask does most of its work, of that one too. Once in an hour at most, one application after the other.
 */
export interface AutoCapture {
  /** Told of everything that changes in the store. */
  see(entry: TopicSnapshot): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface AutoCaptureParts {
  readonly store: Pick<SnapshotStore, 'get'>;
  readonly library: Pick<CaptureLibrary, 'list' | 'save'>;
  readonly take: (question: FlameQuestion) => Promise<Result<TakenFlame>>;
  readonly telemetry: () => Telemetry;
  /** Real time. */
  readonly clock: Pick<Clock, 'now'>;
  /** Of a connection. */
  readonly now: (connection: string) => Millis;
  readonly log: (line: string) => void;
}

/** An application that became sick, and has not been looked at yet. */
interface Opened {
  readonly ref: ApplicationRef;
  readonly summary: ApplicationSummary;
  readonly tries: number;
  /** Not before this, in real time: the last try failed. */
  readonly from: number;
}

/** In the connection's time. */
const APART = HOUR;
const MOST_TRIES = 3;
const RETRY = MINUTE;

export function autoCapture({ store, library, take, telemetry, clock, now, log }: AutoCaptureParts): AutoCapture {
  /** Seen well, and so able to become sick: what is sick when the app starts began earlier. */
  const well = new Map<string, ApplicationRef>();
  const opened = new Map<string, Opened>();
  const inTurn = limit(1);
  const running = new Set<Promise<void>>();

  /** Of an application that is not in its fleet any more nothing is remembered. */
  const forgetGone = (fleet: string, rows: readonly ApplicationSummary[]): void => {
    const there = new Set(rows.map(({ ref }) => refKey(ref)));
    const isGone = (key: string, { connection }: ApplicationRef): boolean =>
      !there.has(key) && topicKey({ kind: 'fleet', connection }) === fleet;
    for (const [key, ref] of well) if (isGone(key, ref)) well.delete(key);
    for (const [key, { ref }] of opened) if (isGone(key, ref)) opened.delete(key);
  };

  const see = (rows: readonly ApplicationSummary[]): void => {
    for (const summary of rows) {
      const { ref, health } = summary;
      const key = refKey(ref);
      const sick = health.level === 'critical' || health.level === 'warning';
      if (sick && well.delete(key)) opened.set(key, { ref, summary, tries: 0, from: 0 });
      else if (sick && opened.has(key)) opened.set(key, { ...(opened.get(key) ?? { ref, tries: 0, from: 0 }), summary });
      else if (!sick && health.level !== 'unknown') {
        opened.delete(key);
        well.set(key, ref);
      }
      if (opened.has(key)) consider(key, valueOf(store.get({ kind: 'job', ref })));
    }
  };

  const consider = (key: string, job: Job | undefined): void => {
    const found = opened.get(key);
    if (found === undefined || job === undefined || job.state !== 'RUNNING' || clock.now() < found.from) return;
    const { ref, summary } = found;
    if (!telemetry().captureOnFinding || (summary.status !== null && summary.status !== 'RUNNING')) return;
    const bottleneck = findBottleneck(job);
    const vertex = job.vertices.find(({ id }) => id === bottleneck?.vertex);
    if (bottleneck === null || vertex === undefined) return;
    opened.delete(key);
    if (library.list(ref).some(({ origin, at }) => origin === 'finding' && Math.abs(now(ref.connection) - at) < APART)) return;
    const work = inTurn(() => capture(key, found, vertex, bottleneck.reason)).catch((thrown: unknown) => log(failureOf(thrown)));
    running.add(work);
    void work.then(() => running.delete(work));
  };

  const capture = async (key: string, found: Opened, vertex: Vertex, reason: string): Promise<void> => {
    const { ref, summary, tries } = found;
    const subtask = hottestOf(vertex);
    const taken = await take({ ref, vertex: vertex.id, subtask });
    if (!taken.ok) {
      // What is over by then is over: the next finding of it is a new one.
      if (tries + 1 < MOST_TRIES && !well.has(key)) opened.set(key, { ...found, tries: tries + 1, from: clock.now() + RETRY });
      return;
    }
    const { at, whole, alone } = taken.value;
    const about = { at, note: summary.health.reasons.join('\n').slice(0, 4000), vertex: { id: vertex.id, name: vertex.name } };
    const keep = (title: string, of: number | null, trees: FlameTrees): void => {
      const capture: FlameCapture = {
        ...about,
        kind: 'flame',
        origin: 'finding',
        title: title.length <= 200 ? title : `${title.slice(0, 199)}…`,
        subtask: of,
        samples: trees.on.value + trees.off.value,
        trees,
      };
      const saved = library.save({ ref, capture });
      if (!saved.ok) log(`A flame graph of ${summary.name} was not kept: ${saved.error.message}`);
    };
    keep(reason, null, whole);
    if (alone !== null && subtask !== null) keep(`Subtask ${subtask} alone: ${reason}`, subtask, alone);
  };

  return {
    see(entry) {
      if (entry.kind === 'fleet' && entry.snapshot.state === 'live') {
        forgetGone(entry.key, entry.snapshot.value);
        see(entry.snapshot.value);
      } else if (entry.kind === 'job' && entry.snapshot.state === 'live' && opened.size > 0)
        for (const [key, { ref }] of opened)
          if (topicKey({ kind: 'job', ref }) === entry.key) consider(key, entry.snapshot.value);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The subtask that is busiest, where it does most of the vertex' work; else null. */
function hottestOf(vertex: Vertex): number | null {
  if (!isSkewed(vertex)) return null;
  const [hottest] = [...vertex.subtasks].sort((a, b) => (b.shares.busy ?? 0) - (a.shares.busy ?? 0));
  return hottest?.index ?? null;
}
