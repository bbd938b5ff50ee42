import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getHomeDir, loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsProfile, AwsProfiles } from '#shared/model/profile.ts';
import { z } from '#shared/model/schema.ts';

/** Reads the profiles of the shared AWS config files, where the environment says that they are; never their secrets. */
export async function listProfiles(): Promise<AwsProfiles> {
  const config = fileOf('AWS_CONFIG_FILE', 'config');
  const credentials = fileOf('AWS_SHARED_CREDENTIALS_FILE', 'credentials');
  const read = await Promise.all([noticesOf(config, true), noticesOf(credentials, false)]);
  // The SDK reads both as it will when it looks for credentials; what it cannot read it takes for empty.
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true }).catch(() => ({
    configFile: {},
    credentialsFile: {},
  }));
  return {
    profiles: profilesOf(configFile, credentialsFile),
    files: [config.path, credentials.path],
    notices: read.flat(),
  };
}

interface SharedFile {
  readonly path: string;
  /** The variable that names it; null: it is where it always is. */
  readonly variable: string | null;
}

function fileOf(variable: string, name: string): SharedFile {
  const named = process.env[variable];
  return named === undefined || named === ''
    ? { path: join(getHomeDir(), '.aws', name), variable: null }
    : { path: named.startsWith('~/') ? join(getHomeDir(), named.slice(2)) : named, variable };
}

/** What a user should know about a file: that it cannot be read, or not all of it understood. A file that is nowhere named may be absent. */
async function noticesOf({ path, variable }: SharedFile, isConfig: boolean): Promise<string[]> {
  try {
    return complaints(await readFile(path, 'utf8'), isConfig).map((complaint) => `${path}: ${complaint}`);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    if (code === 'ENOENT') return variable === null ? [] : [`${path} is not there; ${variable} names it.`];
    return [`${path} could not be read${code === '' ? '' : ` (${code})`}.`];
  }
}

/** A sentence for the first line that is no section and no setting, and for each section that the SDK passes over. */
export function complaints(text: string, isConfig: boolean): string[] {
  const found: string[] = [];
  let strange: number | null = null;
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.split(/(?:^|\s)[;#]/)[0]?.trim() ?? '';
    const section = /^\[(.*)\]$/.exec(line)?.[1]?.trim();
    if (section !== undefined) {
      if (isConfig && section !== 'default' && !/^(profile|sso-session|services|preview|plugins)(\s|$)/.test(section))
        found.push(`the section [${section}] is passed over: in this file it has to be called [profile ${section}].`);
    } else if (line !== '' && line.indexOf('=') < 1) {
      strange ??= i + 1;
    }
  }
  return strange === null ? found : [`line ${strange} is neither a section nor a setting.`, ...found];
}

const Settings = z.record(z.string(), z.string());
type Settings = z.infer<typeof Settings>;

const SESSION = 'sso-session.';
/** Sections of the config file that are no profiles; the SDK joins their kind and name by a dot. */
const OTHERS = /^(sso-session|services)\./;

/** What the SDK made of both files, whatever that is. Where both know a profile, the credentials file has the last word. */
export function profilesOf(configFile: unknown, credentialsFile: unknown): AwsProfile[] {
  const config = sectionsOf(configFile);
  const credentials = sectionsOf(credentialsFile);
  const names = new Set([...config.keys()].filter((name) => !OTHERS.test(name)).concat([...credentials.keys()]));
  return [...names].map((name) => {
    const settings = { ...config.get(name), ...credentials.get(name) };
    const session = config.get(`${SESSION}${settings['sso_session'] ?? ''}`);
    return profileOf(name, settings, session ?? {});
  });
}

function sectionsOf(file: unknown): Map<string, Settings> {
  if (typeof file !== 'object' || file === null) return new Map();
  return new Map(
    Object.entries(file).flatMap(([name, section]) => {
      const settings = Settings.safeParse(section);
      return settings.success ? [[name, settings.data] as const] : [];
    }),
  );
}

function profileOf(name: string, settings: Settings, session: Settings): AwsProfile {
  const kind = kindOf(settings);
  return {
    name,
    region: settings['region'] ?? null,
    kind,
    role: settings['role_arn'] ?? null,
    mfaSerial: settings['mfa_serial'] ?? null,
    signIn: kind === 'sso' ? (settings['sso_start_url'] ?? session['sso_start_url'] ?? null) : null,
  };
}

/** In the order in which the SDK decides. */
function kindOf(settings: Settings): AwsProfile['kind'] {
  const has = (name: string): boolean => settings[name] !== undefined;
  if (has('role_arn') && has('source_profile') !== has('credential_source')) return 'role';
  if (has('aws_access_key_id') && has('aws_secret_access_key')) return 'keys';
  if (has('web_identity_token_file') && has('role_arn')) return 'web-identity';
  if (has('credential_process')) return 'process';
  if (['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'].some(has)) return 'sso';
  return 'other';
}
