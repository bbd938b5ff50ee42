import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'prettier';
import { parseArguments, thereIsNo } from '#electron/arguments.ts';
import { alarms } from './alarms.ts';
import { alarmsPage } from './alarmsPage.ts';
import { charts } from './charts.ts';
import { engine } from './engine.ts';
import { flame } from './flame.ts';
import { graph } from './graph.ts';
import { history } from './history.ts';
import { historySize } from './historySize.ts';
import { logSearch } from './logSearch.ts';
import { memory } from './memory.ts';
import { metricData } from './metricData.ts';
import { paint } from './paint.ts';
import { report } from './report.ts';
import type { Machine, Part } from './report.ts';
import type { Benchmark } from './result.ts';
import { root } from './runProgram.ts';
import { soak } from './soak.ts';
import { step } from './step.ts';

const benchmarks: readonly Benchmark[] = [
  history,
  step,
  memory,
  metricData,
  logSearch,
  historySize,
  charts,
  graph,
  flame,
  alarmsPage,
  paint,
  engine,
  alarms,
  soak,
];
const cache = join(root, '.cache');
/** In the repository: on another machine, too, one benchmark can be run anew while the others keep their figures. */
const PARTS = join(root, 'docs', 'benchmarks.json');
const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run bench`: measures, writes `docs/benchmarks.md` and `.cache/bench.json`. `--only` measures one of them anew. */
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

  // What is not run again keeps its last figures.
  const parts = readParts();
  for (const each of chosen) parts[each.name] = { ...(await each.run(log)), machine: machine() };
  const shown = benchmarks.flatMap(({ name, title }) => {
    const part = parts[name];
    return part === undefined ? [] : [{ title, part }];
  });
  const results = shown.flatMap(({ part }) => part.results);
  mkdirSync(cache, { recursive: true });
  writeFileSync(PARTS, await format(JSON.stringify(parts), { parser: 'json', printWidth: 130 }));
  writeFileSync(join(cache, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
  const page = await format(report(shown), { parser: 'markdown', printWidth: 130 });
  writeFileSync(join(root, 'docs', 'benchmarks.md'), page);
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

const readParts = (): Record<string, Part> =>
  existsSync(PARTS) ? (JSON.parse(readFileSync(PARTS, 'utf8')) as Record<string, Part>) : {};

const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? 'an unknown processor',
  cores: cpus().length,
  memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
  system: `${type()} ${release()}`,
  node: process.versions.node,
  date: new Date().toISOString().slice(0, 10),
});

function refuse(sentence: string): number {
  log(sentence);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
