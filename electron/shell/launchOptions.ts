import { dirname, join } from 'node:path';
import type { Appearance } from '#shared/contract/settings.ts';
import type { Connection } from '#shared/model/connection.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { z } from '#shared/model/schema.ts';
import { parseArguments } from '../arguments.ts';
import { chooseConnection } from '../cli/chooseConnection.ts';
import { connectionArguments } from '../cli/connectionArguments.ts';
import { defaultSettingsFile, readSettings } from '../cli/settingsFile.ts';

export interface LaunchOptions {
  /** The app's own folder: settings, the window's place, Chromium's profile. Two folders are two instances. */
  readonly folder: string;
  readonly settingsFile: string;
  readonly override: Connection | null;
  readonly theme: z.infer<typeof Appearance>['theme'];
}

/** What the command line asks for. A failure is one sentence that names the argument. */
export function launchOptions(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  /** What `--user-data-dir` says, or an empty string. */
  given: string,
): Result<LaunchOptions, string> {
  const flags = parseArguments({ ...connectionArguments, settings: { kind: 'text' } }, argv);
  if (!flags.ok) return failed(flags.error);
  const folder = given === '' ? dirname(defaultSettingsFile(process.platform, env)) : given;
  const settingsFile = flags.value.settings ?? join(folder, 'settings.json');
  const saved = readSettings(settingsFile);
  const chosen = chooseConnection(flags.value, saved.connections);
  if (!chosen.ok) return failed(chosen.error);
  return ok({ folder, settingsFile, override: chosen.value, theme: saved.appearance.theme });
}
