import { mkdirSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { vi } from 'vitest';
import { flinkConfiguration, jobManagerFlags, SLOTS, taskManagerFlags } from './flinkConfiguration.ts';
import { freePort } from './freePort.ts';
import type { Program } from './program.ts';
import { root, startProgram } from './program.ts';

/** The versions that `scripts/peers.mjs` has built. */
export const flinkVersions = JSON.parse(readFileSync(join(root, 'test', 'peers', 'flink', 'versions.json'), 'utf8')) as string[];

export type PeerJob = 'healthy' | 'chained' | 'backpressured' | 'skewed' | 'failing' | 'slowCheckpoints' | 'aligning' | 'busy';

/** A real Flink cluster: a JobManager and a TaskManager in JVMs of their own. */
export interface FlinkCluster {
  readonly url: string;
  /** The REST interface's own answer, untouched. */
  ask<T>(path: string): Promise<T>;
  /**
   * Submits a job the way its users do, as a jar; resolves with its id when all its tasks run. With an id it gets that one, as a job
   * does that a highly available cluster brings back.
   */
  run(job: PeerJob, id?: string): Promise<string>;
  /** Resolves when the job has ended. */
  cancel(job: string): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  restart(): Promise<void>;
  /** Stops it and removes what it wrote. */
  dispose(): Promise<void>;
}

export async function startFlink(version: string): Promise<FlinkCluster> {
  const made = join(root, '.cache', 'peers', `flink-${version}`);
  const folder = mkdtempSync(join(tmpdir(), 'streamgauge-flink-'));
  const [port, rpcPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'config.yaml'), flinkConfiguration({ port, rpcPort, folder }));
  mkdirSync(join(folder, 'plugins'));
  let programs: Program[] = [];
  let uploaded: Promise<string> | null = null;

  const java = (name: string, flags: readonly string[], main: string): Program =>
    startProgram({
      command: 'java',
      args: [
        ...flags,
        `-Dlog.file=${join(folder, name, 'log')}`,
        '-cp',
        [join(made, 'jobs.jar'), join(made, 'lib', '*')].join(delimiter),
        // Ends them even when the tests are killed.
        'streamgauge.peers.Attached',
        main,
        '--configDir',
        folder,
      ],
      env: { FLINK_PLUGINS_DIR: join(folder, 'plugins') },
    });

  async function ask<T>(path: string): Promise<T> {
    const response = await fetch(`${url}/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function restart(): Promise<void> {
    await stop();
    uploaded = null;
    programs = [
      java('jobManager', jobManagerFlags, 'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint'),
      java('taskManager', taskManagerFlags, 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner'),
    ];
    await vi.waitUntil(
      async () => {
        const lost = programs.find((program) => !program.running());
        if (lost !== undefined) throw new Error(`Flink ${version} does not start:\n${lost.said()}`);
        const overview = await ask<{ 'slots-total': number }>('overview').catch(() => null);
        return overview?.['slots-total'] === SLOTS;
      },
      { timeout: 120_000, interval: 100 },
    );
  }

  async function upload(): Promise<string> {
    const form = new FormData();
    form.set('jarfile', await openAsBlob(join(made, 'jobs.jar')), 'jobs.jar');
    const answer = await fetch(`${url}/jars/upload`, { method: 'POST', body: form });
    const { filename } = (await answer.json()) as { filename: string };
    return filename.split('/').at(-1) ?? '';
  }

  async function run(job: PeerJob, id?: string): Promise<string> {
    // One that is started anew has forgotten what it was given.
    uploaded ??= upload();
    const started = await fetch(`${url}/jars/${await uploaded}/run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entryClass: 'streamgauge.peers.PeerJob', programArgsList: [job], jobId: id }),
    });
    if (!started.ok) throw new Error(`Flink ${version} does not take the job ${job}: ${await started.text()}`);
    const { jobid } = (await started.json()) as { jobid: string };
    await vi.waitUntil(
      async () => {
        const { vertices } = await ask<{ vertices: { status: string }[] }>(`jobs/${jobid}`);
        return vertices.length > 0 && vertices.every(({ status }) => status === 'RUNNING');
      },
      { timeout: 120_000, interval: 100 },
    );
    return jobid;
  }

  async function cancel(job: string): Promise<void> {
    await fetch(`${url}/jobs/${job}?mode=cancel`, { method: 'PATCH' });
    await vi.waitUntil(async () => (await ask<{ state: string }>(`jobs/${job}`)).state === 'CANCELED', { timeout: 30_000 });
  }

  const stop = async () => void (await Promise.all(programs.splice(0).map((program) => program.stop())));
  async function dispose(): Promise<void> {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    await restart();
  } catch (thrown) {
    await dispose();
    throw thrown;
  }
  return { url, ask, run, cancel, stop, restart, dispose };
}
