import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpServer } from '../../clients/httpServer.ts';
import { httpServer, json } from '../../clients/httpServer.ts';
import type { RecordedCluster } from '../../clients/recordedCluster.ts';
import { recordedCluster } from '../../clients/recordedCluster.ts';

const recordings = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'flink-rest');
const OUTCOMES = ['completed', 'failed', 'in-progress'] as const;

export interface RecordedCheckpoints extends HttpServer {
  readonly cluster: RecordedCluster;
  /** Requests so far about one checkpoint. */
  asked(id: number): readonly string[];
  /** From now on no checkpoint has details: ten newer ones have come. */
  forget(): void;
}

/** A recorded cluster with the details of those checkpoints that were recorded by vertex and subtask; of all others there are none (404). */
export async function recordedCheckpoints(situation: string): Promise<RecordedCheckpoints> {
  const cluster = await recordedCluster(situation);
  let forgotten = false;
  const read = (name: string): unknown => {
    const file = join(recordings, situation, `${name}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  };
  const { vertices } = read('job') as { vertices: { id: string }[] };
  const answerOf = (id: number, vertex: string | undefined): unknown => {
    const outcome = OUTCOMES.find((each) => (read(`checkpoint-${each}`) as { id: number } | null)?.id === id);
    if (outcome === undefined || forgotten) return null;
    const place = vertices.findIndex((each) => each.id === vertex);
    return read(vertex === undefined ? `checkpoint-${outcome}` : `checkpoint-${outcome}-v${place}-subtasks`);
  };
  const server = await httpServer(async (request, response) => {
    const [, id, vertex] = /\/checkpoints\/details\/(\d+)(?:\/subtasks\/(.+))?$/.exec(request.url ?? '') ?? [];
    if (id !== undefined) {
      const answer = answerOf(Number(id), vertex);
      const none = { errors: [`Could not find checkpointing statistics for checkpoint ${id}.`] };
      return answer === null ? json(response, none, 404) : json(response, answer);
    }
    try {
      const passedOn = await fetch(cluster.origin + (request.url ?? ''));
      response.writeHead(passedOn.status, { 'content-type': 'application/json' }).end(await passedOn.text());
    } catch {
      // Closed while it was asked.
      response.destroy();
    }
  });
  return {
    ...server,
    cluster,
    asked: (id) => server.requests.filter((each) => each.includes(`/details/${id}`)),
    forget: () => void (forgotten = true),
    async close() {
      await server.close();
      await cluster.close();
    },
  };
}
