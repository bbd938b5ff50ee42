import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { HttpServer } from '../clients/httpServer.ts';
import { httpServer } from '../clients/httpServer.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { hurriedClock } from './hurriedClock.ts';
import { scriptedAws } from './scriptedAws.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

vi.setConfig({ testTimeout: 60_000 });

const DEVICE = 'arn:aws:iam::123456789012:mfa/on-call';
const ROLE = 'arn:aws:iam::123456789012:role/read-only';
const open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'topsecret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** An STS that gives the role to who has this code of the device. */
async function codedSts(code: string): Promise<HttpServer & { readonly codes: string[] }> {
  const codes: string[] = [];
  const server = await httpServer(async (request, response) => {
    const form = new URLSearchParams(await textOf(request));
    codes.push(form.get('TokenCode') ?? '');
    const good = form.get('TokenCode') === code && form.get('SerialNumber') === DEVICE && form.get('RoleArn') === ROLE;
    const body = good
      ? `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
          <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
          <Expiration>2040-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`
      : `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>
          <Message>MultiFactorAuthentication failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>`;
    response.writeHead(good ? 200 : 403, { 'content-type': 'text/xml' }).end(body);
  });
  return { ...server, codes };
}

async function setup(): Promise<{ engine: Watching; codes: readonly string[]; asked: readonly string[] }> {
  const cluster = await recordedCluster('1.20/healthy');
  const aws = await scriptedAws({ dashboard: cluster.origin, applications: [{ name: 'orders', status: 'RUNNING' }] });
  const sts = await codedSts('654321');
  const connection: Connection = {
    kind: 'aws',
    id: 'prod',
    name: 'Production',
    profile: null,
    region: 'eu-west-1',
    endpoint: aws.origin,
    endpoints: { sts: sts.origin },
    role: { arn: ROLE, externalId: null, mfaSerial: DEVICE },
  };
  const engine = await watching(connection, hurriedClock(50, cluster.recorded));
  open.push(cluster, aws, sts, engine);
  return { engine, codes: sts.codes, asked: aws.asked };
}

const fleet = { kind: 'fleet', connection: 'prod' } as const;

it('asks for the code of an MFA device, once for all services, and goes on with it', async () => {
  const { engine, codes, asked } = await setup();
  const view = await engine.connection(({ prompt }) => prompt !== null);
  expect(view).toMatchObject({ state: 'connecting', prompt: { kind: 'mfa', device: DEVICE } });
  expect(asked).toEqual([]);
  expect(await engine.call('connections.answer', { id: 'prod', code: '654321' })).toEqual({ ok: true, value: {} });
  expect((await engine.connection(({ state }) => state === 'live')).prompt).toBeNull();
  await engine.follow(fleet);
  await engine.live(fleet, (rows) => rows.length === 1);
  expect(codes).toEqual(['654321']);
  expect(await engine.call('connections.answer', { id: 'prod', code: '654321' })).toMatchObject({
    ok: false,
    error: { message: 'This connection does not wait for a code.' },
  });
});

it('says that a code was wrong, and asks again', async () => {
  const { engine, codes } = await setup();
  await engine.connection(({ prompt }) => prompt !== null);
  await engine.call('connections.answer', { id: 'prod', code: '000000' });
  const down = await engine.connection(({ state }) => state === 'down');
  expect(down.error?.kind).toMatch(/access-denied|credentials/);
  await engine.connection(({ prompt }) => prompt !== null);
  await engine.call('connections.answer', { id: 'prod', code: '654321' });
  await engine.connection(({ state }) => state === 'live');
  expect(codes).toEqual(['000000', '654321']);
});

it('closes while it waits for a code', async () => {
  const { engine } = await setup();
  await engine.connection(({ prompt }) => prompt !== null);
  await engine.close();
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
