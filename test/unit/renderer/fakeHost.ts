import type { EventPayload, Host, Input } from '#shared/contract/contract.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '#renderer/host/clock.ts';
import { HostError } from '#renderer/host/hostError.ts';
import { createSession } from '#renderer/store/createSession.ts';
import { selectTopic } from '#renderer/store/selectTopic.ts';
import type { TopicOf } from '#renderer/store/selectTopic.ts';

/** Real time that moves only when the test says so. */
export function handClock(start = 1_000_000) {
  let now = start;
  let tasks: { readonly at: number; readonly task: () => void }[] = [];
  const clock: Clock = {
    now: () => millis(now),
    after(pause, task) {
      const entry = { at: now + pause, task };
      tasks.push(entry);
      return () => void (tasks = tasks.filter((each) => each !== entry));
    },
    every: () => () => undefined,
  };
  return {
    clock,
    pauses: () => tasks.map(({ at }) => at - now),
    pass(duration: number) {
      now += duration;
      const due = tasks.filter(({ at }) => at <= now);
      tasks = tasks.filter(({ at }) => at > now);
      for (const { task } of due) task();
    },
  };
}

/** Everything that is queued has run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

export const FLEET: TopicOf<'fleet'> = { kind: 'fleet', connection: 'prod' };
export const SETTINGS: TopicOf<'settings'> = { kind: 'settings' };

/** A fleet whose only application has this name. */
export const fleetNamed = (name: string, at = 1): TopicSnapshot =>
  ({
    kind: 'fleet',
    key: topicKey(FLEET),
    snapshot: { state: 'live', value: [{ name }], at: millis(at) },
  }) as unknown as TopicSnapshot;

export const waitingFleet: TopicSnapshot = { kind: 'fleet', key: topicKey(FLEET), snapshot: { state: 'waiting' } };

export const failedFleet = (error: SourceError): TopicSnapshot => ({
  kind: 'fleet',
  key: topicKey(FLEET),
  snapshot: { state: 'failed', error },
});

/** A session on a host whose answers and events the test says. */
export function setup() {
  const time = handClock();
  const listeners = new Map<EventName, (payload: never) => void>();
  const asked: (readonly Topic[])[] = [];
  let pending: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];
  const host: Host = {
    call: <K extends CallName>(name: K, input: Input<K>) => {
      if (name === 'watch') asked.push((input as Input<'watch'>).topics);
      return new Promise<never>((resolve, reject) => pending.push({ resolve: resolve as (value: unknown) => void, reject }));
    },
    on(name, tell) {
      listeners.set(name, tell);
      return () => void listeners.delete(name);
    },
  };
  const session = createSession({ host, kind: 'desktop', clock: time.clock });
  const tell = <K extends EventName>(name: K, payload: EventPayload<K>) => listeners.get(name)?.(payload as never);
  const settleOne = async (finish: (one: (typeof pending)[number]) => void) => {
    await settled();
    const [one, ...rest] = pending;
    if (one === undefined) throw new Error('Nothing was asked.');
    pending = rest;
    finish(one);
    await settled();
  };
  return {
    session,
    time,
    /** The topics of each `watch` so far. */
    asked,
    waits: () => pending.length,
    engine: async (state: 'up' | 'restarting' | 'gone', generation: number) => {
      tell('engine', { state, generation });
      await settled();
    },
    answer: (sequence: number, ...snapshots: readonly TopicSnapshot[]) =>
      settleOne(({ resolve }) => resolve({ sequence, snapshots })),
    refuse: () => settleOne(({ reject }) => reject(new HostError('The engine does not answer.'))),
    event: async (sequence: number, ...snapshots: readonly TopicSnapshot[]) => {
      tell('snapshots', { sequence, snapshots: [...snapshots] });
      await settled();
    },
    fleet: () => selectTopic<'fleet'>(FLEET)(session.store.getState()),
    /** The name of the only application, as long as anything is known. */
    named: () => {
      const snapshot = selectTopic<'fleet'>(FLEET)(session.store.getState());
      return 'value' in snapshot ? (snapshot.value[0]?.name ?? null) : null;
    },
  };
}
