import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'prettier';
import { parseArguments, thereIsNo } from '#electron/arguments.ts';
import { history } from './history.ts';
import { memory } from './memory.ts';
import { metricData } from './metricData.ts';
import { report } from './report.ts';
import type { Benched, Benchmark } from './result.ts';
import { root } from './runProgram.ts';
import { step } from './step.ts';

const benchmarks: readonly Benchmark[] = [history, step, memory, metricData];
const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run bench`: measures, writes `docs/benchmarks.md` and `.cache/bench.json`. With `--only` the results are printed alone. */
async function main(argv: readonly string[]): Promise<number> {
  const flags = parseArguments({ only: { kind: 'text' } }, argv);
  if (!flags.ok) return refuse(flags.error);
  const { only } = flags.value;
  const chosen = benchmarks.filter(({ name }) => only === undefined || name === only);
  if (only !== undefined && chosen.length === 0)
    return refuse(
      thereIsNo(
        'only',
        only,
        benchmarks.map(({ name }) => name),
      ),
    );

  const done: { readonly benchmark: Benchmark; readonly benched: Benched }[] = [];
  for (const benchmark of chosen) done.push({ benchmark, benched: await benchmark.run(log) });
  const results = done.flatMap(({ benched }) => benched.results);
  const [processor] = cpus();
  const page = report(
    {
      processor: processor?.model ?? 'an unknown processor',
      cores: cpus().length,
      memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
      system: `${type()} ${release()}`,
      node: process.versions.node,
      date: new Date().toISOString().slice(0, 10),
    },
    done,
  );
  // Part of the figures would take the place of all of them.
  if (only === undefined) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(join(root, '.cache', 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(
      join(root, 'docs', 'benchmarks.md'),
      await format(page, { parser: 'markdown', printWidth: 130, proseWrap: 'preserve' }),
    );
  }
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

function refuse(sentence: string): number {
  log(sentence);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
