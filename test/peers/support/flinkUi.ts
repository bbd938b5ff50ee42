import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { root } from './program.ts';

/** Flink's own web page, as its JobManager would serve it, over the REST interface of another server. */
export interface FlinkUi {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
};

/** `version` is that of the page's files, `rest` the interface's address with a slash at its end. */
export async function serveFlinkUi(version: string, rest: string): Promise<FlinkUi> {
  const files = join(root, '.cache', 'peers', `flink-${version}`, 'web');
  if (!existsSync(join(files, 'index.html'))) throw new Error(`Flink's web page is not in ${files}.`);

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const file = join(files, normalize(pathname === '/' ? 'index.html' : decodeURIComponent(pathname)));
    if (file.startsWith(files) && existsSync(file) && statSync(file).isFile()) {
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    } else passOn(request, response, rest);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, rest: string): void {
  const { host: _host, ...headers } = request.headers;
  const target = new URL(`.${request.url ?? '/'}`, rest);
  const asked = ask(target, { method: request.method ?? 'GET', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  asked.on('error', () => response.destroy());
  request.pipe(asked);
}
