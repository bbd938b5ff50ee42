import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, SECOND, millis } from '#shared/units/units.ts';
import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import { failureOf } from '../failure.ts';
import { speedOf } from '../sourceClock.ts';
import { connectionOf } from '../watched.ts';
import type { AlarmParts } from './alarmParts.ts';
import type { ConnectionBoard } from './board/connectionBoard.ts';
import { connectionBoard } from './board/connectionBoard.ts';
import type { Learner } from './board/learner.ts';
import { learner } from './board/learner.ts';
import { learnedStore } from './board/learnedStore.ts';
import { thresholds } from './board/thresholds.ts';

/** Keeps the recommended alarms of every managed application judged, and shows them in `alarmStatus` and `applicationAlarms`. */
export interface AlarmBoard {
  attend(topics: readonly Topic[]): void;
  /** Told of everything that changes in the store: new figures, new alarms of the account. */
  see(entry: TopicSnapshot): void;
  /** Points of a minute's period were recorded, by the statistic that the catalogue reads them by. */
  figuresRecorded(ref: ApplicationRef, name: SeriesName, points: readonly RawPoint[]): void;
  /** Everything that is polled of these applications has been read up to this moment. */
  figuresRead(refs: readonly ApplicationRef[], to: Millis): void;
  /** Everything about one application, whether or not anybody follows it. */
  detail(ref: ApplicationRef): Result<ApplicationAlarms>;
  /** The same without its figures (`points`, `latest`): what is planned and written as code needs none, and they take the most time. */
  definitions(ref: ApplicationRef): Result<ApplicationAlarms>;
  /** Something that was chosen has changed. */
  changed(connection: string): void;
  /** What was kept of a connection was cleared; null: of all. */
  forget(connection: string | null): void;
  close(): Promise<void>;
}

/** A connection's clock may be another by then. */
const LONGEST = HOUR;
/** What is new is judged and published at most so often, in real time. */
const PAUSE = millis(SECOND / 4);

interface Running {
  readonly board: ConnectionBoard;
  readonly learner: Learner;
  readonly stop: AbortController;
  wake: AbortController;
  asked: boolean;
  busy: boolean;
  done: Promise<void>;
}

export function alarmBoard(parts: AlarmParts): AlarmBoard {
  const learned = learnedStore(parts.history);
  const holds = thresholds(parts.choices, learned);
  const running = new Map<string, Running>();
  let followed: readonly Topic[] = [];

  const start = (connection: string): Running => {
    const board = connectionBoard(parts, connection, holds);
    board.attend(followed.filter((topic) => connectionOf(topic) === connection));
    const stop = new AbortController();
    const lessons = learner(parts, learned, () => ask(connection), AbortSignal.any([parts.closed, stop.signal]));
    const begun: Running = {
      board,
      learner: lessons,
      stop,
      wake: new AbortController(),
      asked: false,
      busy: false,
      done: Promise.resolve(),
    };
    running.set(connection, begun);
    return begun;
  };
  const of = (connection: string): Running => running.get(connection) ?? start(connection);

  /** The end of a snooze is shown when it comes, though nothing else happens then. */
  const wakeAtEnd = (connection: string, each: Running, signal: AbortSignal): void => {
    each.wake.abort();
    const end = each.board.nextEnd();
    if (end === null) return;
    each.wake = new AbortController();
    const woken = AbortSignal.any([each.wake.signal, signal]);
    const speed = speedOf(parts.watched.get(connection)?.watcher.state().clock ?? null);
    const pause = millis(Math.min(LONGEST, Math.max(PAUSE, (end - parts.now(connection)) / speed)));
    void parts.clock.sleep(pause, woken).then(() => {
      if (!woken.aborted) ask(connection);
    });
  };

  /** One update after the other; a bug in one is logged, and the next runs all the same. */
  const drain = async (connection: string, each: Running, signal: AbortSignal): Promise<void> => {
    each.busy = true;
    // What one burst of synchronous changes tells is judged together.
    await Promise.resolve();
    while (each.asked && !signal.aborted) {
      each.asked = false;
      try {
        await each.board.update(signal);
        // Where the source does not answer nothing can be asked of it.
        if (each.board.isLive()) each.learner.attend(each.board.subjects());
        wakeAtEnd(connection, each, signal);
      } catch (thrown) {
        parts.log(failureOf(thrown));
      }
      await parts.clock.sleep(PAUSE, signal);
    }
    each.busy = false;
  };
  const ask = (connection: string): void => {
    if (parts.closed.aborted) return;
    const each = of(connection);
    each.asked = true;
    if (!each.busy) each.done = drain(connection, each, AbortSignal.any([parts.closed, each.stop.signal]));
  };
  const stop = (connection: string): void => {
    running.get(connection)?.wake.abort();
    running.get(connection)?.stop.abort();
    running.delete(connection);
  };

  return {
    attend(topics) {
      const before = new Set(followed.flatMap((topic) => (isOurs(topic) ? [connectionOf(topic)] : [])));
      followed = topics;
      const wanted = new Set(topics.flatMap((topic) => (isOurs(topic) ? [connectionOf(topic) ?? ''] : [])));
      for (const [connection, { board }] of running) board.attend(topics.filter((topic) => connectionOf(topic) === connection));
      for (const connection of wanted) {
        if (parts.watched.get(connection)?.watcher.alarms === null) tellNone(parts, topics, connection);
        else ask(connection);
      }
      for (const connection of before) if (connection !== null && !parts.watched.has(connection)) stop(connection);
    },
    see({ kind, key }) {
      if (kind !== 'fleet' && kind !== 'alarms') return;
      const connection = key.slice(kind.length + 1);
      if (parts.watched.has(connection)) ask(connection);
      else stop(connection);
    },
    figuresRecorded: ({ connection, id }, name, points) => running.get(connection)?.board.figuresRecorded(id, name, points),
    figuresRead(refs, to) {
      const [first] = refs;
      if (first === undefined) return;
      const ids = refs.map(({ id }) => id);
      of(first.connection).board.figuresRead(ids, to);
      ask(first.connection);
    },
    detail(ref) {
      const found = running.get(ref.connection)?.board.detail(ref) ?? null;
      return found === null ? failed(NOT_KNOWN) : ok(found);
    },
    definitions(ref) {
      const found = running.get(ref.connection)?.board.definitions(ref) ?? null;
      return found === null ? failed(NOT_KNOWN) : ok(found);
    },
    changed: (connection) => ask(connection),
    forget(connection) {
      learned.forget(connection);
      for (const id of connection === null ? [...running.keys()] : [connection]) {
        stop(id);
        if (parts.watched.has(id)) ask(id);
      }
    },
    async close() {
      const done = Array.from(running.values(), (each) => [each.done, each.learner.done()]).flat();
      for (const connection of running.keys()) stop(connection);
      await Promise.all(done);
    },
  };
}

const isOurs = ({ kind }: Topic): boolean => kind === 'alarmStatus' || kind === 'applicationAlarms';

/** Own clusters have no alarms of CloudWatch. */
function tellNone({ store, now }: AlarmParts, topics: readonly Topic[], connection: string): void {
  for (const topic of topics)
    if (isOurs(topic) && connectionOf(topic) === connection) store.report(topic, failed(NOT_MANAGED), now(connection));
}

const NOT_MANAGED: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message:
    'The recommended alarms are those of Amazon Managed Service for Apache Flink; this connection is a cluster of your own.',
  remedy: 'See the fleet for its health, or add a connection to AWS.',
};

const NOT_KNOWN: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'The alarms of this application are not known yet.',
  remedy: 'Wait until its connection has answered, or see whether the application is still there.',
};
