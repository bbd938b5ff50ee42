import { describe, expect, it } from 'vitest';
import { topicKey } from '#shared/contract/topics.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { selectTopic } from '#renderer/store/selectTopic.ts';
import { millis } from '#shared/units/units.ts';
import { FLEET, SETTINGS, failedFleet, fleetNamed, settled, setup, waitingFleet } from './fakeHost.ts';

describe('following topics', () => {
  it('asks once for what several components show, and lets go of what none shows any more', async () => {
    const { session, engine, asked, answer } = setup();
    const ends = [session.follow(FLEET), session.follow(FLEET), session.follow(SETTINGS)];
    await engine('up', 1);
    expect(asked).toEqual([[FLEET, SETTINGS]]);
    await answer(0, waitingFleet);

    ends[0]?.();
    await settled();
    expect(asked).toHaveLength(1);
    ends[1]?.();
    ends[1]?.();
    await settled();
    expect(asked.at(-1)).toEqual([SETTINGS]);
  });

  it('waits for an answer before it asks again, and then asks for everything that has come since', async () => {
    const { session, engine, asked, answer, waits } = setup();
    await engine('up', 1);
    session.follow(FLEET);
    session.follow(SETTINGS);
    await settled();
    expect([asked.length, waits()]).toEqual([1, 1]);
    await answer(0);
    expect(asked.at(-1)).toEqual([FLEET, SETTINGS]);
  });

  it('asks nothing while the engine is away, and tries again ever more slowly when it refuses', async () => {
    const { session, engine, asked, refuse, time } = setup();
    session.follow(FLEET);
    await settled();
    expect(asked).toEqual([]);
    await engine('up', 1);
    const pauses: number[] = [];
    for (let failure = 0; failure < 6; failure += 1) {
      await refuse();
      const [pause = 0] = time.pauses();
      pauses.push(pause);
      time.pass(pause);
      await settled();
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(asked).toHaveLength(7);
  });
});

describe('what is read for those alone who look at it', () => {
  const ref = { connection: 'prod', id: 'orders' };
  const FAILURES = { kind: 'failures', ref } as const;
  const read: TopicSnapshot = {
    kind: 'failures',
    key: topicKey(FAILURES),
    snapshot: { state: 'live', value: { failures: [], truncated: false }, at: millis(1) },
  } as unknown as TopicSnapshot;

  it('rests while the past is shown, and is followed again with now', async () => {
    const { session, engine, asked, answer } = setup();
    const rest: readonly Topic[] = [
      { kind: 'sight', ref, vertices: ['v'] },
      { kind: 'vertex', ref, vertex: 'v' },
      { kind: 'checkpoint', ref, id: 1 },
      FAILURES,
      { kind: 'taskManagers', ref },
      { kind: 'flame', ref, vertex: 'v', subtask: null, minutes: 5 },
    ];
    for (const topic of [FLEET, ...rest]) session.follow(topic);
    await engine('up', 1);
    expect(asked).toEqual([[FLEET, ...rest]]);
    await answer(0, read);
    session.moveCursor(millis(10));
    await settled();
    expect(asked.at(-1)).toEqual([FLEET]);
    await answer(1);
    session.moveCursor(millis(20));
    await settled();
    expect(asked).toHaveLength(2);
    // What was known stays on screen until the past or now has something else.
    expect(selectTopic<'failures'>(FAILURES)(session.store.getState())).toMatchObject({ state: 'live' });
    session.moveCursor(null);
    await settled();
    expect(asked.at(-1)).toEqual([FLEET, ...rest]);
  });
});

describe('events', () => {
  it('newer snapshots replace older ones', async () => {
    const { session, engine, answer, event, named } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await answer(0, fleetNamed('old'));
    await event(1, fleetNamed('new'));
    expect(named()).toBe('new');
  });

  it('a gap in the numbers means that something was lost: the page asks again and keeps what it has', async () => {
    const { session, engine, asked, answer, event, named } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await answer(0, fleetNamed('first'));
    await event(2, fleetNamed('third'));
    expect(asked).toHaveLength(2);
    expect(named()).toBe('third');
    await answer(2, fleetNamed('third'));
    await event(3, fleetNamed('fourth'));
    expect([asked.length, named()]).toEqual([2, 'fourth']);
  });

  it('an answer that was overtaken by newer events does not turn time back', async () => {
    const { session, engine, asked, answer, event, named } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await event(1, fleetNamed('newest'));
    await answer(0, fleetNamed('older'));
    expect(named()).toBe('newest');
    await event(2, fleetNamed('newer still'));
    expect([asked.length, named()]).toEqual([1, 'newer still']);
  });

  it('the same state gives the same object, so that nothing is drawn twice', async () => {
    const { session, engine, answer, fleet } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await answer(0, fleetNamed('app'));
    expect(fleet()).toBe(fleet());
    await engine('restarting', 1);
    expect(fleet()).toMatchObject({ state: 'stale' });
    expect(fleet()).toBe(fleet());
  });
});

describe('a lost engine', () => {
  it('old values stay on screen, marked as old, until the new engine has its own', async () => {
    const { session, engine, asked, answer, event, fleet, named } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await answer(5, fleetNamed('app'));

    await engine('restarting', 1);
    expect(fleet()).toMatchObject({ state: 'stale', error: { kind: 'unreachable', source: 'Streamgauge' } });
    expect(named()).toBe('app');

    await engine('up', 2);
    expect(asked).toHaveLength(2);
    await answer(0, waitingFleet);
    expect(fleet()).toMatchObject({ state: 'stale' });
    expect(named()).toBe('app');
    await event(1, fleetNamed('again'));
    expect(fleet()).toMatchObject({ state: 'live' });
    expect(named()).toBe('again');
  });

  it('takes the failure of a new engine as the reason why the figures are old', async () => {
    const { session, engine, answer, fleet, named } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await answer(0, fleetNamed('app'));
    await engine('up', 2);
    const error = {
      kind: 'unreachable',
      source: 'AWS',
      message: 'AWS does not answer.',
      remedy: 'Look at the network.',
    } as const;
    await answer(0, failedFleet(error));
    expect(fleet()).toMatchObject({ state: 'stale', error });
    expect(named()).toBe('app');
  });

  it('believes an engine that has forgotten a value within its own life', async () => {
    const { session, engine, answer, event, fleet } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await answer(0, fleetNamed('app'));
    await event(1, waitingFleet);
    expect(fleet()).toEqual({ state: 'waiting' });
  });

  it('an answer of the life before is void', async () => {
    const { session, engine, asked, answer, named } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await engine('up', 2);
    await answer(7, fleetNamed('of the old life'));
    expect(named()).toBeNull();
    expect(asked).toHaveLength(2);
    await answer(0, fleetNamed('of the new life'));
    expect(named()).toBe('of the new life');
  });

  it('with nothing known, says that the engine is gone instead of waiting for ever', async () => {
    const { session, engine, fleet } = setup();
    session.follow(FLEET);
    await engine('gone', 1);
    expect(fleet()).toMatchObject({ state: 'failed', error: { source: 'Streamgauge' } });
  });

  it('is asked at once when it is back, not after the pause of the last failure', async () => {
    const { session, engine, asked, refuse } = setup();
    session.follow(FLEET);
    await engine('up', 1);
    await refuse();
    await engine('restarting', 1);
    await engine('up', 2);
    expect(asked).toHaveLength(2);
  });
});
