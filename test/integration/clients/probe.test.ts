import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { probe } from '#electron/engine/createWatcher.ts';
import { Connection } from '#shared/model/connection.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { scriptedAws } from '../engine/scriptedAws.ts';
import { startAccount } from './account.ts';
import { httpServer, json } from './httpServer.ts';

// What “Test connection” says, with real files and real servers.

const open: (() => Promise<void>)[] = [];
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'probe-'));
  for (const name of Object.keys(process.env)) if (/^(AWS_|HTTPS?_PROXY|NO_PROXY)/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  await writeFile(
    join(home, 'credentials'),
    ['work', 'home'].map((name) => `[${name}]\naws_access_key_id = KEY\naws_secret_access_key = topsecret\n`).join(''),
  );
  open.push(() => rm(home, { recursive: true }));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of open.splice(0).toReversed()) await close();
});

const test = async (change: object) =>
  probe(
    Connection.parse({ kind: 'aws', id: 'prod', name: 'Prod', profile: 'work', region: 'eu-west-1', endpoint: null, ...change }),
    AbortSignal.timeout(25_000),
  );

describe('testing a connection to AWS', () => {
  it('says in one sentence how many applications there are, where, and as whom', async () => {
    const simulator = await startTestSimulator();
    open.push(() => simulator.close());
    const { region, applications } = await simulator.state();
    const answer = await test({ region, endpoint: simulator.addresses.aws });
    expect(answer.ok && answer.value).toMatch(new RegExp(`^\\d+ applications in ${region} as arn:aws:(iam|sts)::\\d{12}:\\S+$`));
    expect(answer.ok && Number.parseInt(answer.value, 10)).toBeLessThanOrEqual(applications);
  });

  it('names each permission that is missing, what there is not without it, and which are optional', async () => {
    const aws = await scriptedAws({ applications: [{ name: 'orders', status: 'RUNNING' }] });
    open.push(() => aws.close());
    const denied = (operations: string[]) => {
      aws.script.failing = Object.fromEntries(operations.map((operation) => [operation, 'AccessDeniedException']));
    };
    denied(['GetMetricData', 'FilterLogEvents', 'LookupEvents']);
    expect(await test({ endpoint: aws.origin })).toEqual({
      ok: true,
      value:
        '1 application in eu-west-1. Not allowed: cloudwatch:GetMetricData (without it: no rates, lag, CPU, charts); ' +
        'logs:FilterLogEvents (without it: no logs). Allow them for this identity. ' +
        'Optional, not allowed: cloudtrail:LookupEvents (without it: not known who changed what).',
    });
    denied(['ListApplications']);
    expect(await test({ endpoint: aws.origin })).toMatchObject({
      ok: false,
      error: { kind: 'access-denied', remedy: 'Allow kinesisanalytics:ListApplications for this identity.' },
    });
    aws.script.failing = { GetMetricData: 'InternalFailure' };
    const failing = await test({ endpoint: aws.origin });
    expect(failing.ok && failing.value).toContain('CloudWatch failed on its side.');
    expect(aws.asked).not.toContain('CreateApplicationPresignedUrl');
  });

  it('names the profiles that there are where the one that is wanted is not', async () => {
    expect(await test({ profile: 'wrok' })).toMatchObject({
      ok: false,
      error: {
        kind: 'credentials-missing',
        message: expect.stringContaining('There is no profile “wrok”'),
        remedy: 'Choose one that there is: work, home.',
      },
    });
  });

  it('says how to sign in, with the profile', async () => {
    await writeFile(
      join(home, 'config'),
      '[profile sso]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n',
    );
    expect(await test({ profile: 'sso' })).toMatchObject({
      ok: false,
      error: { kind: 'credentials-expired', remedy: expect.stringContaining('`aws sso login --profile sso`') },
    });
  });

  it('says that a role’s code has nobody to ask', async () => {
    const account = await startAccount();
    open.push(() => account.server.close());
    account.letIn.add('KEY');
    const role = { arn: 'arn:aws:iam::123456789012:role/on-call', mfaSerial: 'arn:aws:iam::123456789012:mfa/phone' };
    expect(await test({ endpoint: account.server.origin, role })).toMatchObject({
      ok: false,
      error: { kind: 'credentials-missing', remedy: expect.stringContaining('switch it on') },
    });
  });

  it('tells a region that is not enabled from keys that nobody knows', async () => {
    let known = true;
    const server = await httpServer((request, response) => {
      if (known && /\/us-east-1\/sts\//.test(request.headers.authorization ?? '')) {
        const arn = 'arn:aws:iam::123456789012:user/me';
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(
            `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
          );
      } else json(response, { __type: 'UnrecognizedClientException', message: 'The security token is invalid.' }, 400);
    });
    open.push(() => server.close());
    vi.stubEnv('AWS_ENDPOINT_URL', server.origin);
    const off = await test({ region: 'ap-east-1' });
    expect(off).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
    expect(!off.ok && off.error.message).toContain('ap-east-1');
    expect(!off.ok && off.error.message).toContain('user/me');
    known = false;
    expect(await test({ region: 'ap-east-1' })).toMatchObject({ ok: false, error: { kind: 'credentials-missing' } });
  });

  it('says that nothing is at the address', async () => {
    const server = await httpServer(() => undefined);
    await server.close();
    const answer = await test({ endpoint: server.origin });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(JSON.stringify(answer)).not.toContain('topsecret');
  });
});
