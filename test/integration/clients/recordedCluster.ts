import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { HttpServer } from './httpServer.ts';
import { httpServer, json } from './httpServer.ts';

const recordings = join(import.meta.dirname, '..', '..', 'fixtures', 'flink-rest');

export interface RecordedCluster extends HttpServer {
  /** The job's id. */
  readonly job: string;
  /** When it was recorded, by the cluster's clock. */
  readonly recorded: number;
  /** Plays another situation from now on. */
  play(situation: string): void;
  /** Answers everything with this instead, until called with null. */
  interrupt(answer: ((response: ServerResponse) => void) | null): void;
}

export interface RecordedClusterOptions {
  readonly port?: number;
  /** Rates of operators, by the name of the metric: they were listed, but not recorded. */
  readonly operators?: Readonly<Record<string, number>>;
  /** The job's first vertex is all of it. */
  readonly oneVertex?: boolean;
}

interface Metric {
  readonly id: string;
}

interface RecordedAnswer {
  readonly jid: string;
  readonly now: number;
  readonly vertices: readonly Metric[];
  readonly plan: { readonly nodes: readonly Metric[] };
}

/** Plays what a real cluster answered in one situation, `1.20/backpressured`, over HTTP. Only the routes are ours. */
export async function recordedCluster(
  situation: string,
  { port = 0, operators = {}, oneVertex = false }: RecordedClusterOptions = {},
): Promise<RecordedCluster> {
  let playing = situation;
  let interruption: ((response: ServerResponse) => void) | null = null;

  const file = (name: string): string => {
    const own = join(recordings, playing, `${name}.json`);
    // What was not recorded of a situation is as of a healthy job.
    return existsSync(own) ? own : join(recordings, playing.split('/')[0] ?? '', 'healthy', `${name}.json`);
  };
  const read = (name: string): unknown => JSON.parse(readFileSync(file(name), 'utf8'));
  const error = (name: string): unknown =>
    JSON.parse(readFileSync(join(recordings, playing.split('/')[0] ?? '', 'cluster', `error-${name}.json`), 'utf8'));
  const jobOf = (): RecordedAnswer => {
    const job = read('job') as RecordedAnswer;
    if (!oneVertex) return job;
    const [first] = job.vertices;
    const nodes = job.plan.nodes.filter(({ id }) => id === first?.id);
    return { ...job, vertices: job.vertices.slice(0, 1), plan: { nodes } };
  };

  const server = await httpServer((request, response) => {
    if (interruption !== null) return interruption(response);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://cluster');
    const { jid, vertices } = jobOf();
    const path = pathname.replace(jid, ':job').split('/').filter(Boolean);
    const names = searchParams.get('get')?.split(',') ?? null;
    if (Buffer.byteLength(request.url ?? '') > 4083) return json(response, error('url-too-long'), 404);
    if (pathname === '/') return void response.writeHead(200, { 'set-cookie': 'session=one; Path=/' }).end('<html></html>');
    if (pathname === '/overview')
      return json(
        response,
        JSON.parse(readFileSync(join(recordings, playing.split('/')[0] ?? '', 'cluster', 'overview.json'), 'utf8')),
      );
    if (pathname === '/jobs/overview') return json(response, read('jobs-overview'));
    if (path[0] !== 'jobs') return json(response, error('unknown-path'), 404);
    if (path[1] !== ':job') return json(response, error('unknown-job'), 404);
    if (path.length === 2) return json(response, jobOf());
    if (path[2] === 'checkpoints') return json(response, read(path[3] === 'config' ? 'checkpoints-config' : 'checkpoints'));
    // Of another job, which failed over and over.
    if (path[2] === 'exceptions')
      return json(response, JSON.parse(readFileSync(join(recordings, playing.split('/')[0] ?? '', 'exceptions.json'), 'utf8')));
    if (path[2] === 'metrics')
      return json(
        response,
        (read('job-metrics-get') as Metric[]).filter(({ id }) => names?.includes(id)),
      );
    const vertex = vertices.findIndex(({ id }) => id === path[3]);
    if (path[4] === 'backpressure') return json(response, read(`v${vertex}-backpressure`));
    if (path[4] === 'flamegraph') {
      const graph = `v${vertex}-flamegraph-${searchParams.get('type') ?? 'full'}`;
      return json(response, existsSync(file(graph)) ? read(graph) : { endTimestamp: -3 });
    }
    const recordedNames = (read(`v${vertex}-subtasks-metrics-list`) as Metric[]).filter(({ id }) => !id.includes('.numRecords'));
    if (names === null) return json(response, [...recordedNames, ...Object.keys(operators).map((id) => ({ id }))]);
    const values = [
      ...(read(`v${vertex}-subtasks-metrics-get`) as Metric[]),
      ...Object.entries(operators).map(([id, sum]) => ({ id, min: sum, max: sum, avg: sum, sum })),
    ].filter(({ id }) => names.includes(id));
    // One unknown name empties the whole answer.
    return json(response, values.length < names.length ? [] : values);
  }, port);
  return {
    ...server,
    get job() {
      return jobOf().jid;
    },
    get recorded() {
      return jobOf().now;
    },
    play: (next) => void (playing = next),
    interrupt: (next) => void (interruption = next),
  };
}
