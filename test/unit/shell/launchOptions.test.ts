import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '#electron/shell/launchOptions.ts';
import { ownArguments } from '#electron/shell/ownArguments.ts';

describe('the app’s own arguments', () => {
  it('follow the app’s folder when Electron was told to run it', () => {
    const argv = ['/bin/electron', '--inspect=0', '--no-sandbox', '/app', '--connection', 'flink', '--remote-debugging-port=0'];
    expect(ownArguments(argv, (word) => word === '/app')).toEqual(['--connection', 'flink']);
  });

  it('are all that a package gets, but for Chromium’s', () => {
    expect(ownArguments(['/opt/streamgauge', '--no-sandbox', '--lang=de', '--seed', '7'], null)).toEqual(['--seed', '7']);
  });

  it('keep what nobody knows, to be refused', () => {
    expect(ownArguments(['/opt/streamgauge', '--bananas', 'x'], null)).toEqual(['--bananas', 'x']);
  });
});

describe('what the command line asks for', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'streamgauge-launch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is by default what is saved, in the user’s own folder', () => {
    const options = launchOptions([], { HOME: folder, XDG_CONFIG_HOME: folder, APPDATA: folder }, '');
    expect(options).toMatchObject({ ok: true, value: { override: null, theme: 'auto' } });
    expect(options.ok && options.value.folder.startsWith(folder)).toBe(true);
  });

  it('takes another folder, and the theme and connections that are saved there', () => {
    const settings = {
      appearance: { theme: 'dark' },
      connections: [{ kind: 'flink', id: 'lab', name: 'Lab', url: 'http://localhost:8081' }],
    };
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
    expect(launchOptions(['--connection', 'lab'], {}, folder)).toEqual({
      ok: true,
      value: { folder, settingsFile: join(folder, 'settings.json'), override: settings.connections[0], theme: 'dark' },
    });
  });

  it.each([
    [['--speed', '5000'], '--speed: must be a number from 1 to 1000, not "5000".'],
    [['--bananas'], '--bananas: not an argument of this command.'],
    [['--connection', 'nowhere'], '--connection: there is no connection "nowhere"; it is one of simulator, aws, flink.'],
    [['app://streamgauge/'], 'app://streamgauge/: not an argument of this command.'],
  ])('refuses %o in one sentence', (words, sentence) => {
    expect(launchOptions(words, {}, folder)).toEqual({ ok: false, error: sentence });
  });
});
