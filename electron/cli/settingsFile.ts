import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '#shared/contract/settings.ts';
import { repairSettings } from '../settings/repairSettings.ts';

/** Where this user's settings are; the same folder that the desktop app uses, so that all hosts watch the same connections. */
export function defaultSettingsFile(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? homedir();
  const base =
    platform === 'win32'
      ? (env['APPDATA'] ?? join(home, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : (env['XDG_CONFIG_HOME'] ?? join(home, '.config'));
  return join(base, 'Streamgauge', 'settings.json');
}

/** The saved settings, for naming a connection on the command line. Nothing is written: a damaged file is the engine's to repair. */
export function readSettings(file: string): Settings {
  return existsSync(file) ? repairSettings(readFileSync(file, 'utf8')).settings : Settings.parse({});
}
