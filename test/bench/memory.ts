import { z } from '#shared/model/schema.ts';
import type { Benchmark, BenchResult } from './result.ts';
import { spreadOf } from './result.ts';
import { runProgram } from './runProgram.ts';

const Measured = z.object({ applications: z.int(), resident: z.number(), heap: z.number() });
const RUNS = 3;
/** What a laptop has to spare beside an app and its engine. */
const GOAL = 2048;

/** What the largest fleet takes. */
export const memory: Benchmark = {
  name: 'memory',
  title: 'Memory with 500 applications',
  async run(log) {
    const results: BenchResult[] = [];
    for (const hours of [1, 6]) {
      const runs: z.infer<typeof Measured>[] = [];
      for (let run = 0; run < RUNS; run++)
        runs.push(Measured.parse(await runProgram('memory.ts', ['500', String(hours)], ['--expose-gc'])));
      log(`memory: ${hours} h: ${Math.round(runs[0]?.resident ?? NaN)} MiB`);
      const resident = spreadOf(
        runs.map((run) => run.resident),
        0,
      );
      const heap = spreadOf(
        runs.map((run) => run.heap),
        0,
      );
      const common = { unit: 'MiB', peer: null, ratio: null, goal: `at most ${GOAL} MiB` };
      results.push(
        { ...common, name: `500 applications, ${hours} h of history: resident`, ours: resident, met: resident.median <= GOAL },
        { ...common, name: `500 applications, ${hours} h of history: heap and buffers`, ours: heap, met: heap.median <= GOAL },
      );
    }
    return { results, notes: ['Heap and typed arrays after a collection; resident is what the process holds then.'] };
  },
};
