import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { bigAnswers } from './bigFlink/answers.ts';
import { bigGraph } from './bigFlink/graph.ts';

export interface BigFlinkOptions {
  readonly vertices: number;
  readonly parallelism: number;
  /** Of the bottleneck one subtask works alone. */
  readonly hot?: boolean;
  /** The cluster's clock; else the real one. */
  readonly now?: () => number;
  /** How long the job runs already; else an hour. */
  readonly age?: number;
  readonly port?: number;
  /** Answers what the REST interface does not have: the files of a page. */
  readonly otherwise?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** One large job that runs, behind the REST interface of a cluster. Only what reads is answered. */
export interface BigFlink {
  readonly url: string;
  /** The job's id. */
  readonly job: string;
  /** Ids, sources first. */
  readonly vertices: readonly string[];
  /** The vertex that holds back everything before it. */
  readonly bottleneck: string;
  /** Every request so far: its path, without a slash at its start and without its query. */
  readonly requests: readonly string[];
  /** How many requests came since `from`, by path with `:job` and `:vertex` for the ids. */
  asked(from?: number): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const JOB = 'b1'.repeat(16);
const AGE = 3_600_000;

export async function startBigFlink({
  vertices,
  parallelism,
  hot = false,
  now = Date.now,
  age = AGE,
  port = 0,
  otherwise,
}: BigFlinkOptions): Promise<BigFlink> {
  const graph = bigGraph(vertices, hot);
  const answer = bigAnswers({ job: JOB, graph, parallelism, started: now() - age });
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://cluster');
    const path = pathname.replace(/^\/(?:v1\/)?/, '');
    const found = answer(path, searchParams.get('get')?.split(',') ?? null, now());
    if (found === undefined && otherwise !== undefined) return otherwise(request, response);
    requests.push(path);
    response.writeHead(found === undefined ? 404 : 200, {
      'content-type': 'application/json; charset=UTF-8',
      'access-control-allow-origin': '*',
    });
    response.end(JSON.stringify(found ?? { errors: ['Not found.'] }));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/`,
    job: JOB,
    vertices: graph.vertices.map(({ id }) => id),
    bottleneck: graph.bottleneck,
    requests,
    asked(from = 0) {
      const counts: Record<string, number> = {};
      for (const path of requests.slice(from)) {
        const kind = path.replace(JOB, ':job').replace(/vertices\/[0-9a-f]{32}/, 'vertices/:vertex');
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return counts;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
