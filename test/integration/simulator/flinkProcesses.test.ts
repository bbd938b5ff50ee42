import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { get } from './flinkPlaces.ts';
import { rawAws } from './rawAws.ts';

const APPLICATION = 'orders-enrichment';

describe('the processes of a cluster', () => {
  let simulator: TestSimulator;
  let base: string;
  let taskManagers: readonly string[];
  beforeAll(async () => {
    simulator = await startTestSimulator({ historyHours: 1 });
    base = simulator.addresses.flink[APPLICATION] ?? '';
    const { body } = await get(base, 'taskmanagers');
    taskManagers = (body as { taskmanagers: { id: string }[] }).taskmanagers.map(
      ({ id }) => `taskmanagers/${encodeURIComponent(id)}`,
    );
  });
  afterAll(() => simulator.close());

  const text = async (path: string) => {
    const response = await fetch(base + path);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=UTF-8');
    return response.text();
  };
  const threads = async (path: string) =>
    ((await get(base, `${path}/thread-dump`)).body as { threadInfos: { threadName: string; stringifiedThreadInfo: string }[] })
      .threadInfos;

  /** What was logged, line by line, without what a process says of itself when it starts. */
  const logged = async (path: string) =>
    (await text(`${path}/log`)).split('\n').filter((line) => / (INFO|WARN|ERROR) /.test(line) && !/Entrypoint|Runner/.test(line));

  it('together have logged what CloudWatch Logs has, each record once', async () => {
    const { region, now } = await simulator.state();
    const messages: string[] = [];
    let nextToken: string | undefined;
    do {
      const { body } = await rawAws(
        simulator.addresses.aws,
        'Logs_20140328.FilterLogEvents',
        {
          logGroupName: `/aws/kinesis-analytics/${APPLICATION}`,
          startTime: 0,
          endTime: now,
          ...(nextToken === undefined ? {} : { nextToken }),
        },
        { region },
      );
      const page = body as { events: { message: string }[]; nextToken?: string };
      messages.push(...page.events.map(({ message }) => (JSON.parse(message) as { message: string }).message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    const lines = (await Promise.all(['jobmanager', ...taskManagers].map(logged)))
      .flat()
      .map((line) => line.replace(/^.*? - /, ''));
    expect(lines.sort()).toEqual(messages.sort());
    expect(lines.length).toBeGreaterThan(100);
  });

  it('log in the order of time, where it happened', async () => {
    const central = await logged('jobmanager');
    expect(central).toEqual([...central].sort((a, b) => a.slice(0, 23).localeCompare(b.slice(0, 23))));
    expect(central.some((line) => line.includes('Completed checkpoint'))).toBe(true);
    for (const path of taskManagers) expect((await text(`${path}/log`)).includes('Completed checkpoint')).toBe(false);
  });

  it('list their files with the sizes that they have', async () => {
    for (const path of ['jobmanager', ...taskManagers.slice(0, 1)]) {
      const { logs } = (await get(base, `${path}/logs`)).body as { logs: { name: string; size: number }[] };
      for (const { name, size } of logs) expect(Buffer.byteLength(await text(`${path}/logs/${name}`))).toBe(size);
      expect(await text(`${path}/stdout`)).toBe('');
      expect((await get(base, `${path}/logs/none.log`)).status).toBe(500);
    }
  });

  it('have as many threads as their metrics count', async () => {
    for (const path of ['jobmanager', ...taskManagers]) {
      const { body } = await get(base, `${path}/metrics?get=Status.JVM.Threads.Count`);
      expect(await threads(path)).toHaveLength(Number((body as { value: string }[])[0]?.value));
    }
  });

  it('have a thread for each task, and one TaskManager does not run another’s', async () => {
    const { jobs } = (await get(base, 'jobs')).body as { jobs: { id: string }[] };
    const { vertices } = (await get(base, `jobs/${jobs[0]?.id}`)).body as { vertices: { name: string; parallelism: number }[] };
    const tasks = vertices.flatMap(({ name, parallelism }) =>
      Array.from({ length: parallelism }, (_, i) => `${name} (${i + 1}/${parallelism})#0`),
    );
    const running = (await Promise.all(taskManagers.map(threads))).flat().map(({ threadName }) => threadName);
    expect(running.filter((name) => tasks.includes(name)).sort()).toEqual(tasks.sort());
  });

  it('show a sink that is slow waiting for its target', async () => {
    const all = (await Promise.all(taskManagers.map(threads))).flat();
    const writers = all.filter(({ threadName }) => threadName.startsWith('warehouse: Writer'));
    expect(
      writers.filter(({ stringifiedThreadInfo }) => stringifiedThreadInfo.includes('KafkaProducer.send')).length,
    ).toBeGreaterThan(writers.length / 2);
  });
});
