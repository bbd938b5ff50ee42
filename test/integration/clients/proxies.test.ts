import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { useProxies } from '#electron/proxy.ts';
import { millis } from '#shared/units/units.ts';
import type { HttpServer } from './httpServer.ts';
import { httpServer, json } from './httpServer.ts';
import type { ProxyServer } from './proxyServer.ts';
import { proxyServer } from './proxyServer.ts';

const never = new AbortController().signal;
const open: (() => Promise<void> | void)[] = [];
let server: HttpServer;

beforeEach(async () => {
  for (const name of Object.keys(process.env)) if (/^(HTTPS?_PROXY|NO_PROXY)$/i.test(name)) vi.stubEnv(name, undefined);
  server = await httpServer((request, response) =>
    json(
      response,
      request.method === 'POST'
        ? { ApplicationSummaries: [] }
        : { 'flink-version': '1.20.0', taskmanagers: 1, 'slots-total': 1, 'slots-available': 0 },
    ),
  );
  open.push(() => server.close());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of open.splice(0).toReversed()) await close();
});

async function proxy(refuse = false): Promise<ProxyServer> {
  const started = await proxyServer(server.port, refuse);
  open.push(() => started.close());
  return started;
}

function servicesAt(endpoint: string): AwsServices {
  const services = awsServices({
    region: 'eu-west-1',
    endpoint,
    credentials: { kind: 'keys', accessKeyId: 'key', secretAccessKey: 'secret' },
    connectTimeout: millis(5_000),
    requestTimeout: millis(10_000),
  });
  open.push(() => services.close());
  return services;
}

describe('the AWS clients', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])('ask through the proxy that %s names', async (name) => {
    const through = await proxy();
    vi.stubEnv(name, through.address);
    expect(await servicesAt('http://service.test').managed.list(never)).toEqual({ ok: true, value: [] });
    expect(through.asked).toEqual(['POST service.test']);
  });

  it('understand an address without a scheme', async () => {
    const through = await proxy();
    vi.stubEnv('HTTP_PROXY', through.address.replace('http://', ''));
    expect((await servicesAt('http://service.test').managed.list(never)).ok).toBe(true);
    expect(through.asked).toEqual(['POST service.test']);
  });

  it('ask hosts of NO_PROXY, and this machine, themselves', async () => {
    const through = await proxy();
    vi.stubEnv('HTTP_PROXY', through.address);
    vi.stubEnv('NO_PROXY', 'other.test, 127.0.0.2');
    expect((await servicesAt(server.origin).managed.list(never)).ok).toBe(true);
    expect((await servicesAt(server.origin.replace('127.0.0.1', 'localhost')).managed.list(never)).ok).toBe(true);
    // Nothing listens there: with the proxy there would be an answer.
    const direct = await servicesAt(`http://127.0.0.2:${server.port}`).managed.list(never);
    expect(direct).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(through.asked).toEqual([]);
  });

  it('tunnel to addresses of https, and say that the proxy refuses', async () => {
    const refusing = await proxy(true);
    vi.stubEnv('HTTPS_PROXY', refusing.address);
    vi.stubEnv('HTTP_PROXY', refusing.address);
    for (const scheme of ['https', 'http']) {
      const listed = await servicesAt(`${scheme}://service.test`).managed.list(never);
      expect(listed).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
      expect(!listed.ok && listed.error.message).toContain('proxy');
      expect(!listed.ok && listed.error.remedy).toContain('HTTPS_PROXY');
    }
    expect(refusing.asked).toContain('CONNECT service.test:443');
    expect(refusing.asked).toContain('POST service.test');
  });

  it('say what is the matter with a host that does not exist', async () => {
    const listed = await servicesAt('http://nowhere.invalid').managed.list(never);
    expect(listed).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(!listed.ok && listed.error.remedy).toContain('region');
  });
});

describe('the Flink client', () => {
  it('asks through the proxies of the environment once the process uses them', async () => {
    const through = await proxy();
    open.push(useProxies({ http_proxy: through.address, no_proxy: '127.0.0.2' }));
    const overview = (url: string) =>
      flinkRest({ base: url, cookie: null, concurrency: 1, timeout: millis(10_000) }).overview(never);
    expect(await overview('http://cluster.test:8081')).toMatchObject({ ok: true, value: { version: '1.20.0' } });
    expect(through.asked.length).toBe(1);
    expect(through.asked[0]).toContain('cluster.test');
    expect((await overview(server.origin)).ok).toBe(true);
    expect(await overview(`http://127.0.0.2:${server.port}`)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(through.asked.length).toBe(1);
  });

  it('asks directly where no proxy is named', async () => {
    open.push(useProxies({ NO_PROXY: 'a.test', HTTP_PROXY: 'ftp://nonsense' }));
    expect(
      (await flinkRest({ base: server.origin, cookie: null, concurrency: 1, timeout: millis(10_000) }).overview(never)).ok,
    ).toBe(true);
  });
});
