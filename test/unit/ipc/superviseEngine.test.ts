import { describe, expect, it } from 'vitest';
import type { EngineLink } from '#electron/ipc/engineLink.ts';
import type { FromEngine, ToEngine } from '#electron/ipc/messages.ts';
import { superviseEngine } from '#electron/ipc/superviseEngine.ts';
import { standingClock } from '#test/support/standingClock.ts';

interface Life extends EngineLink {
  readonly received: ToEngine[];
  say(message: FromEngine): void;
  die(reason: string): void;
}

/** One life of a scripted engine process; a deaf one hears nothing, as one that hangs. */
function life(deaf: boolean): Life {
  const received: ToEngine[] = [];
  let hear: (message: FromEngine) => void = () => undefined;
  let end: (reason: string) => void = () => undefined;
  return {
    received,
    send: (message) => {
      received.push(message);
      if (message.type === 'stop' && !deaf) end('It ended with exit code 0.');
    },
    listen: (listener) => {
      hear = listener;
    },
    ended: new Promise((resolve) => {
      end = resolve;
    }),
    kill: () => end('It was ended by SIGKILL.'),
    say: (message) => hear(message),
    die: (reason) => end(reason),
  };
}

/** Everything that waits for nothing but promises has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function setup({ deaf = false, unstartable = 0 } = {}) {
  const clock = standingClock(0);
  const lives: Life[] = [];
  let attempts = 0;
  const told: [string, string, unknown][] = [];
  const states: string[] = [];
  const reasons: string[] = [];
  const engine = superviseEngine({
    launch: () => {
      attempts += 1;
      if (attempts <= unstartable) throw new Error('spawn EAGAIN');
      const next = life(deaf);
      lives.push(next);
      return next;
    },
    start: { version: '1.0.0', settingsFile: '/settings.json', override: null },
    clock,
    log: () => undefined,
    tell: (viewer, name, payload) => told.push([viewer, name, payload]),
    stateChanged: ({ state, generation }, reason) => {
      states.push(`${state} ${generation}`);
      reasons.push(reason);
    },
  });
  const current = () => lives.at(-1)!;
  return {
    engine,
    lives,
    told,
    states,
    reasons,
    current,
    comeUp: () => {
      current().say({ type: 'hello' });
      current().say({ type: 'ready' });
    },
    die: (reason = 'It was ended by SIGSEGV.') => {
      current().die(reason);
      return settled();
    },
    pass: (duration: number) => {
      clock.pass(duration);
      return settled();
    },
    calls: () => current().received.filter((message) => message.type === 'call'),
  };
}

describe('the engine’s supervisor', () => {
  it('starts the engine with its options and keeps early calls until it is ready', async () => {
    const { engine, current, comeUp, calls, states } = setup();
    engine.attach('1-1');
    const answer = engine.call('1-1', 'host.info', {});
    expect(current().received).toEqual([]);
    comeUp();
    expect(current().received.map(({ type }) => type)).toEqual(['start', 'attach', 'call']);
    current().say({ type: 'answer', id: calls()[0]!.id, answer: { ok: true, value: 'hello' } });
    expect(await answer).toEqual({ ok: true, value: 'hello' });
    expect(states).toEqual(['up 1']);
  });

  it('restarts a lost engine: calls in flight fail, later ones wait for the new generation, viewers are attached again', async () => {
    const { engine, lives, comeUp, die, pass, calls, current, states } = setup();
    engine.attach('1-1');
    comeUp();
    const lost = engine.call('1-1', 'host.info', {});
    await die();
    expect(await lost).toEqual({ ok: false, message: 'The engine stopped before it answered.' });
    expect(states).toEqual(['up 1', 'restarting 1']);

    const later = engine.call('1-1', 'host.info', {});
    expect(lives).toHaveLength(1);
    await pass(250);
    expect(lives).toHaveLength(2);
    comeUp();
    expect(current().received.map(({ type }) => type)).toEqual(['start', 'attach', 'call']);
    current().say({ type: 'answer', id: calls()[0]!.id, answer: { ok: true, value: 2 } });
    expect(await later).toEqual({ ok: true, value: 2 });
    expect(states).toEqual(['up 1', 'restarting 1', 'up 2']);
  });

  it('gives up after five quick deaths, says why, and starts again only when asked', async () => {
    const { engine, lives, die, pass, comeUp, states, reasons } = setup();
    for (const pause of [250, 500, 1000, 2000]) {
      await die();
      await pass(pause - 1);
      const before = lives.length;
      await pass(1);
      expect(lives).toHaveLength(before + 1);
    }
    const waiting = engine.call('1-1', 'host.info', {});
    await die('It ended with exit code 1. Its last words:\nno space left on device');
    expect(await waiting).toEqual({ ok: false, message: 'The engine keeps stopping.' });
    expect(states.at(-1)).toBe('gone 0');
    expect(reasons.at(-1)).toContain('no space left on device');
    await pass(3_600_000);
    expect(lives).toHaveLength(5);
    expect(await engine.call('1-1', 'host.info', {})).toEqual({ ok: false, message: 'The engine keeps stopping.' });

    engine.restart();
    await settled();
    expect(lives).toHaveLength(6);
    comeUp();
    expect(states.slice(-2)).toEqual(['restarting 0', 'up 1']);
  });

  it('counts a start that throws as a quick death: tries again, and gives up with the reason instead of letting calls wait', async () => {
    const { engine, lives, pass, states, reasons } = setup({ unstartable: 5 });
    const waiting = engine.call('1-1', 'host.info', {});
    await settled();
    expect(states).toEqual(['restarting 0']);
    for (const pause of [250, 500, 1000, 2000]) await pass(pause);
    expect(await waiting).toEqual({ ok: false, message: 'The engine keeps stopping.' });
    expect(states.at(-1)).toBe('gone 0');
    expect(reasons.at(-1)).toBe('It could not be started: spawn EAGAIN.');

    engine.restart();
    await settled();
    expect(lives).toHaveLength(1);
  });

  it('forgives deaths that are far apart', async () => {
    const { lives, die, pass, comeUp, states } = setup();
    for (let at = 0; at < 8; at += 1) {
      comeUp();
      await pass(60_000);
      await die();
      await pass(250);
    }
    expect(lives).toHaveLength(9);
    expect(states).not.toContain('gone 8');
  });

  it('sends events to attached viewers alone', () => {
    const { engine, current, comeUp, told } = setup();
    engine.attach('1-1');
    comeUp();
    current().say({ type: 'event', viewer: '1-1', name: 'snapshots', payload: 1 });
    engine.detach('1-1');
    current().say({ type: 'event', viewer: '1-1', name: 'snapshots', payload: 2 });
    expect(told).toEqual([['1-1', 'snapshots', 1]]);
    expect(current().received.at(-1)).toEqual({ type: 'detach', viewer: '1-1' });
  });

  it('starts a running engine anew when a person asks', async () => {
    const { engine, lives, comeUp, pass } = setup();
    comeUp();
    engine.restart();
    await settled();
    await pass(250);
    expect(lives).toHaveLength(2);
  });

  it('stops for good', async () => {
    const { engine, lives, comeUp, pass, current, states } = setup();
    comeUp();
    await engine.stop();
    expect(current().received.at(-1)).toEqual({ type: 'stop' });
    await pass(60_000);
    expect(lives).toHaveLength(1);
    expect(states).toEqual(['up 1']);
    expect(await engine.call('1-1', 'host.info', {})).toEqual({ ok: false, message: 'Streamgauge is quitting.' });
  });

  it('does not wait for ever for an engine that hangs', async () => {
    const { engine, comeUp, pass } = setup({ deaf: true });
    comeUp();
    const stopped = engine.stop();
    await pass(3000);
    await stopped;
  });

  it('can be stopped while it waits to start again, and after it gave up', async () => {
    const { engine, die, pass } = setup();
    await die();
    await engine.stop();

    const other = setup();
    for (let at = 0; at < 5; at += 1) {
      await other.die();
      await other.pass(60_000);
    }
    expect(other.states.at(-1)).toBe('gone 0');
    await other.engine.stop();
    await pass(0);
  });
});
