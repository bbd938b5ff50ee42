import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { BadRequest, dispatch } from '#shared/contract/dispatch.ts';
import { mostMegabytes } from '#shared/contract/names.ts';
import type { Engine } from '../engine/createEngine.ts';
import { sameText } from '../sameText.ts';
import { createEventStreams } from './eventStreams.ts';
import { refuse, tokenOfUrl } from './guard.ts';
import type { Gate, Refusal } from './guard.ts';
import { findPage, safePath, securityHeaders } from './pages.ts';
import { readJson } from './readJson.ts';

export interface WebOptions {
  readonly engine: Pick<Engine, 'handlers' | 'attach'>;
  /** The folder of the built pages. */
  readonly pages: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: (line: string) => void;
}

export interface RunningWeb {
  /** What to open in a browser; carries the token. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  close(): Promise<void>;
}

const viewerName = /^[A-Za-z0-9-]{1,64}$/;

/** The contract over HTTP and server-sent events, and the pages; on loopback alone. */
export async function startWeb({ engine, pages, port, log }: WebOptions): Promise<RunningWeb> {
  const token = randomBytes(32).toString('base64url');
  const streams = createEventStreams(engine.attach);
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      log(`${request.method} ${safePath(request.url ?? '')}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: 'The host failed; its log says why.' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const gate: Gate = { port: bound, token, cookie: `streamgauge-${bound}` };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refuse(request, gate);
    if (refused !== null) return refuseWith(request, response, refused);
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${bound}`);
    const path = safePath(request.url ?? '/') ?? '/';

    if (sameText(tokenOfUrl(request), token)) {
      response.writeHead(303, {
        ...securityHeaders,
        'Cache-Control': 'no-store',
        'Set-Cookie': `${gate.cookie}=${token}; Path=/; HttpOnly; SameSite=Strict`,
        Location: '/',
      });
      response.end();
      return;
    }
    if (!path.startsWith('/host/')) return sendPage(request, response, path, url.pathname);

    const viewer = url.searchParams.get('viewer') ?? '';
    if (!viewerName.test(viewer))
      return refuseWith(request, response, { status: 400, reason: 'viewer: letters, digits and hyphens, at most 64' });
    if (path === '/host/events' && request.method === 'GET') return streams.open(request, response, viewer);
    if (request.method !== 'POST') return refuseWith(request, response, { status: 405, reason: 'A call is a POST.' });

    const name = path.slice('/host/'.length);
    const body = await readJson(request, mostMegabytes(name));
    if (!body.ok) return refuseWith(request, response, body.error);
    try {
      sendJson(response, 200, await dispatch(engine.handlers, name, body.value, { viewer }));
    } catch (thrown) {
      if (!(thrown instanceof BadRequest)) throw thrown;
      sendJson(response, 400, { error: thrown.message });
    }
  }

  function sendPage(request: IncomingMessage, response: ServerResponse, path: string, asked: string): void {
    const page = findPage(pages, path);
    if (request.method !== 'GET') return refuseWith(request, response, { status: 405, reason: 'A page is read with GET.' });
    if (page === null && extname(path) === '') {
      // Somebody typed a route of the app, which lives behind the hash.
      response.writeHead(303, { ...securityHeaders, 'Cache-Control': 'no-store', Location: `/#${asked}` });
      response.end();
      return;
    }
    if (page === null) return sendJson(response, 404, { error: `Nothing is served at ${path}.` });
    response.writeHead(200, page.headers);
    createReadStream(page.file)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  return {
    url: `http://127.0.0.1:${bound}/?token=${token}`,
    port: bound,
    token,
    async close() {
      streams.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function refuseWith(request: IncomingMessage, response: ServerResponse, { status, reason }: Refusal): void {
  sendJson(response, status, { error: reason });
  // The rest of a body is read into nothing: closing the connection on a client that still writes would lose it the answer.
  request.resume();
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(value));
}
