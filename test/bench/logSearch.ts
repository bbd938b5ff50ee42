import { z } from '#shared/model/schema.ts';
import type { Benchmark } from './result.ts';
import { quantile, spreadOf } from './result.ts';
import { runProgram } from './runProgram.ts';

const Times = z.object({ found: z.number(), times: z.array(z.number()) });
const Measured = z.object({
  lines: z.number(),
  fileBytes: z.number(),
  textBytes: z.number(),
  filling: z.number(),
  sqlite: z.string(),
  results: z.array(z.object({ what: z.string(), ours: Times, scan: Times, like: Times })),
});

const LINES = 1_000_000;
const GOAL = 100;

/** How long a search of the kept log lines takes. */
export const logSearch: Benchmark = {
  name: 'logSearch',
  title: 'Search of 1,000,000 stored log lines',
  async run(log) {
    const { lines, fileBytes, textBytes, filling, sqlite, results } = Measured.parse(
      await runProgram('logSearch.ts', [String(LINES)], ['--max-old-space-size=4096']),
    );
    for (const { what, ours } of results) log(`logSearch: ${what}: ${spreadOf(ours.times, 2).median} ms, ${ours.found} lines`);
    const median = (times: readonly number[]): number =>
      quantile(
        [...times].sort((a, b) => a - b),
        0.5,
      );
    return {
      results: results.map(({ what, ours, like }) => {
        const mine = spreadOf(ours.times, 2);
        const peer = spreadOf(like.times, 2);
        return {
          name: `${what} (${ours.found} lines)`,
          unit: 'ms',
          ours: mine,
          peer: { name: 'SQLite LIKE', version: sqlite, ...peer },
          ratio: Number((mine.median / peer.median).toPrecision(2)),
          goal: `at most ${GOAL} ms`,
          met: mine.median <= GOAL,
        };
      }),
      notes: [
        `${lines.toLocaleString('en-GB')} lines of four applications, a day, as a managed application logs them; each question is of one of them and wants the newest 500. On disk ${(fileBytes / 1e6).toFixed(0)} MB with the index, of ${(textBytes / 1e6).toFixed(0)} MB of text; written in ${(filling / 1000).toFixed(0)} s, ${((filling * 1000) / lines).toFixed(0)} µs a line.`,
        `The peer has the same lines unpacked, indexed by application and time. All lines held in memory and looked at one after the other (as grep does), the median of each question in ms: ${results.map(({ what, scan }) => `${what} ${median(scan.times).toFixed(1)}`).join('; ')}.`,
      ],
    };
  },
};
