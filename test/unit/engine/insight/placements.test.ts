import { expect, it } from 'vitest';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { InsightContext } from '#electron/engine/insight/insightReader.ts';
import { placements } from '#electron/engine/insight/readers/taskManagers/placements.ts';
import { ok } from '#shared/model/sourceError.ts';

const signal = new AbortController().signal;

/** A cluster whose vertices have so many subtasks, all in one state; says which were asked. */
function setup(parallelisms: readonly number[], status: string) {
  const asked: string[] = [];
  const get = async (path: string) => {
    const id = path.split('/').at(-1) ?? '';
    asked.push(id);
    const subtasks = Array.from({ length: parallelisms[Number(id)] ?? 0 }, (_, subtask) => ({
      subtask,
      status,
      'taskmanager-id': 'tm-1',
    }));
    return ok({ subtasks });
  };
  const context = { place: { rest: { get } as unknown as FlinkRest, job: 'job', version: '1.20' } } as InsightContext;
  const vertices = parallelisms.map((parallelism, i) => ({ id: `${i}`, name: `v${i}`, parallelism, status: 'RUNNING' }));
  const placed = placements();
  return { asked, read: () => placed(context, vertices, 'run', signal) };
}

it('asks every vertex of a job whose first ones are not deployed for long', async () => {
  const { asked, read } = setup(
    Array.from({ length: 60 }, () => 1),
    'DEPLOYING',
  );
  expect((await read()).unplaced).toBe(36);
  await read();
  expect((await read()).unplaced).toBe(0);
  expect(new Set(asked).size).toBe(60);
  expect(asked).toHaveLength(3 * 24);
});

it('cuts the list of a vertex of more subtasks than are told, and says that some are left out', async () => {
  const { read } = setup([6_000, 2], 'RUNNING');
  const { of, unplaced } = await read();
  expect(of?.get('tm-1')).toHaveLength(5_000);
  expect(unplaced).toBe(2);
  const both = await setup([2, 6_000], 'RUNNING').read();
  expect(both.of?.get('tm-1')?.map(({ vertex }) => vertex)).toEqual(['0', '0', ...Array.from({ length: 4_998 }, () => '1')]);
  expect(both.unplaced).toBe(1);
});
