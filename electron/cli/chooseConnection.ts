import { Connection } from '#shared/model/connection.ts';
import type { ConnectionKind } from '#shared/model/connection.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { DEFAULT_CONNECTION } from '#shared/contract/settings.ts';
import { findScenario, scenarios } from '#shared/simulation/scenarios.ts';
import { thereIsNo } from '../arguments.ts';

/** What a command line says about the connection to watch; undefined: nothing was said. */
export interface ConnectionFlags {
  /** A kind, or the id of a connection in the settings. */
  readonly connection?: string | undefined;
  readonly scenario?: string | undefined;
  readonly seed?: number | undefined;
  readonly speed?: number | undefined;
  readonly applications?: number | undefined;
  readonly address?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly url?: string | undefined;
}

const kinds = ['simulator', 'aws', 'flink'] as const;
const flagsOf = {
  simulator: ['scenario', 'seed', 'speed', 'applications', 'address'],
  aws: ['profile', 'region', 'endpoint'],
  flink: ['url'],
} as const satisfies Record<ConnectionKind, readonly (keyof ConnectionFlags)[]>;

/**
 * The connection that the flags name, or null when they name none. A kind starts from the saved connection of that id, so that
 * `--connection aws` takes region and profile from it; a flag of one kind alone implies the kind. A failure is one sentence that names the argument.
 */
export function chooseConnection(flags: ConnectionFlags, saved: readonly Connection[]): Result<Connection | null, string> {
  const given = kinds.filter((kind) => flagsOf[kind].some((flag) => flags[flag] !== undefined));
  const name = flags.connection ?? given[0];
  if (name === undefined) return ok(null);

  const base = saved.find((connection) => connection.id === name) ?? bare(name);
  if (base === undefined) {
    const ids = [...new Set([...kinds, ...saved.map((connection) => connection.id)])];
    return failed(`--connection: there is no connection "${name}"; it is one of ${ids.join(', ')}.`);
  }
  for (const kind of given) {
    const stray = flagsOf[kind].find((flag) => flags[flag] !== undefined);
    if (kind !== base.kind) return failed(`--${stray}: does not go with a connection of the kind ${base.kind}.`);
  }
  const changes = Object.fromEntries(
    flagsOf[base.kind].flatMap((flag) => (flags[flag] === undefined ? [] : [[flag, flags[flag]]])),
  );
  const merged = { ...base, ...changes };
  if ('region' in merged && merged.region === '')
    return failed('--region: a connection to AWS needs a region, such as eu-west-1.');
  if ('url' in merged && merged.url === '')
    return failed("--url: a connection to Flink needs the address of the cluster's REST interface.");

  const parsed = Connection.safeParse(merged);
  if (parsed.success) {
    const chosen = parsed.data;
    // A simulator that already runs plays a scenario of its own.
    if (chosen.kind !== 'simulator' || chosen.address !== null || findScenario(chosen.scenario) !== undefined) return ok(chosen);
    const ids = scenarios.map((scenario) => scenario.id);
    return failed(thereIsNo('scenario', chosen.scenario, ids));
  }
  const issue = parsed.error.issues[0];
  return failed(`--${String(issue?.path[0] ?? 'connection')}: ${issue?.message ?? 'is not valid'}.`);
}

/** A connection of a kind with nothing but defaults; empty text where there is none. */
function bare(name: string): Connection | undefined {
  switch (name) {
    case 'simulator':
      return DEFAULT_CONNECTION;
    case 'aws':
      return { kind: 'aws', id: 'aws', name: 'AWS', profile: null, region: '', endpoint: null };
    case 'flink':
      return { kind: 'flink', id: 'flink', name: 'Flink', url: '' };
    default:
      return undefined;
  }
}
