import type { Benched, BenchResult, Spread } from './result.ts';

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
    ratio === null ? '–' : ratio.toLocaleString('en-GB', { maximumSignificantDigits: 2 }),
    goal,
    met ? 'yes' : 'no',
  ].join(' | ')} |`;

/** What one benchmark found out the last time it was run, and where. */
export interface Part extends Benched {
  readonly machine: Machine;
}

/** The page of figures; prettier lays it out. */
export function report(parts: readonly { readonly title: string; readonly part: Part }[]): string {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Medians, with the smallest and the largest of all runs; a ratio is ours as a multiple of the peer’s.',
    ...parts.flatMap(({ title, part: { results, notes, machine } }) => [
      '',
      `## ${title}`,
      '',
      '| what | ours | peer | ratio | goal | met |',
      '|---|---|---|---|---|---|',
      ...results.map(row),
      ...notes.flatMap((note) => ['', note]),
      '',
      `${machine.date}, Node ${machine.node}, ${machine.processor}, ${machine.cores} cores, ${machine.memory}, ${machine.system}.`,
    ]),
    '',
  ].join('\n');
}
