import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { findPlace, get } from './flinkPlaces.ts';
import type { Place } from './flinkPlaces.ts';
import { recorded } from './recorded.ts';
import { differences } from './shape.ts';

interface Graph {
  readonly endTimestamp: number;
  readonly data: Node;
}
interface Node {
  readonly name: string;
  readonly value: number;
  readonly children: readonly Node[];
}

const SECONDS = 1000;

describe('flame graphs', () => {
  let simulator: TestSimulator;
  let place: Place;
  let vertex: string;
  beforeAll(async () => {
    simulator = await startTestSimulator({ historyHours: 1 });
    place = await findPlace([simulator.addresses.flink['orders-enrichment'] ?? '']);
    vertex = `jobs/${place.job.jid}/vertices/${place.middle}`;
  });
  afterAll(() => simulator.close());

  const ask = async (query = '') => (await get(place.base, `${vertex}/flamegraph${query}`)).body as Graph;
  const busyParts = async () =>
    ((await get(place.base, `${vertex}/backpressure`)).body as { subtasks: { busyRatio: number }[] }).subtasks.map(
      ({ busyRatio }) => busyRatio,
    );

  it('are sampled when someone asks, for five seconds', async () => {
    expect(await ask()).toEqual(recorded('1.20', 'flamegraph-first-answer'));
    await simulator.advance(4 * SECONDS);
    expect(await ask()).toEqual({ endTimestamp: -3 });
    await simulator.advance(2 * SECONDS);
    const graph = await ask();
    expect(differences(recorded('1.20', 'v1-flamegraph-full'), graph)).toEqual([]);
    const { now } = await simulator.state();
    expect(graph.endTimestamp).toBeLessThanOrEqual(now);
    expect(graph.endTimestamp).toBeGreaterThan(now - 2 * SECONDS);
  });

  it('of all kinds and all subtasks come of one sampling', async () => {
    const [full, on, off] = await Promise.all([ask('?type=full'), ask('?type=on_cpu'), ask('?type=off_cpu')]);
    const busy = await busyParts();
    expect(full.data.value).toBe(100 * busy.length);
    expect(on.data.value + off.data.value).toBe(full.data.value);
    expect(new Set([full, on, off].map(({ endTimestamp }) => endTimestamp)).size).toBe(1);
    const subtasks = await Promise.all(busy.map((_, i) => ask(`?type=full&subtaskindex=${i}`)));
    expect(subtasks.map(({ data }) => data.value)).toEqual(busy.map(() => 100));
  });

  it('show a subtask waiting as long as it neither works nor is held back within a record', async () => {
    const busy = await busyParts();
    for (const [i, part] of busy.entries()) {
      const { data } = await ask(`?type=full&subtaskindex=${i}`);
      const processing = find(data, /MailboxProcessor\.runMailboxLoop:231$/)?.value ?? 0;
      const blocked = find(data, /LocalBufferPool\.requestMemorySegmentBlocking/)?.value ?? 0;
      expect(Math.abs(processing - blocked - 100 * part)).toBeLessThanOrEqual(4);
    }
  });

  it('are kept for a minute, and shown while the next one is sampled', async () => {
    const before = await ask();
    await simulator.advance(50 * SECONDS);
    expect(await ask()).toEqual(before);
    await simulator.advance(12 * SECONDS);
    expect(await ask()).toEqual(before);
    await simulator.advance(6 * SECONDS);
    expect((await ask()).endTimestamp).toBeGreaterThan(before.endTimestamp);
  });

  it('are forgotten when nobody has looked for ten minutes', async () => {
    await simulator.advance(601 * SECONDS);
    expect(await ask()).toEqual({ endTimestamp: -3 });
  });

  it('of what there is not are refused', async () => {
    const status = async (query: string) => (await get(place.base, `${vertex}/flamegraph${query}`)).status;
    expect(await status('?type=sideways')).toBe(400);
    expect(await status('?subtaskindex=none')).toBe(400);
    expect(await status('?subtaskindex=4000')).toBe(404);
    expect(await status('?type=ON_CPU')).toBe(200);
  });
});

/** The first frame of that name. */
function find(node: Node, name: RegExp): Node | undefined {
  if (name.test(node.name)) return node;
  for (const child of node.children) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
