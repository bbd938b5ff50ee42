import process from 'node:process';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Engine } from '../engine/createEngine.ts';
import { createEngine } from '../engine/createEngine.ts';
import { useProxies } from '../proxy.ts';
import type { ConnectionFlags } from './chooseConnection.ts';
import { chooseConnection } from './chooseConnection.ts';
import { defaultSettingsFile, readSettings } from './settingsFile.ts';
import { version } from './version.ts';

export interface OpenEngine {
  readonly engine: Engine;
  /** Ids of the connections that the command is about. */
  readonly connections: readonly string[];
}

/**
 * Starts an engine for what the arguments name, or for what the desktop app watches. `beside` remembers for as long as it runs what comes:
 * nothing is written either way. A failure is one sentence that names the argument.
 */
export async function openEngine(
  flags: ConnectionFlags & { readonly settings?: string | undefined },
  history: 'read' | 'beside' = 'read',
): Promise<Result<OpenEngine, string>> {
  const settingsFile = flags.settings ?? defaultSettingsFile(process.platform, process.env);
  const saved = readSettings(settingsFile);
  const chosen = chooseConnection(flags, saved.connections);
  if (!chosen.ok) return chosen;
  useProxies(process.env);
  const override = chosen.value;
  const connections = override === null ? saved.watched : [override.id];
  if (connections.length === 0) return failed('--connection: no connection is watched: name one, such as simulator.');
  const engine = await createEngine({
    host: 'cli',
    version,
    settingsFile,
    history,
    ...(override === null ? {} : { override }),
    // The answer says what could not be found out; the engine's own notes would only repeat it.
    log: () => undefined,
  });
  return ok({ engine, connections });
}
