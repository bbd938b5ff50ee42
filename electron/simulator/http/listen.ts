import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../clock.ts';
import { jsonReply, LARGEST_BODY } from './request.ts';
import type { Answer, Drip, Reply, SimulatorRequest } from './request.ts';

/** A client that does not finish its request in this time after the end keeps nobody waiting. */
const PATIENCE = 1_000;

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly answer: (request: SimulatorRequest) => Answer | Promise<Answer>;
  readonly log: (line: string) => void;
}

export interface Listening {
  readonly origin: string;
  /** Answers what is being asked, then closes. */
  close(): Promise<void>;
}

/** One HTTP server on loopback: reads a request whole, hands it to `answer`, writes the reply. */
export async function listen({ port, clock, answer, log }: ListenOptions): Promise<Listening> {
  const server = createServer({ maxHeaderSize: 64 * 1024, requestTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch((thrown: unknown) => {
      // A client that went away in the middle of its request is no failure of ours.
      if (request.destroyed && !request.complete) return;
      log(`${request.method}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
      if (response.headersSent) response.destroy();
      else write(response, jsonReply(500, { message: 'The simulator failed; its log says why.' }));
    });
  });
  let closing = false;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${bound}`;
  const hosts = [`127.0.0.1:${bound}`, `localhost:${bound}`];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/', headers } = request;
    // A page of another site can make its own name lead here (DNS rebinding), but not send our name as the host.
    if (!hosts.includes(headers.host ?? ''))
      return write(response, jsonReply(403, { error: 'The Host header names another host.' }));
    const body = await readBody(request);
    if (body === null) return write(response, jsonReply(413, { error: 'The body is larger than 4 MB.' }));
    const cut = target.indexOf('?');
    const path = cut < 0 ? target : target.slice(0, cut);
    const query = new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1));
    const reply = await answer({ method, target, path, query, headers, body, origin });
    if (reply === 'dropped') request.socket.destroy();
    else if (reply.drip === undefined) write(response, reply);
    else await drip(response, reply, reply.drip);
  }

  function begin(response: ServerResponse, { status, headers, body }: Reply): void {
    response.sendDate = false;
    response.writeHead(status, {
      date: new Date(clock.now()).toUTCString(),
      'content-length': Buffer.byteLength(body),
      ...(closing ? { connection: 'close' } : {}),
      ...headers,
    });
  }

  function write(response: ServerResponse, reply: Reply): void {
    begin(response, reply);
    response.end(reply.body);
  }

  async function drip(response: ServerResponse, reply: Reply, { bytes, pause, over }: Drip): Promise<void> {
    begin(response, reply);
    response.flushHeaders();
    const rest = Buffer.from(reply.body);
    let sent = 0;
    while (sent < rest.length && !over.aborted && !response.destroyed) {
      response.write(rest.subarray(sent, sent + bytes));
      sent += bytes;
      await clock.sleep(pause, over);
    }
    response.end(rest.subarray(sent));
  }

  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE);
        server.close(() => {
          clearTimeout(impatient);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Null when it is too large; the rest is then read into nothing, so that the client gets its answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > LARGEST_BODY) {
      request.resume();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
