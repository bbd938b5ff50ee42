import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listProfiles } from '#electron/clients/aws/listProfiles.ts';
import { AwsProfiles } from '#shared/model/profile.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'profiles-'));
  await mkdir(join(home, '.aws'));
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', undefined);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

const write = (name: string, text: string) => writeFile(join(home, '.aws', name), text);

describe('the profiles of the shared config files', () => {
  it('are what they are, and never their secrets', async () => {
    await write(
      'config',
      `[default]
region = eu-west-1
[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = ReadOnly
region = us-east-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
[profile old-sso]
sso_start_url = https://old.awsapps.com/start
[profile on-call]
role_arn = arn:aws:iam::123456789012:role/on-call
source_profile = default
mfa_serial = arn:aws:iam::123456789012:mfa/phone
[profile program]
credential_process = /usr/bin/secrets --key topsecret
[profile "pod"]
role_arn = arn:aws:iam::123456789012:role/pod
web_identity_token_file = /var/token
[profile empty]
output = json
[services local]
dynamodb =
  endpoint_url = http://localhost:8000
`,
    );
    await write(
      'credentials',
      '[default]\naws_access_key_id = AKIA\naws_secret_access_key = topsecret\n[old-sso]\nregion=eu-north-1\n',
    );
    const found = await listProfiles();
    expect(AwsProfiles.parse(found)).toEqual(found);
    expect(found.notices).toEqual([]);
    expect(found.files).toEqual([join(home, '.aws', 'config'), join(home, '.aws', 'credentials')]);
    const none = { region: null, role: null, mfaSerial: null, signIn: null };
    expect(found.profiles).toEqual([
      { ...none, name: 'default', kind: 'keys', region: 'eu-west-1' },
      { ...none, name: 'sso', kind: 'sso', region: 'us-east-1', signIn: 'https://corp.awsapps.com/start' },
      { ...none, name: 'old-sso', kind: 'sso', region: 'eu-north-1', signIn: 'https://old.awsapps.com/start' },
      {
        ...none,
        name: 'on-call',
        kind: 'role',
        role: 'arn:aws:iam::123456789012:role/on-call',
        mfaSerial: 'arn:aws:iam::123456789012:mfa/phone',
      },
      { ...none, name: 'program', kind: 'process' },
      { ...none, name: 'pod', kind: 'web-identity', role: 'arn:aws:iam::123456789012:role/pod' },
      { ...none, name: 'empty', kind: 'other' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/topsecret|AKIA/);
  });

  it('are none, without a word, where there are no files', async () => {
    expect(await listProfiles()).toMatchObject({ profiles: [], notices: [] });
  });

  it('are those of the files that the environment names, read anew each time', async () => {
    const config = join(home, 'elsewhere');
    vi.stubEnv('AWS_CONFIG_FILE', config);
    expect((await listProfiles()).notices).toEqual([`${config} is not there; AWS_CONFIG_FILE names it.`]);
    await writeFile(config, '[profile one]\n region = eu-west-1\n');
    expect((await listProfiles()).profiles.map(({ name }) => name)).toEqual(['one']);
    await writeFile(config, '[profile two]\n region = eu-west-1\n');
    expect((await listProfiles()).profiles.map(({ name }) => name)).toEqual(['two']);
  });

  it('come with a notice of what is broken', async () => {
    await write('config', '[profile good]\nregion = eu-west-1\nwhat is this\n[bare]\nregion = eu-west-1\n# fine\n');
    await mkdir(join(home, '.aws', 'credentials'));
    const { profiles, notices } = await listProfiles();
    expect(profiles.map(({ name }) => name)).toEqual(['good']);
    const [config, credentials] = [join(home, '.aws', 'config'), join(home, '.aws', 'credentials')];
    expect(notices).toEqual([
      `${config}: line 3 is neither a section nor a setting.`,
      `${config}: the section [bare] is passed over: in this file it has to be called [profile bare].`,
      `${credentials} could not be read (EISDIR).`,
    ]);
  });

  it.each([
    '[profile __proto__]\na = b\n',
    '[constructor]\na = b',
    '\u0000\uFFFD[[[',
    '[profile x\n=\n= =\n[]\n[ ]\n',
    '='.repeat(9_999),
  ])('never throw: %j', async (text) => {
    await write('config', text);
    await write('credentials', text);
    expect(AwsProfiles.safeParse(await listProfiles()).success).toBe(true);
  });
});
