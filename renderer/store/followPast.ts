import type { Host } from '#shared/contract/contract.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../host/clock.ts';
import { hasPast } from './pastTopics.ts';
import type { State, StoreEvent } from './state.ts';

interface PastFollowing {
  /** Cursor or topics are others than before: asks when they have stood still for a moment. */
  check(): void;
  /** The engine is back: what it could not say is asked again. */
  restart(): void;
  close(): void;
}

interface Options {
  readonly host: Host;
  readonly clock: Clock;
  readonly topics: () => readonly Topic[];
  readonly state: () => State;
  readonly tell: (event: StoreEvent) => void;
}

interface Answer {
  readonly snapshot: TopicSnapshot['snapshot'];
  /** Real time, of when it was given. */
  readonly given: Millis;
}

/** While the cursor is dragged nothing is asked. */
const STILL = millis(150);
/** Points come late: an answer about a moment that was young is not good for ever. */
const GOOD_FOR = millis(30 * SECOND);
const MOST_ANSWERS = 300;

/** Asks what the followed topics showed at the cursor. Answers are kept for a while, so that one can step back and forth. */
export function followPast({ host, clock, topics, state, tell }: Options): PastFollowing {
  const answers = new Map<string, Answer>();
  const asked = new Set<string>();
  let cancel: (() => void) | null = null;
  let closed = false;

  const show = (topic: Topic, at: Millis, snapshot: TopicSnapshot['snapshot']): void => {
    if (state().cursor === at) tell({ type: 'past-arrived', key: topicKey(topic), at, snapshot });
  };

  const known = (name: string): Answer | undefined => {
    const answer = answers.get(name);
    return answer === undefined || clock.now() - answer.given > GOOD_FOR ? undefined : answer;
  };

  async function ask(topic: Topic, at: Millis, name: string): Promise<void> {
    asked.add(name);
    try {
      const { snapshot } = await host.call('past', { topic, at });
      answers.delete(name);
      answers.set(name, { snapshot, given: clock.now() });
      for (const oldest of answers.keys()) {
        if (answers.size <= MOST_ANSWERS) break;
        answers.delete(oldest);
      }
      show(topic, at, snapshot);
    } catch (thrown) {
      show(topic, at, { state: 'failed', error: lost(thrown) });
    } finally {
      asked.delete(name);
    }
  }

  /** What is not on screen as of the cursor. */
  const missing = (at: Millis): readonly Topic[] =>
    topics().filter((topic) => hasPast(topic) && state().past[topicKey(topic)]?.at !== at);

  const askAll = (): void => {
    const { cursor } = state();
    if (closed || cursor === null) return;
    for (const topic of missing(cursor)) {
      const name = `${cursor}|${topicKey(topic)}`;
      if (!asked.has(name)) void ask(topic, cursor, name);
    }
  };

  const check = (): void => {
    cancel?.();
    cancel = null;
    const { cursor } = state();
    if (closed || cursor === null) return;
    for (const topic of missing(cursor)) {
      const answer = known(`${cursor}|${topicKey(topic)}`);
      if (answer !== undefined) show(topic, cursor, answer.snapshot);
    }
    if (missing(cursor).length > 0) cancel = clock.after(STILL, askAll);
  };

  return {
    check,
    restart() {
      answers.clear();
      tell({ type: 'past-forgotten' });
      check();
    },
    close() {
      closed = true;
      cancel?.();
    },
  };
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'It is asked again when the page has its engine back, or at another moment.',
});
