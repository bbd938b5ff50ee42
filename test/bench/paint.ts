import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '#shared/model/schema.ts';
import type { Benchmark } from './result.ts';
import { quantile, spreadOf } from './result.ts';
import { root, runProgram } from './runProgram.ts';

const EVENTS = 40;
const RUNS = 3;
const GOAL = 100;

const Measured = z.object({ fleet: z.array(z.number()), application: z.array(z.number()), chromium: z.string() });

/** How long a snapshot takes from the engine to the eye. */
export const paint: Benchmark = {
  name: 'paint',
  title: 'From the engine’s snapshot to the frame that shows it',
  async run(log) {
    if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) throw new Error('The pages are not built: npm run build.');
    const runs: z.infer<typeof Measured>[] = [];
    for (let run = 0; run < RUNS; run++) {
      const one = Measured.parse(await runProgram('paint.ts', [String(EVENTS)]));
      log(`paint: fleet ${spreadOf(one.fleet).median} ms, application ${spreadOf(one.application).median} ms`);
      runs.push(one);
    }
    const result = (page: string, of: (one: z.infer<typeof Measured>) => readonly number[]) => {
      const ours = spreadOf(runs.flatMap(of));
      return {
        name: page,
        unit: 'ms',
        ours,
        peer: null,
        ratio: null,
        goal: `median at most ${GOAL} ms`,
        met: ours.median <= GOAL,
      };
    };
    const p95 = (of: (one: z.infer<typeof Measured>) => readonly number[]): string =>
      quantile(
        runs.flatMap(of).sort((a, b) => a - b),
        0.95,
      ).toFixed(0);
    return {
      results: [
        result('fleet page', ({ fleet }) => fleet),
        result('application page, with its charts and graph', ({ application }) => application),
      ],
      notes: [
        `The browser host and Chromium ${runs[0]?.chromium} on one machine, the demonstration fleet at 30 times real time, ${RUNS} runs of ${EVENTS} events of each page. From the moment that the engine hands an event to the transport (it sends at most four a second) to the end of the next frame after the page’s store has it. 95 % within ${p95(({ fleet }) => fleet)} ms and ${p95(({ application }) => application)} ms.`,
      ],
    };
  },
};
