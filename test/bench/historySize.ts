import { z } from '#shared/model/schema.ts';
import type { BenchResult, Benchmark } from './result.ts';
import { spreadOf } from './result.ts';
import { runProgram } from './runProgram.ts';

const Part = z.object({ count: z.number(), real: z.number(), predicted: z.number() });
const Written = Part.extend({ processor: z.number() });
const Measured = z.object({ samples: Written, rollups: Part, lines: Written });

const [APPLICATIONS, SERIES, HOURS, LINES] = [50, 25, 24, 2];
/** Share by which the file may differ from what was predicted. */
const TOLERANCE = 0.15;

/** How large a day of history is on disk. */
export const historySize: Benchmark = {
  name: 'historySize',
  title: 'A day of history on disk',
  async run(log) {
    const program = [APPLICATIONS, SERIES, HOURS, LINES].map(String);
    const { samples, rollups, lines } = Measured.parse(await runProgram('historySize.ts', program));
    const result = (what: string, { count, real, predicted }: z.infer<typeof Part>): BenchResult => {
      log(`historySize: ${what}: ${(real / count).toFixed(1)} bytes`);
      return {
        name: `${what}: bytes on disk`,
        unit: 'B',
        ours: spreadOf([real / count]),
        peer: { name: 'predicted', version: '', ...spreadOf([predicted / count]) },
        ratio: Number((real / predicted).toPrecision(3)),
        goal: `as predicted, within ${TOLERANCE * 100} %`,
        met: Math.abs(real / predicted - 1) <= TOLERANCE,
      };
    };
    const each = (value: number, count: number): string => ((value * 1000) / count).toFixed(1);
    return {
      results: [
        result('a sample', samples),
        result('a roll-up of 5 minutes', rollups),
        result('a log line of some 430 characters, with its index', lines),
      ],
      notes: [
        `${APPLICATIONS} applications × ${SERIES} series × ${HOURS} h, a sample a minute, written minute by minute: ${(samples.real / 1e6).toFixed(0)} MB; rolled up to 5 minutes: ${(rollups.real / 1e6).toFixed(0)} MB. ${lines.count.toLocaleString('en-GB')} log lines: ${(lines.real / 1e6).toFixed(0)} MB. The whole file, with names and indexes.`,
        `Processor time to write, with making up what is written: ${each(samples.processor, samples.count)} µs a sample, ${each(lines.processor, lines.count)} µs a line.`,
      ],
    };
  },
};
