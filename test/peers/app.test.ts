import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { RawJob } from './support/flinkAnswers.ts';
import type { FlinkCluster } from './support/flinkCluster.ts';
import { startFlink } from './support/flinkCluster.ts';
import type { Figures, Sampling } from './support/sampling.ts';
import { startSampling } from './support/sampling.ts';
import { shownEdges, shownVertices } from './support/shownGraph.ts';

/** A job's figures count once it has run for fifteen seconds. */
const PATIENCE = { timeout: 90_000, interval: 250 };
/** How the graph says that a figure is not known. */
const UNKNOWN = [null, 'unknown'];

describe('the app on a real Flink 1.20', () => {
  let flink: FlinkCluster;
  let app: RunningApp;
  let job: string;
  let sampling: Sampling;

  beforeAll(async () => {
    flink = await startFlink('1.20.5');
    await flink.run('healthy');
    job = await flink.run('backpressured');
    sampling = startSampling(flink, job);
    app = await startApp(['--connection', 'flink', '--url', flink.url]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await app?.picture(task.name);
  });
  afterAll(async () => {
    await app?.close();
    await sampling?.stop();
    await flink?.dispose();
  });

  /** Every figure on screen is one that the cluster said of that vertex in the last seconds; returns the rates. */
  async function expectFiguresOfTheCluster(): Promise<readonly (string | null)[]> {
    const vertices = await shownVertices(app.page);
    const edges = await shownEdges(app.page);
    const agree = (vertex: string, figure: keyof Figures, shown: string | null) =>
      expect([...sampling.said(vertex, figure)], `${figure} of ${vertex}`).toContain(shown);
    for (const { name, busy, backpressured, recordsIn, recordsOut } of vertices) {
      agree(name, 'busy', busy);
      agree(name, 'backpressured', backpressured);
      if (name.startsWith('Source')) expect(recordsIn).toBeNull();
      else agree(name, 'recordsIn', recordsIn);
      if (name.startsWith('Discard')) expect(recordsOut).toBeNull();
      else agree(name, 'recordsOut', recordsOut);
    }
    for (const { to, rate } of edges) agree(to, 'recordsIn', rate);
    expect([vertices.length, edges.length]).toEqual([3, 2]);
    return vertices.map(({ recordsIn }) => recordsIn);
  }

  const showAs = (view: 'Graph' | 'Table') =>
    app.page.getByRole('toolbar', { name: 'Show the job as' }).getByRole('button', { name: view }).click();
  const old = () => app.page.getByText(/Old figures: the job graph as of/);

  it('has the jobs of the cluster in its fleet', async () => {
    for (const name of ['healthy', 'backpressured'])
      await app.page.getByRole('link', { name, exact: true }).waitFor({ timeout: 30_000 });
  });

  it('draws the graph that the cluster runs: vertices, parallelism, edges', async () => {
    await app.page.getByRole('link', { name: 'backpressured', exact: true }).click();
    const raw = await flink.ask<RawJob>(`jobs/${job}`);
    await vi.waitFor(
      async () =>
        expect((await shownVertices(app.page)).map(({ name, parallelism }) => [name, parallelism])).toEqual(
          raw.vertices.map(({ name, parallelism }) => [name, parallelism]),
        ),
      PATIENCE,
    );
    const nameOf = (id: string) => raw.vertices.find((vertex) => vertex.id === id)?.name;
    expect((await shownEdges(app.page)).map(({ from, to, shipStrategy }) => [from, to, shipStrategy])).toEqual(
      raw.plan.nodes.flatMap(({ id, inputs = [] }) => inputs.map((input) => [nameOf(input.id), nameOf(id), input.ship_strategy])),
    );
  });

  it('shows the rates and the backpressure that the cluster says, and goes on doing so', async () => {
    const first = await vi.waitFor(expectFiguresOfTheCluster, PATIENCE);
    // The rates are means of a minute, which has not passed yet: they rise.
    await vi.waitFor(async () => expect(await expectFiguresOfTheCluster()).not.toEqual(first), PATIENCE);
  });

  it('names the slow lookup as what holds the job back', async () => {
    const bottlenecks = async () =>
      (await shownVertices(app.page)).filter(({ bottleneck }) => bottleneck).map(({ name }) => name);
    await vi.waitFor(async () => expect(await bottlenecks()).toEqual(['Slow lookup']), PATIENCE);
    await app.page
      .getByText(/Slow lookup is the bottleneck: .* busy, and Source: Events → Enrich before it is held back/)
      .first()
      .waitFor();
  });

  it('says the same in its table', async () => {
    await showAs('Table');
    const table = app.page.getByRole('table', { name: 'Vertices of the job' });
    const row = table.getByRole('row', { name: /Slow lookup/ });
    await vi.waitFor(async () => {
      const cells = await row.getByRole('cell').allInnerTexts();
      expect(cells.slice(0, 3)).toEqual(['busy', 'RUNNING', '2']);
      for (const [at, figure] of [
        [3, 'busy'],
        [4, 'backpressured'],
        [6, 'recordsIn'],
        [7, 'recordsOut'],
      ] as const)
        expect([...sampling.said('Slow lookup', figure)]).toContain(cells[at]);
    }, PATIENCE);
    await showAs('Graph');
  });

  it('keeps the last figures, marked as old and with the reason, when the cluster is lost', async () => {
    await vi.waitFor(expectFiguresOfTheCluster, PATIENCE);
    await flink.stop();
    await old().waitFor({ timeout: 30_000 });
    await app.page
      .getByText(/The Flink REST interface does not answer: .* Check that the cluster runs/)
      .first()
      .waitFor();
    await vi.waitFor(async () => {
      const vertices = await shownVertices(app.page);
      expect(vertices).toHaveLength(3);
      for (const { busy, backpressured } of vertices)
        for (const shown of [busy, backpressured]) expect(UNKNOWN).not.toContain(shown);
    }, PATIENCE);
  });

  it('recovers by itself when the cluster is back', async () => {
    await flink.restart();
    await flink.run('backpressured', job);
    // The figures of before may still be among what was sampled last: the mark has to go first.
    await old().waitFor({ state: 'hidden', timeout: 90_000 });
    await vi.waitFor(expectFiguresOfTheCluster, PATIENCE);
    expect(await app.page.getByText('The Flink REST interface does not answer').count()).toBe(0);
  });

  it('never made the browser complain', () => {
    expect(app.complaints).toEqual([]);
  });
});
