import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '#shared/contract/settings.ts';

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

/** The saved connections, for naming one on the command line. A file that is missing or damaged names none; the engine repairs it. */
export function savedConnections(file: string | null): Settings['connections'] {
  if (file === null) return [];
  try {
    const parsed = Settings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.connections : [];
  } catch {
    return [];
  }
}
