import { z } from '#shared/model/schema.ts';
import type { Benchmark } from './result.ts';
import { spreadOf } from './result.ts';
import { runProgram } from './runProgram.ts';

const SUBTASKS = 10;
const VERTICES = [5, 10, 20, 40, 70, 100];
const RUNS = 3;
/** A straight line explains so much of what a step costs. */
const LEAST_FIT = 0.98;

/** Whether a step costs in proportion to what it simulates. */
export const step: Benchmark = {
  name: 'step',
  title: 'One step against the size of a job',
  async run(log) {
    const rows: { readonly vertices: number; readonly times: readonly number[] }[] = [];
    for (const vertices of VERTICES) {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++)
        times.push(z.number().parse(await runProgram('step.ts', [String(vertices), String(SUBTASKS)])));
      log(`step: ${vertices} vertices: ${spreadOf(times, 3).median} ms`);
      rows.push({ vertices, times });
    }
    const micros = (choose: (times: readonly number[]) => number) =>
      fitLine(rows.map(({ vertices, times }) => [vertices, 1000 * choose(times)]));
    const slopes = Array.from({ length: RUNS }, (_, run) => micros((times) => times[run] ?? NaN).slope);
    // What else the machine did only ever makes a run slower: the quickest one says the most about the work.
    const { explained } = micros((times) => Math.min(...times));
    return {
      results: [
        {
          name: `a step, for each vertex of ${SUBTASKS} subtasks: processor time`,
          unit: 'µs',
          ours: spreadOf(slopes, 2),
          peer: null,
          ratio: null,
          goal: `linear from 50 to 1000 subtasks: R² at least ${LEAST_FIT}`,
          met: explained >= LEAST_FIT,
        },
      ],
      notes: [
        `One job of pipelines of five vertices, each keyed by the one before, its machines at two fifths of their cores, metrics and checkpoints included. R² = ${explained.toFixed(4)} over the quickest of ${RUNS} runs of each size, in milliseconds a step: ` +
          `${rows.map(({ vertices, times }) => `${vertices} vertices ${spreadOf(times, 3).min}`).join(', ')}.`,
      ],
    };
  },
};

/** Least squares: the slope, and the share of the variance that the line explains. */
function fitLine(points: readonly (readonly [number, number])[]): { readonly slope: number; readonly explained: number } {
  const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  return { slope: xy / xx, explained: xy ** 2 / (xx * yy) };
}
