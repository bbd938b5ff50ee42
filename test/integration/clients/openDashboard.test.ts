import { afterEach, describe, expect, it } from 'vitest';
import { openDashboard } from '#electron/clients/flink/openDashboard.ts';
import { millis } from '#shared/units/units.ts';
import type { HttpServer } from './httpServer.ts';
import { httpServer } from './httpServer.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
const patient = AbortSignal.timeout(20_000);
const serving = async (answer: Parameters<typeof httpServer>[0]): Promise<HttpServer> => {
  const server = await httpServer(answer);
  open.push(server);
  return server;
};
const opened = (url: string) => openDashboard(url, millis(5_000), patient);

describe('openDashboard', () => {
  it('collects the cookies of every hop, and finds the REST interface beside the page', async () => {
    const cookies: (string | undefined)[] = [];
    const server = await serving((request, response) => {
      cookies.push(request.headers.cookie);
      if (request.url === '/app/flinkdashboard?authToken=once')
        return void response
          .writeHead(302, { location: '/app/dashboard/index.html', 'set-cookie': ['verify=a=b; Path=/; Secure', 'other=2'] })
          .end();
      response.writeHead(200, { 'set-cookie': 'verify=c' }).end('<html></html>');
    });
    expect(await opened(`${server.origin}/app/flinkdashboard?authToken=once`)).toEqual({
      ok: true,
      value: { base: `${server.origin}/app/dashboard/`, cookie: 'verify=c; other=2' },
    });
    expect(cookies).toEqual([undefined, 'verify=a=b; other=2']);
  });

  it('does not carry the session to another host', async () => {
    const other = await serving((_, response) => void response.end());
    const server = await serving((_, response) => void response.writeHead(302, { location: other.origin }).end());
    expect(await opened(server.origin)).toMatchObject({ ok: false, error: { kind: 'bad-response' } });
    expect(other.requests).toEqual([]);
  });

  it('gives up on a circle', async () => {
    const server = await serving((_, response) => void response.writeHead(302, { location: '/again' }).end());
    expect(await opened(server.origin)).toMatchObject({ ok: false, error: { kind: 'bad-response' } });
    expect(server.requests.length).toBeLessThan(10);
  });

  it('says that an address was opened too late, without the address', async () => {
    const server = await serving((_, response) => void response.writeHead(403).end());
    const result = await opened(`${server.origin}/?authToken=topsecret`);
    expect(result).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
    expect(JSON.stringify(result)).not.toContain('topsecret');
  });
});
