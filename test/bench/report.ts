import type { Benched, Benchmark, BenchResult, Spread } from './result.ts';

/** Where and when it was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly date: string;
}

const number = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 3 });
const spread = ({ median, min, max }: Spread, unit: string): string =>
  `${number(median)} ${unit} (${number(min)} to ${number(max)})`;

const row = ({ name, unit, ours, peer, ratio, goal, met }: BenchResult): string =>
  `| ${[
    name,
    spread(ours, unit),
    peer === null ? '–' : `${peer.name} ${peer.version}: ${spread(peer, unit)}`,
    ratio === null ? '–' : number(ratio),
    goal,
    met ? 'yes' : 'no',
  ].join(' | ')} |`;

/** The page of figures; prettier lays it out. */
export function report(machine: Machine, done: readonly { readonly benchmark: Benchmark; readonly benched: Benched }[]): string {
  const { processor, cores, memory, system, node, date } = machine;
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Medians, with the smallest and the largest of all runs; a ratio is ours as a multiple of the peer’s.',
    '',
    `${date}, Node ${node}, ${processor}, ${cores} cores, ${memory}, ${system}.`,
    ...done.flatMap(({ benchmark, benched }) => [
      '',
      `## ${benchmark.title}`,
      '',
      '| what | ours | peer | ratio | goal | met |',
      '|---|---|---|---|---|---|',
      ...benched.results.map(row),
      '',
      ...benched.notes.flatMap((note, i) => (i === 0 ? [note] : ['', note])),
    ]),
    '',
  ].join('\n');
}
