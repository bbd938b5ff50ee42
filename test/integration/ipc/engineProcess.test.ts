import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineLink } from '#electron/ipc/engineLink.ts';
import type { FromEngine } from '#electron/ipc/messages.ts';
import { spawnNode } from '#electron/ipc/spawnNode.ts';
import type { Connection } from '#shared/model/connection.ts';

const entry = join(import.meta.dirname, '..', '..', '..', 'electron', 'ipc', 'engineProcess.ts');
/** Nobody listens there: what is asked of the engine is its own business, not a source's. */
const override: Connection = { kind: 'flink', id: 'lab', name: 'Lab', url: 'http://127.0.0.1:9' };

let folder: string;
let links: EngineLink[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-engine-'));
});
afterEach(async () => {
  for (const link of links) link.kill();
  await Promise.all(links.map((link) => link.ended));
  links = [];
  rmSync(folder, { recursive: true, force: true });
});

/** The engine's real process, and what it said. */
function setup() {
  const link = spawnNode(process.execPath, entry);
  links.push(link);
  const heard: FromEngine[] = [];
  let wake: () => void = () => undefined;
  link.listen((message) => {
    heard.push(message);
    wake();
  });
  async function next<T extends FromEngine['type']>(
    type: T,
    fits: (message: Extract<FromEngine, { type: T }>) => boolean = () => true,
  ): Promise<Extract<FromEngine, { type: T }>> {
    for (;;) {
      const at = heard.findIndex((message) => message.type === type && fits(message as Extract<FromEngine, { type: T }>));
      if (at !== -1) return heard.splice(at, 1)[0] as Extract<FromEngine, { type: T }>;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    link,
    next,
    start: async () => {
      await next('hello');
      link.send({ type: 'start', options: { version: '1.2.3', settingsFile: join(folder, 'settings.json'), override } });
    },
    call: async (name: string, input: unknown, viewer = '1-0') => {
      const id = Math.floor(Math.random() * 1e9);
      link.send({ type: 'call', id, viewer, name, input });
      return (await next('answer', (message) => message.id === id)).answer;
    },
  };
}

describe('the engine’s process', () => {
  it('answers calls, and tells an attached viewer what it watches', async () => {
    const { link, next, start, call } = setup();
    await start();
    await next('ready');
    expect(await call('host.info', {})).toEqual({
      ok: true,
      value: { version: '1.2.3', host: 'electron', platform: process.platform },
    });
    expect(await call('watch', { topics: [] })).toEqual({ ok: false, message: 'watch: the viewer 1-0 is not attached' });

    link.send({ type: 'attach', viewer: '1-0' });
    expect(await call('watch', { topics: [{ kind: 'settings' }] })).toMatchObject({ ok: true, value: { sequence: 0 } });
    await call('settings.save', { appearance: { theme: 'dark', density: 'compact' } });
    const event = await next('event');
    expect(event).toMatchObject({ viewer: '1-0', name: 'snapshots', payload: { sequence: 1 } });

    link.send({ type: 'detach', viewer: '1-0' });
    expect(await call('watch', { topics: [] })).toMatchObject({ ok: false });
  });

  it('refuses what is not in the contract with a sentence', async () => {
    const { next, start, call } = setup();
    await start();
    await next('ready');
    expect(await call('shell.exec', { command: 'ls' })).toEqual({ ok: false, message: 'Not in the contract: shell.exec' });
    expect(await call('watch', { topics: 3 })).toMatchObject({ ok: false, message: expect.stringMatching(/^watch: .*array/) });
  });

  it('ends when it is told to', async () => {
    const { link, next, start } = setup();
    await start();
    await next('ready');
    link.send({ type: 'stop' });
    expect(await link.ended).toBe('It ended with exit code 0.');
  });

  it('ends when it is told to before it has started', async () => {
    const { link, next } = setup();
    await next('hello');
    link.send({ type: 'stop' });
    expect(await link.ended).toBe('It ended with exit code 0.');
  });

  it('leaves its last words', async () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, "throw new Error('no space left on device');");
    const link = spawnNode(process.execPath, broken);
    expect(await link.ended).toMatch(/^It ended with exit code 1\. Its last words:[^]*no space left on device/);
  });

  it('tells when there is no such Node', async () => {
    expect(await spawnNode(join(folder, 'node'), entry).ended).toMatch(/^It could not be started: .*ENOENT/);
  });
});
