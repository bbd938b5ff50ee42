import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWeb } from '#electron/web/startWeb.ts';
import type { RunningWeb } from '#electron/web/startWeb.ts';
import { CSP } from '#shared/contract/csp.ts';
import { rawRequest } from './rawRequest.ts';
import { scriptedEngine } from './scriptedEngine.ts';

let web: RunningWeb;
let script: ReturnType<typeof scriptedEngine>;
let folder: string;
let cookie: string;
let log: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-web-'));
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<title>pages</title>');
  writeFileSync(join(pages, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  script = scriptedEngine();
  log = [];
  web = await startWeb({ engine: script.engine, pages, port: 0, log: (line) => log.push(line) });
  cookie = `streamgauge-${web.port}=${web.token}`;
});

afterEach(async () => {
  await web.close();
  rmSync(folder, { recursive: true });
});

const origin = () => `http://127.0.0.1:${web.port}`;
const page = (path: string, headers: Record<string, string> = {}) =>
  fetch(origin() + path, { headers: { cookie, ...headers }, redirect: 'manual' });
const call = (name: string, input: unknown, headers: Record<string, string> = {}) =>
  fetch(`${origin()}/host/${name}?viewer=a`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
const raw = (line: string, headers: Record<string, string> = {}, body: readonly Buffer[] = []) => {
  const all = { Connection: 'close', Host: `127.0.0.1:${web.port}`, Cookie: cookie, ...headers };
  return rawRequest(web.port, [`${line} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)], body);
};
const errorOf = async (response: Response) => ((await response.json()) as { error: string }).error;

describe('the way in', () => {
  it('swaps the token of the printed address for a cookie that scripts and other sites never see', async () => {
    const entry = await fetch(web.url, { redirect: 'manual' });
    expect(entry.status).toBe(303);
    expect(entry.headers.get('location')).toBe('/');
    expect(entry.headers.get('set-cookie')).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict`);

    const opened = await page('/');
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain('pages');
  });

  it('refuses whoever has no token, or a wrong one', async () => {
    expect((await page('/', { cookie: '' })).status).toBe(401);
    expect((await page('/', { cookie: `streamgauge-${web.port}=${'x'.repeat(43)}` })).status).toBe(401);
    expect((await fetch(`${origin()}/?token=wrong`)).status).toBe(401);
    expect((await call('host.info', {}, { cookie: '' })).status).toBe(401);
    expect((await fetch(`${origin()}/host/events?viewer=a`)).status).toBe(401);
    expect(script.viewers()).toEqual([]);
  });

  it('takes the token from the address for opening the page alone', async () => {
    const sneaky = await fetch(`${origin()}/host/host.info?viewer=a&token=${web.token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(sneaky.status).toBe(401);
  });

  it('refuses a foreign Host, so that another name cannot be bound to this address', async () => {
    expect((await raw('GET /', { Host: `evil.example:${web.port}` })).status).toBe(403);
    expect((await raw('GET /', { Host: '127.0.0.1' })).status).toBe(403);
    expect((await raw('GET /', { Host: `localhost:${web.port}` })).status).toBe(200);
  });

  it("refuses other origins and other sites' pages even with the cookie", async () => {
    expect((await call('host.info', {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await call('host.info', {}, { origin: 'null' })).status).toBe(403);
    expect((await call('host.info', {}, { origin: `http://127.0.0.1:${web.port + 1}` })).status).toBe(403);
    expect((await call('host.info', {}, { origin: origin() })).status).toBe(200);
    expect((await raw('GET /', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await raw('GET /', { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await raw('GET /', { 'Sec-Fetch-Site': 'none' })).status).toBe(200);
  });

  it('answers nothing but GET and POST', async () => {
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'HEAD']) {
      const answer = await fetch(origin(), { method, headers: { cookie } });
      expect([method, answer.status]).toEqual([method, 405]);
    }
  });
});

describe('pages', () => {
  it('come with the policy and the headers that close them', async () => {
    for (const path of ['/', '/assets/app-1a2b.js', '/missing.js', '/host/nothing']) {
      const { headers } = await page(path);
      expect(headers.get('content-security-policy')).toBe(CSP);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
    expect((await page('/')).headers.get('cache-control')).toBe('no-store');
    expect((await page('/assets/app-1a2b.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('lead from a route typed as a path to the same route of the app, and answer a missing file with 404', async () => {
    for (const route of ['/settings', '/application/simulator/a%20b']) {
      const typed = await page(route);
      expect([typed.status, typed.headers.get('location')]).toEqual([303, `/#${route}`]);
    }
    expect((await fetch(`${origin()}/settings`, { redirect: 'manual' })).status).toBe(401);
    expect((await page('/assets/gone.js')).status).toBe(404);
  });

  it.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/%2E%2E%2fsecret.html',
    '/%252e%252e/secret.html',
    '/..\\secret.html',
    '/..%5csecret.html',
    '/index.html%00.js',
    '/%',
    '//secret.html',
    'http://127.0.0.1/secret.html',
    '/host/../secret.html',
  ])('never leave their folder: %s', async (path) => {
    const answer = await raw(`GET ${path}`);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('secret');
  });
});

describe('calls', () => {
  it('answer what the contract says', async () => {
    const answer = await call('host.info', {});
    expect(await answer.json()).toEqual({ version: '0.0.0', host: 'browser', platform: 'test' });
    await call('watch', { topics: [{ kind: 'connections' }] });
    expect(script.asked).toEqual([{ viewer: 'a', input: { topics: [{ kind: 'connections' }] } }]);
  });

  it('that are not in the contract are refused', async () => {
    for (const name of ['host.exit', 'toString', '__proto__', '']) {
      const answer = await call(name, {});
      expect([name, answer.status]).toEqual([name, 400]);
      expect(await errorOf(answer)).toContain('Not in the contract');
    }
  });

  it('with a bad input are refused with the field named', async () => {
    const input = { ref: { connection: 'simulator', id: 'x' }, pattern: '', from: 'ten', to: 20, limit: 10, source: 'history' };
    const answer = await call('logs.search', input);
    expect(answer.status).toBe(400);
    expect(await errorOf(answer)).toMatch(/logs\.search[^]*from/);
  });

  it('must say that they are JSON, be JSON, and come from a named viewer', async () => {
    expect((await call('host.info', {}, { 'content-type': 'text/plain' })).status).toBe(415);
    const post = { method: 'POST', headers: { cookie, 'content-type': 'application/json' } };
    expect((await fetch(`${origin()}/host/host.info?viewer=a`, { ...post, body: '{' })).status).toBe(400);
    for (const viewer of ['', 'a%20b', 'a'.repeat(65), '..'])
      expect((await fetch(`${origin()}/host/host.info?viewer=${viewer}`, { ...post, body: '{}' })).status).toBe(400);
  });

  it('over 1 MB are refused, by what the header says and by what really arrives', async () => {
    const json = { 'Content-Type': 'application/json' };
    const post = 'POST /host/host.info?viewer=a';
    expect((await raw(post, { ...json, 'Content-Length': String(2 ** 20 + 1) })).status).toBe(413);

    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, ' '), Buffer.from('\r\n')]);
    const chunks = Array.from({ length: 40 }, () => chunk);
    const end = Buffer.from('0\r\n\r\n');
    expect((await raw(post, { ...json, 'Transfer-Encoding': 'chunked' }, [...chunks, end])).status).toBe(413);

    const filler = { pattern: ' '.repeat(2 ** 20) };
    expect((await call('logs.search', filler)).status).toBe(413);
    // A capture is as large as what it holds: this one gets as far as the contract, which finds no capture in it.
    expect((await call('captures.save', filler)).status).toBe(400);
    expect((await call('captures.save', { pattern: ' '.repeat(16 * 2 ** 20) })).status).toBe(413);
    expect((await call('host.info', {})).status).toBe(200);
  });

  it('that hit a bug say so without telling how, and the log tells', async () => {
    const answer = await call('connections.remove', { id: 'x' });
    expect(answer.status).toBe(500);
    expect(await errorOf(answer)).not.toContain('bug in a handler');
    expect(log.join()).toContain('a bug in a handler');
  });
});

describe('events', () => {
  /** Reads a viewer's stream as a browser would. */
  function listen(viewer: string) {
    const said: { event: string; data: { sequence?: number; state?: string; generation?: number } }[] = [];
    const outgoing = request(`${origin()}/host/events?viewer=${viewer}`, { headers: { cookie } }, (response) => {
      let rest = '';
      response.setEncoding('utf8').on('data', (text) => {
        const blocks = (rest + String(text)).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
          if (event !== '') said.push({ event, data: JSON.parse(data) });
        }
      });
      response.on('error', () => {});
    });
    outgoing.on('error', () => {});
    outgoing.end();
    return { said, hangUp: () => outgoing.destroy(), attached: () => vi.waitFor(() => expect(said).not.toHaveLength(0)) };
  }

  it('reach each viewer, numbered', async () => {
    const [a, b] = [listen('a'), listen('b')];
    await Promise.all([a.attached(), b.attached()]);
    script.tell();
    script.tell();
    for (const { said } of [a, b])
      await vi.waitFor(() =>
        expect(said.filter(({ event }) => event === 'snapshots').map(({ data }) => data.sequence)).toEqual([1, 2]),
      );
  });

  it('end with the page: the engine forgets a viewer that hung up', async () => {
    const { attached, hangUp } = listen('a');
    await attached();
    expect(script.viewers()).toEqual(['a']);
    hangUp();
    await vi.waitFor(() => expect(script.viewers()).toEqual([]));
  });

  it('go to the newest stream of a viewer, which counts as a new generation', async () => {
    const first = listen('a');
    await first.attached();
    const second = listen('a');
    await second.attached();
    expect(second.said[0]?.data.generation).toBeGreaterThan(first.said[0]?.data.generation ?? Infinity);
    script.tell();
    await vi.waitFor(() => expect(second.said.map(({ event }) => event)).toEqual(['engine', 'snapshots']));
    expect(first.said.map(({ event }) => event)).toEqual(['engine']);
    expect(script.viewers()).toEqual(['a']);
  });

  it('do not keep the host from closing', async () => {
    const { attached } = listen('a');
    await attached();
    await web.close();
    expect(script.viewers()).toEqual([]);
  });
});
