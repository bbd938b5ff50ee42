import { describe, expect, it } from 'vitest';
import { findApplication } from '#electron/cli/findApplication.ts';
import { followLog } from '#electron/cli/followLog.ts';
import { createSession } from '#electron/cli/session.ts';
import type { Engine } from '#electron/engine/createEngine.ts';
import { DEFAULT_CONNECTION } from '#shared/contract/settings.ts';
import type { EventPayload } from '#shared/contract/contract.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';
import { fakeClock } from '../engine/fakeClock.ts';

/** An engine that shows what the test says, and a session with it. */
function setup() {
  const clock = fakeClock();
  const shown = new Map<string, TopicSnapshot>();
  const viewers = new Map<string, (name: 'snapshots', payload: EventPayload<'snapshots'>) => void>();
  const engine = {
    handlers: {
      watch: ({ topics }: { topics: readonly Topic[] }) => ({
        sequence: 0,
        snapshots: topics.map(
          (topic) => shown.get(topicKey(topic)) ?? { kind: topic.kind, key: topicKey(topic), snapshot: { state: 'waiting' } },
        ),
      }),
    } as unknown as Engine['handlers'],
    attach: (viewer: string, tell: (name: 'snapshots', payload: EventPayload<'snapshots'>) => void) => {
      viewers.set(viewer, tell);
      return () => void viewers.delete(viewer);
    },
  } as Pick<Engine, 'handlers' | 'attach'>;
  return {
    clock,
    session: createSession(engine, clock),
    viewers,
    show: (topic: Topic, snapshot: unknown): void => {
      const entry = { kind: topic.kind, key: topicKey(topic), snapshot } as TopicSnapshot;
      shown.set(entry.key, entry);
      for (const tell of viewers.values()) tell('snapshots', { sequence: 1, snapshots: [entry] });
    },
  };
}
const live = (value: unknown, at = 5_000_000) => ({ state: 'live', value, at: millis(at) });
const lost: SourceError = { kind: 'unreachable', source: 'CloudWatch', message: 'No answer.', remedy: 'Check the network.' };
const never = new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a session', () => {
  it('ends following as soon as enough is known, and leaves no viewer behind', async () => {
    const { session, show, viewers } = setup();
    const followed = session.follow({
      topics: [{ kind: 'history' }],
      tell: ([history]) => history?.state === 'live',
      patience: null,
      signal: never,
    });
    await turn();
    expect(viewers.size).toBe(1);
    show({ kind: 'history' }, live({ lines: 1 }));
    expect(await followed).toMatchObject([{ state: 'live', value: { lines: 1 } }]);
    expect(viewers.size).toBe(0);
  });

  it('waits no longer than its patience', async () => {
    const { session, clock } = setup();
    const followed = session.follow({ topics: [{ kind: 'budget' }], tell: () => false, patience: millis(SECOND), signal: never });
    await turn();
    await clock.advance(SECOND);
    expect(await followed).toEqual([{ state: 'waiting' }]);
  });
});

describe('the application', () => {
  const found = async (names: readonly string[], app: string | undefined, state: 'live' | 'failed' = 'live') => {
    const { session, show } = setup();
    const fleet = names.map((name, i) => applicationSummary(name, { ref: { connection: 'simulator', id: `arn:${i}` } }));
    show({ kind: 'fleet', connection: 'simulator' }, state === 'live' ? live(fleet) : { state: 'failed', error: lost });
    for (const { ref } of fleet) show({ kind: 'application', ref }, { state: 'failed', error: lost });
    const clock = { now: millis(9_000_000), real: millis(1_700_000_000_000), speed: 30, paused: true };
    const view = { connection: DEFAULT_CONNECTION, watched: true, state: 'live', error: null, lastGood: null, nextTry: null };
    show({ kind: 'connections' }, live([{ ...view, clock, prompt: null }]));
    const answer = await findApplication(session, ['simulator'], app, never);
    return answer.ok ? answer.value : answer.error;
  };

  it('is found by its name or its ARN, with the connection’s time; the only one needs no name', async () => {
    const orders = { ref: { connection: 'simulator', id: 'arn:0' }, name: 'orders', kind: 'simulator', now: 9_000_000 };
    expect(await found(['orders', 'clicks'], 'orders')).toEqual(orders);
    expect(await found(['orders', 'clicks'], 'arn:0')).toEqual(orders);
    expect(await found(['orders'], undefined)).toEqual(orders);
  });

  it('that cannot be told is refused in one sentence', async () => {
    expect(await found(['orders', 'clicks'], undefined)).toBe('--app: name one of orders, clicks.');
    expect(await found(['orders'], 'nope')).toBe('--app: there is no application "nope".');
    expect(await found(['orders', 'orders'], 'orders')).toBe(
      '--app: there are 2 of the name "orders": give the ARN, arn:0 or arn:1.',
    );
    expect(await found([], undefined)).toBe('The connection has no applications.');
    expect(await found(['orders'], 'orders', 'failed')).toBe('No answer. Check the network.');
  });
});

describe('a log that is followed', () => {
  const ref = { connection: 'simulator', id: 'arn:0' };
  const line = (at: number, message: string): LogRecord => ({ at: millis(at), stream: 's', message });
  const follow = (minutes: number | null) => {
    const world = setup();
    const said: string[] = [];
    const complaints: string[] = [];
    const stop = new AbortController();
    const terminal = {
      say: (text: string) => void said.push(text),
      complain: (text: string) => void complaints.push(text),
      stopped: stop.signal,
    };
    const application = { ref, name: 'orders', kind: 'simulator', now: millis(0) } as const;
    const format = { shape: 'text', secrets: 'masked' } as const;
    const ended = followLog(world.session, application, { minutes, format, terminal });
    const tail = (readTo: number, ...records: LogRecord[]) =>
      world.show({ kind: 'logTail', ref }, live({ records, dropped: 0, readTo: millis(readTo) }));
    return { ...world, said, complaints, stop, ended, tail };
  };

  it('prints each line once, twins twice, until the minutes are over', async () => {
    const { tail, said, ended } = follow(2);
    await turn();
    tail(0, line(1, 'one'), line(1, 'one'));
    tail(MINUTE, line(1, 'one'), line(1, 'one'), line(2, 'two'));
    tail(2 * MINUTE, line(2, 'two'), line(3, 'three'));
    expect(await ended).toBe(0);
    expect(said.map((text) => text.trimEnd().split(' ').at(-1))).toEqual(['one', 'one', 'two', 'three']);
  });

  it('goes on until it is stopped, tells a failure once, and ends where nothing can come', async () => {
    const { tail, show, stop, ended, complaints } = follow(null);
    await turn();
    const value = { records: [], dropped: 0, readTo: millis(0) };
    for (let i = 0; i < 3; i += 1) show({ kind: 'logTail', ref }, { state: 'stale', value, at: millis(0), error: lost });
    expect(complaints).toEqual(['No answer. Check the network.']);
    tail(MINUTE, line(1, 'one'));
    stop.abort();
    expect(await ended).toBe(0);

    const denied = follow(null);
    await turn();
    denied.show({ kind: 'logTail', ref }, { state: 'failed', error: { ...lost, kind: 'access-denied' } });
    expect(await denied.ended).toBe(2);
  });
});
