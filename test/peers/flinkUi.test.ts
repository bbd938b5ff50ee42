import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FlinkPage } from './support/flinkPage.ts';
import { openFlinkPage, shown } from './support/flinkPage.ts';
import type { PeerSimulator } from './support/simulator.ts';
import { startSimulator } from './support/simulator.ts';

interface Vertex {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
}

interface Backpressure {
  readonly backpressureLevel: string;
  readonly subtasks: readonly { readonly busyRatio: number }[];
}

/** Sampling takes five seconds and more; the page asks every three. */
const PATIENCE = { timeout: 30_000, interval: 500 };

let simulator: PeerSimulator;
beforeAll(async () => {
  simulator = await startSimulator(['--scenario', 'demo', '--seed', '1']);
});
afterAll(() => simulator?.stop());

describe.each([
  { version: '1.20.5', runs: '1.20' },
  { version: '2.3.0', runs: '2.' },
])('the web page of Flink $version on a simulated cluster', ({ version, runs }) => {
  let flink: FlinkPage;
  let rest: string;
  let job: { readonly jid: string; readonly name: string; readonly vertices: readonly Vertex[] };
  let taskManager: string;
  const ask = async <T>(path: string): Promise<T> => (await (await fetch(rest + path)).json()) as T;
  const vertexPath = (vertex: Vertex) => `jobs/${job.jid}/vertices/${vertex.id}`;
  const pathOf = (part: string) => `/job/running/${job.jid}/${part}`;
  /** Of the file's pictures: without what a file system does not like. */
  const fileOf = (name: string) => name.replaceAll(/\W+/g, '-');

  /** Opens a vertex as one does: in the list below the graph. */
  async function choose(vertex: Vertex): Promise<void> {
    await flink.see(pathOf('overview'), [vertex.name], '10-graph');
    await shown(flink.page.locator('flink-job-overview-list a').getByText(vertex.name, { exact: true })).click();
    await shown(flink.page.getByText('Max Parallelism')).waitFor();
  }

  /** The application of that version in which most is wrong: with the busiest vertex. */
  async function findApplication(): Promise<string> {
    const found: { readonly base: string; readonly busiest: number }[] = [];
    for (const base of Object.values((await simulator.state()).flink)) {
      rest = base;
      if (!(await ask<{ 'flink-version': string }>('overview'))['flink-version'].startsWith(runs)) continue;
      const [running] = (await ask<{ jobs: { jid: string; state: string }[] }>('jobs/overview')).jobs;
      if (running?.state !== 'RUNNING') continue;
      job = await ask(`jobs/${running.jid}`);
      const all = await Promise.all(job.vertices.map((vertex) => ask<Backpressure>(`${vertexPath(vertex)}/backpressure`)));
      // A source of the old kind has no busy time: the page says so with what we would take for a mistake.
      if (JSON.stringify(all).includes('NaN')) continue;
      found.push({ base, busiest: Math.max(...all.flatMap(({ subtasks }) => subtasks.map(({ busyRatio }) => busyRatio))) });
    }
    const [most] = found.sort((a, b) => b.busiest - a.busiest);
    if (most === undefined) throw new Error(`No application runs on Flink ${runs}`);
    return most.base;
  }

  beforeAll(async () => {
    rest = await findApplication();
    const [running] = (await ask<{ jobs: { jid: string }[] }>('jobs/overview')).jobs;
    job = await ask(`jobs/${running?.jid}`);
    taskManager = (await ask<{ taskmanagers: { id: string }[] }>('taskmanagers')).taskmanagers[0]?.id ?? '';
    flink = await openFlinkPage(version, rest);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await flink?.picture(`failed-${fileOf(task.name)}`);
  });
  afterAll(() => flink?.close());

  it('has the job on its first page', async () => {
    await flink.see('/overview', [job.name, 'Available Task Slots', 'RUNNING'], '01-overview');
    await flink.see('/job/running', [job.name], '02-running-jobs');
    await flink.see('/job/completed', ['No Data'], '03-completed-jobs');
    if (version.startsWith('2.')) {
      await flink.see('/application/running', [`SingleJobApplication(${job.name})`], '04-applications');
      await flink.see(`/application/running/${job.jid}/overview`, [job.name, 'Completed Job List'], '05-application');
      await flink.see(`/application/running/${job.jid}/exceptions`, ['Exception'], '06-application-exceptions');
    }
  });

  it('draws the job’s graph, with what keeps each vertex busy', async () => {
    await flink.see(pathOf('overview'), [...job.vertices.map(({ name }) => name), 'Backpressured (max):'], '10-graph');
    const busiest = await Promise.all(
      job.vertices.map(async (vertex) => {
        const { subtasks } = await ask<Backpressure>(`${vertexPath(vertex)}/backpressure`);
        return Math.round(100 * Math.max(...subtasks.map(({ busyRatio }) => busyRatio)));
      }),
    );
    // What is on screen is of some seconds ago: the figure of a vertex at its limit does not move.
    if (Math.max(...busiest) >= 99) await shown(flink.page.getByText('Busy (max): 100%')).waitFor();
    await shown(flink.page.getByText(/Busy \(max\): \d+%/)).waitFor();
  });

  it('fills every tab of every vertex', async () => {
    for (const vertex of job.vertices) {
      const tab = (name: string, texts: readonly string[]) =>
        flink.see(pathOf(`overview/${vertex.id}/${name}`), texts, `20-${fileOf(vertex.name)}-${name}`);
      const { subtasks } = await ask<Backpressure>(`${vertexPath(vertex)}/backpressure`);
      await choose(vertex);
      await tab('detail', ['Max Parallelism', vertex.name]);
      await tab('subtasks', ['Aggregated Metrics', 'Bytes Received']);
      await shown(flink.page.getByText('Aggregated Metrics')).click();
      await shown(flink.page.getByText('Median', { exact: false })).waitFor();
      await tab('taskmanagers', ['Endpoint', 'Bytes received']);
      await tab('watermarks', ['Watermark']);
      await tab('accumulators', ['Accumulators']);
      await tab('backpressure', ['Back Pressure Status', 'Measurement']);
      await vi.waitFor(
        async () =>
          expect(await flink.page.locator('flink-job-overview-drawer-backpressure tbody tr:visible').count()).toBe(
            subtasks.length,
          ),
        PATIENCE,
      );
    }
  });

  it('draws a metric that is chosen', async () => {
    const vertex = job.vertices[1];
    if (vertex === undefined) throw new Error('The job has one vertex.');
    await choose(vertex);
    await flink.see(pathOf(`overview/${vertex.id}/metrics`), ['Add Metric'], '30-metrics');
    await shown(flink.page.locator('flink-job-overview-drawer-chart .ant-select-selector')).click();
    await flink.page.keyboard.type('0.busyTime');
    await shown(flink.page.locator('nz-option-item').getByText('0.busyTimeMsPerSecond')).click();
    await shown(flink.page.locator('flink-job-overview-drawer-chart').getByText('Numeric')).click();
    await shown(flink.page.locator('flink-job-overview-drawer-chart *', { hasText: /^\s*\d+(\.\d+)?\s*\/ s\s*$/ })).waitFor();
    await flink.picture('31-metric');
  });

  it('draws flame graphs of every vertex, on and off the CPU and both', async () => {
    const { page } = flink;
    for (const vertex of job.vertices) await ask(`${vertexPath(vertex)}/flamegraph?type=full`);
    const graph = page.locator('flink-job-overview-drawer-flamegraph svg.d3-flame-graph');
    /** Frames grow to their width, the first one to that of the graph. */
    const drawn = () =>
      vi.waitFor(async () => {
        const widths = await graph
          .locator('g.frame rect')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
        expect(widths.length).toBeGreaterThan(10);
        expect(Math.max(...widths)).toBeGreaterThan(0.98 * (await graph.evaluate((svg) => svg.getBoundingClientRect().width)));
      }, PATIENCE);
    for (const vertex of job.vertices) {
      await choose(vertex);
      await flink.see(pathOf(`overview/${vertex.id}/flamegraph`), ['Measurement', 'On-CPU'], `40-${fileOf(vertex.name)}-flame`);
      for (const type of ['Off-CPU', 'Mixed']) {
        await shown(page.getByText(type, { exact: true })).click();
        await drawn();
        await flink.picture(`41-${fileOf(vertex.name)}-flame-${type}`);
      }
    }
    await shown(page.locator('flink-job-overview-drawer-flamegraph .ant-select-selector')).click();
    const answered = page.waitForResponse(/flamegraph\?type=full&subtaskindex=0/);
    await shown(page.locator('nz-option-item').getByText('0', { exact: true })).click();
    await answered;
    await drawn();
    await flink.picture('42-flame-of-a-subtask');
  });

  it('shows checkpoints, down to a subtask of one', async () => {
    const { page } = flink;
    const checkpoints = page.locator('flink-job-checkpoints');
    await flink.see(pathOf('checkpoints'), ['Checkpoint Counts', 'Latest Completed Checkpoint'], '50-checkpoints');
    const tab = (name: string) => shown(checkpoints.getByText(name, { exact: true })).click();
    await tab('History');
    await shown(checkpoints.locator('tbody tr', { hasText: 'COMPLETED' }).locator('button')).click();
    await shown(page.locator('flink-job-checkpoints-detail').getByText(job.vertices[0]?.name ?? '')).waitFor();
    await shown(page.locator('flink-job-checkpoints-detail tbody button')).click();
    await shown(page.getByText('SubTasks:')).waitFor();
    await shown(page.getByText('Alignment Duration')).waitFor();
    await flink.picture('51-checkpoint');
    await tab('Summary');
    await shown(checkpoints.getByText('Percentiles')).click();
    await shown(checkpoints.getByText('99.9% percentile')).waitFor();
    await flink.picture('52-checkpoint-summary');
    await tab('Configuration');
    await shown(checkpoints.getByText('EmbeddedRocksDBStateBackend')).waitFor();
    await flink.picture('53-checkpoint-configuration');
  });

  it('shows the rest of the job', async () => {
    await flink.see(pathOf('timeline'), ['Vertex TimeLine'], '60-timeline');
    await flink.see(pathOf('configuration'), ['Execution Configuration', 'Job parallelism'], '61-configuration');
    await flink.see(pathOf('dataskew'), ['Data Skew Percentage', ...job.vertices.map(({ name }) => name)], '62-data-skew');
    await flink.see(pathOf('exceptions'), ['Root Exception'], '63-exceptions');
  });

  it('shows a TaskManager: memory, logs, threads', async () => {
    const of = (part: string) => `/task-manager/${encodeURIComponent(taskManager)}/${part}`;
    const [vertex] = job.vertices;
    await flink.see('/task-manager', [taskManager], '70-task-managers');
    await flink.see(of('metrics'), ['Flink Memory Model', 'Garbage Collection'], '71-task-manager');
    await flink.see(of('logs'), ['TaskManagerRunner'], '72-log');
    await flink.see(of('stdout'), ['Stdout'], '73-stdout');
    await flink.see(of('log-list'), ['flink-taskmanager.log'], '74-logs');
    await shown(flink.page.getByText('flink-taskmanager.log')).click();
    await shown(flink.page.getByText('TaskManagerRunner')).waitFor();
    await flink.picture('74-log-of-the-list');
    await flink.see(of('thread-dump'), ['Reference Handler'], '75-threads');
    await flink.see(of('profiler'), ['Create Profiling Instance'], '76-profiler');
    const { threadInfos } = await ask<{ threadInfos: { threadName: string }[] }>(`taskmanagers/${taskManager}/thread-dump`);
    expect(threadInfos.map(({ threadName }) => threadName)).toContain(`${vertex?.name} (1/${vertex?.parallelism})#0`);
  });

  it('shows the JobManager: memory, configuration, logs, threads', async () => {
    const of = (part: string) => `/job-manager/${part}`;
    await flink.see(of('metrics'), ['JVM Heap', 'Garbage Collection'], '80-job-manager');
    await flink.see(of('config'), ['Configurations', 'Classpath'], '81-configuration');
    await flink.see(of('logs'), ['CheckpointCoordinator'], '82-log');
    await flink.see(of('stdout'), ['Stdout'], '83-stdout');
    await flink.see(of('log'), ['flink-jobmanager.log'], '84-logs');
    await flink.see(of('thread-dump'), ['Reference Handler'], '85-threads');
    await flink.see(of('profiler'), ['Create Profiling Instance'], '86-profiler');
  });

  it('never made the page complain', () => {
    expect(flink.complaints).toEqual([]);
  });
});

it('shows why a job failed, and what failed it before', async () => {
  for (const rest of Object.values((await simulator.state()).flink)) {
    const ask = async <T>(path: string): Promise<T> => (await (await fetch(rest + path)).json()) as T;
    const { 'flink-version': version } = await ask<{ 'flink-version': string }>('overview');
    const [job] = (await ask<{ jobs: { jid: string }[] }>('jobs/overview')).jobs;
    if (!version.startsWith('1.') || job === undefined) continue;
    const { exceptionHistory } = await ask<{ exceptionHistory: { entries: { exceptionName: string }[] } }>(
      `jobs/${job.jid}/exceptions`,
    );
    const [newest] = exceptionHistory.entries;
    if (newest === undefined) continue;
    const flink = await openFlinkPage('1.20.5', rest);
    try {
      const name = newest.exceptionName.slice(newest.exceptionName.lastIndexOf('.') + 1);
      await flink.see(`/job/running/${job.jid}/exceptions`, ['Root Exception', name], '90-exception');
      await shown(flink.page.getByText('Exception History')).click();
      await shown(flink.page.locator('flink-job-exceptions tbody').getByText(name)).waitFor();
      await flink.picture('91-exception-history');
      expect(flink.complaints).toEqual([]);
    } finally {
      await flink.close();
    }
    return;
  }
  throw new Error('No job of the demonstration has failed.');
});
