import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import { millis } from '#shared/units/units.ts';
import type { Account } from './account.ts';
import { startAccount } from './account.ts';

// Real files, the SDK's own chain, and an account on loopback that lets in whom the test says.

const never = new AbortController().signal;
const ROLE = 'arn:aws:iam::123456789012:role/on-call';
const DEVICE = 'arn:aws:iam::123456789012:mfa/phone';
let home: string;
let account: Account;
const open: AwsServices[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'credentials-'));
  account = await startAccount();
  for (const name of Object.keys(process.env)) if (/^(AWS_|HTTPS?_PROXY|NO_PROXY)/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterEach(async () => {
  for (const services of open.splice(0)) services.close();
  vi.unstubAllEnvs();
  await account.server.close();
  await rm(home, { recursive: true });
});

type Chain = Extract<AwsOptions['credentials'], { kind: 'chain' }>;

function servicesWith(credentials: Omit<Chain, 'kind'>, change: Partial<AwsOptions> = {}): AwsServices {
  const services = awsServices({
    region: 'eu-west-1',
    endpoint: account.server.origin,
    credentials: { kind: 'chain', ...credentials },
    connectTimeout: millis(5_000),
    requestTimeout: millis(20_000),
    ...change,
  });
  open.push(services);
  return services;
}

const config = (text: string) => writeFile(join(home, 'config'), text);
const keys = (profile: string, key: string) =>
  writeFile(join(home, 'credentials'), `[${profile}]\naws_access_key_id = ${key}\naws_secret_access_key = topsecret\n`);
const callers = (operation: string) => account.calls.filter((call) => call.operation === operation).map(({ by }) => by);

describe('a profile with keys', () => {
  it('is used, and read again when its keys were refused', async () => {
    await keys('work', 'FIRST');
    account.letIn.add('FIRST');
    const { managed } = servicesWith({ profile: 'work' });
    expect(await managed.list(never)).toEqual({ ok: true, value: [] });

    account.letIn.delete('FIRST');
    expect(await managed.list(never)).toMatchObject({ ok: false, error: { kind: 'credentials-expired' } });
    await keys('work', 'SECOND');
    account.letIn.add('SECOND');
    expect(await managed.list(never)).toEqual({ ok: true, value: [] });
    expect(callers('ListApplications')).toEqual(['FIRST', 'SECOND']);
  });

  it('is not replaced by the machine’s own when it is not there', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'MACHINE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'topsecret');
    account.letIn.add('MACHINE');
    const listed = await servicesWith({ profile: 'nobody' }).managed.list(never);
    expect(listed).toMatchObject({ ok: false, error: { kind: 'credentials-missing' } });
    expect(JSON.stringify(listed)).not.toContain('topsecret');
    expect(await servicesWith({ profile: null }).managed.list(never)).toEqual({ ok: true, value: [] });
  });
});

describe('a role', () => {
  it('is assumed once for all services, with its external id and the code of the device', async () => {
    await keys('work', 'BASE');
    account.letIn.add('BASE');
    const askCode = vi.fn(() => Promise.resolve(account.code));
    const { managed, trail, metrics } = servicesWith({
      profile: 'work',
      role: { arn: ROLE, externalId: 'external', mfaSerial: DEVICE },
      askCode,
    });
    const answers = await Promise.all([
      managed.list(never),
      trail.events(millis(0), millis(1), never),
      metrics.alarms(never),
      managed.list(never),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(askCode.mock.calls).toEqual([[DEVICE]]);
    const assumed = account.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed).toEqual([
      {
        operation: 'AssumeRole',
        by: 'BASE',
        params: expect.objectContaining({
          RoleArn: ROLE,
          RoleSessionName: 'streamgauge',
          ExternalId: 'external',
          SerialNumber: DEVICE,
          TokenCode: '123456',
        }),
      },
    ]);
    expect(callers('ListApplications')).toEqual(['ROLE1', 'ROLE1']);
  });

  it('asks anew after a wrong code', async () => {
    await keys('work', 'BASE');
    account.letIn.add('BASE');
    const codes = ['000000', '123456'];
    const { managed } = servicesWith({
      profile: 'work',
      role: { arn: ROLE, externalId: null, mfaSerial: DEVICE },
      askCode: () => Promise.resolve(codes.shift() ?? ''),
    });
    const refused = await managed.list(never);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
    expect(!refused.ok && refused.error.message).toContain('code');
    expect(await managed.list(never)).toEqual({ ok: true, value: [] });
  });

  it('asks for one code when all services refuse the session at once', async () => {
    await keys('work', 'BASE');
    account.letIn.add('BASE');
    const askCode = vi.fn(() => Promise.resolve(account.code));
    const role = { arn: ROLE, externalId: null, mfaSerial: DEVICE };
    const { managed, metrics, trail } = servicesWith({ profile: 'work', role, askCode });
    const all = () =>
      Promise.all([managed.list(never), metrics.alarms(never), trail.events(millis(0), millis(1), never), managed.list(never)]);
    await all();
    account.letIn.delete('ROLE1');
    expect((await all()).map((answer) => !answer.ok && answer.error.kind)).toEqual(Array(4).fill('credentials-expired'));
    expect((await all()).map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(askCode).toHaveBeenCalledTimes(2);
  });

  it('asks for no code while the login below it is over', async () => {
    const askCode = vi.fn(() => Promise.resolve(account.code));
    const { managed } = servicesWith({ profile: 'nobody', role: { arn: ROLE, externalId: null, mfaSerial: DEVICE }, askCode });
    expect(await managed.list(never)).toMatchObject({ ok: false, error: { kind: 'credentials-missing' } });
    expect(askCode).not.toHaveBeenCalled();
  });

  it('is renewed before its session is over', async () => {
    await keys('work', 'BASE');
    account.letIn.add('BASE');
    account.seconds = 60;
    const { managed } = servicesWith({ profile: 'work', role: { arn: ROLE, externalId: null, mfaSerial: null } });
    await managed.list(never);
    await managed.list(never);
    const [first, second] = callers('ListApplications');
    expect(first).toMatch(/^ROLE/);
    expect(second).toMatch(/^ROLE/);
    expect(second).not.toBe(first);
  });

  it('says that a code is waited for when patience is over, and takes the code that comes later', async () => {
    await keys('work', 'BASE');
    account.letIn.add('BASE');
    let answer: (code: string) => void = () => undefined;
    let tellAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (tellAsked = resolve));
    const { managed } = servicesWith({
      profile: 'work',
      role: { arn: ROLE, externalId: null, mfaSerial: DEVICE },
      askCode: () =>
        new Promise((resolve) => {
          answer = resolve;
          tellAsked();
        }),
    });
    const impatient = new AbortController();
    const first = managed.list(impatient.signal);
    await asked;
    impatient.abort();
    const gaveUp = await first;
    expect(gaveUp).toMatchObject({ ok: false, error: { kind: 'credentials-missing' } });
    expect(!gaveUp.ok && gaveUp.error.message).toContain(DEVICE);
    answer(account.code);
    expect(await managed.list(never)).toEqual({ ok: true, value: [] });
    expect(callers('AssumeRole')).toEqual(['BASE']);
  });

  it('of a profile is assumed at the connection’s address, and asks for the code too', async () => {
    await keys('base', 'BASE');
    account.letIn.add('BASE');
    await config(`[profile role]\nrole_arn = ${ROLE}\nsource_profile = base\nmfa_serial = ${DEVICE}\n`);
    const askCode = vi.fn(() => Promise.resolve(account.code));
    expect(await servicesWith({ profile: 'role', askCode }).managed.list(never)).toEqual({ ok: true, value: [] });
    expect(askCode.mock.calls).toEqual([[DEVICE]]);
    expect(callers('ListApplications')).toEqual(['ROLE1']);

    const silent = await servicesWith({ profile: 'role' }).managed.list(never);
    expect(silent).toMatchObject({ ok: false, error: { kind: 'credentials-missing' } });
  });
});

describe('a login (SSO)', () => {
  const START = 'https://example.awsapps.com/start';
  const signIn = async (token: string, expires: number) => {
    const cache = join(home, '.aws', 'sso', 'cache');
    await mkdir(cache, { recursive: true });
    for (const name of [START, 'corp']) {
      await writeFile(
        join(cache, `${createHash('sha1').update(name).digest('hex')}.json`),
        JSON.stringify({ accessToken: token, expiresAt: new Date(expires).toISOString(), region: 'eu-west-1', startUrl: START }),
      );
    }
  };
  const settings = 'sso_account_id = 123456789012\nsso_role_name = ReadOnly\n';

  it.each([
    ['a session of its own', `[profile sso]\nsso_session = corp\n${settings}[sso-session corp]\n`],
    ['the old way', `[profile sso]\n${settings}`],
  ])('that is over is told, and taken up again after the next one: %s', async (_, head) => {
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', account.server.origin);
    await config(`${head}sso_start_url = ${START}\nsso_region = eu-west-1\n`);
    const { managed } = servicesWith({ profile: 'sso' });
    const before = await managed.list(never);
    expect(before).toMatchObject({ ok: false, error: { kind: 'credentials-expired' } });
    expect(!before.ok && before.error.remedy).toContain('`aws sso login --profile sso`');
    await signIn('old', Date.now() - 60_000);
    expect(await managed.list(never)).toMatchObject({ ok: false, error: { kind: 'credentials-expired' } });
    await signIn('revoked', Date.now() + 3_600_000);
    expect(await managed.list(never)).toMatchObject({ ok: false, error: { kind: 'credentials-expired' } });
    await signIn('new', Date.now() + 3_600_000);
    account.letIn.add('new');
    expect(await managed.list(never)).toEqual({ ok: true, value: [] });
    expect(callers('ListApplications')).toEqual(['SSO1']);
  });
});

describe('a program that gives credentials', () => {
  it('is run again before they expire', async () => {
    const program = join(home, 'program.mjs');
    await writeFile(
      program,
      `import { readFileSync } from 'node:fs';
       const key = readFileSync(${JSON.stringify(join(home, 'key'))}, 'utf8');
       const Expiration = new Date(Date.now() + 60_000).toISOString();
       console.log(JSON.stringify({ Version: 1, AccessKeyId: key, SecretAccessKey: 's', SessionToken: 't', Expiration }));`,
    );
    await config(`[profile program]\ncredential_process = "${process.execPath}" "${program}"\n`);
    account.letIn.add('ONE').add('TWO');
    const { managed } = servicesWith({ profile: 'program' });
    await writeFile(join(home, 'key'), 'ONE');
    await managed.list(never);
    await writeFile(join(home, 'key'), 'TWO');
    await managed.list(never);
    expect(callers('ListApplications')).toEqual(['ONE', 'TWO']);
  });
});

describe('the address of a service', () => {
  it('is its own, else the connection’s, else the environment’s', async () => {
    await keys('work', 'KEY');
    account.letIn.add('KEY');
    const nowhere = 'http://127.0.0.1:9';
    const origin = account.server.origin;
    const own = servicesWith({ profile: 'work' }, { endpoint: nowhere, endpoints: { kinesisanalytics: origin } });
    expect((await own.managed.list(never)).ok).toBe(true);
    expect(await own.trail.events(millis(0), millis(1), never)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });

    vi.stubEnv('AWS_ENDPOINT_URL', origin);
    expect((await servicesWith({ profile: 'work' }, { endpoint: null }).managed.list(never)).ok).toBe(true);
    const set = servicesWith({ profile: 'work' }, { endpoint: nowhere });
    expect((await set.managed.list(never)).ok).toBe(false);
  });
});
