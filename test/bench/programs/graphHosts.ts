import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { createEngine } from '#electron/engine/createEngine.ts';
import { startWeb } from '#electron/web/startWeb.ts';
import { serveFlinkUi } from '#test/peers/support/flinkUi.ts';
import { startBigFlink } from '#test/support/bigFlink.ts';

/**
 * One large job behind a REST interface, watched by our browser host and by Flink's own web page. Prints one line of JSON: the addresses of
 * both and the job's id. A line on standard input is answered by one: what the interface has been asked since the one before, by path. Ends when standard
 * input closes. Arguments: vertices, parallelism, version of Flink's page.
 */
const [vertices = '10', parallelism = '8', version = '1.20.5'] = process.argv.slice(2);
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const cluster = await startBigFlink({ vertices: Number(vertices), parallelism: Number(parallelism) });
const id = 'cluster';
const engine = await createEngine({
  host: 'browser',
  version: 'bench',
  settingsFile: null,
  override: { kind: 'flink', id, name: 'Cluster', url: cluster.url },
  log,
});
const pages = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer');
const web = await startWeb({ engine, pages, port: 0, log });
const peer = await serveFlinkUi(version, cluster.url);
process.stdout.write(`${JSON.stringify({ ours: web.url, peer: peer.url, connection: id, job: cluster.job })}\n`);

let from = 0;
const lines = createInterface({ input: process.stdin });
lines.on('line', () => {
  process.stdout.write(`${JSON.stringify(cluster.asked(from))}\n`);
  from = cluster.requests.length;
});
lines.once(
  'close',
  () =>
    void Promise.all([web.close(), peer.close()])
      .then(() => engine.close())
      .then(() => cluster.close()),
);
