import { z } from '#shared/model/schema.ts';
import type { Benchmark } from './result.ts';
import { spreadOf } from './result.ts';
import { runProgram } from './runProgram.ts';

const Took = z.object({ clock: z.number(), processor: z.number() });
const RUNS = 5;
const GOAL = 3_000;

/** How long it takes until a simulator with a day of history is there. */
export const history: Benchmark = {
  name: 'history',
  title: 'A day of history',
  async run(log) {
    const runs: z.infer<typeof Took>[] = [];
    for (let run = 1; run <= RUNS; run++) {
      const took = Took.parse(await runProgram('history.ts', ['20', '24']));
      log(
        `history: run ${run} of ${RUNS}: ${Math.round(took.processor)} ms of a processor, ${Math.round(took.clock)} ms on the clock`,
      );
      runs.push(took);
    }
    const ours = spreadOf(
      runs.map(({ processor }) => processor),
      0,
    );
    const clock = spreadOf(
      runs.map((run) => run.clock),
      0,
    );
    return {
      results: [
        {
          name: '24 h of history of 20 applications: processor time',
          unit: 'ms',
          ours,
          peer: null,
          ratio: null,
          goal: `at most ${GOAL} ms on one core`,
          met: ours.median <= GOAL,
        },
      ],
      notes: [
        `The demonstration scenario, seed 1; ${RUNS} runs, each in a fresh process with one thread that simulates. On the clock, beside whatever else the machine did: ${clock.median} ms (${clock.min} to ${clock.max}).`,
      ],
    };
  },
};
