import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import { millis } from '#shared/units/units.ts';
import { httpServer, json } from '../clients/httpServer.ts';
import type { HttpServer } from '../clients/httpServer.ts';

const recordings = join(import.meta.dirname, '..', '..', 'fixtures', 'flink-rest');

export interface RecordedVertices extends HttpServer {
  readonly rest: FlinkRest;
  readonly job: string;
  /** Ids of the vertices, in the order of the recording. */
  readonly vertices: readonly string[];
  /** Answers a path behind `vertices/:v/` with this instead of what was recorded; null: with an error. */
  readonly instead: Map<string, unknown>;
}

/** Plays what a real cluster answered about the vertices of one job, `1.20/skewed`, over HTTP. */
export async function recordedVertices(situation: string): Promise<RecordedVertices> {
  const read = (name: string): unknown => {
    const file = join(recordings, situation, `${name}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  };
  const { jid, vertices } = read('job') as { jid: string; vertices: { id: string }[] };
  const ids = vertices.map(({ id }) => id);
  const instead = new Map<string, unknown>();
  const server = await httpServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://cluster');
    const [, checkpointVertex] = /\/checkpoints\/details\/\d+\/subtasks\/(.+)$/.exec(pathname) ?? [];
    const [, vertex, part = ''] = /\/vertices\/([^/]+)(?:\/(.+))?$/.exec(pathname) ?? [];
    const place = ids.indexOf(checkpointVertex ?? vertex ?? '');
    const key = checkpointVertex === undefined ? part : 'state';
    const recorded: Record<string, () => unknown> = {
      '': () => read(`v${place}-vertex`),
      state: () => read(`checkpoint-completed-v${place}-subtasks`),
      accumulators: () => ({ id: vertex, 'user-accumulators': [] }),
      metrics: () => [],
    };
    const answer = instead.has(key) ? instead.get(key) : (recorded[key]?.() ?? read(`v${place}-${key}`));
    if (answer === null) return json(response, { errors: ['Not recorded.'] }, 500);
    return json(response, answer);
  });
  return {
    ...server,
    rest: flinkRest({ base: server.origin, cookie: null, concurrency: 4, timeout: millis(20_000) }),
    job: jid,
    vertices: ids,
    instead,
  };
}
