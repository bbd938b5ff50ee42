import type { Dimension } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { MetricSource } from './metricSource.ts';
import type { Samples } from './samples.ts';

/** Values, each so many times, or a set that was summed up by who sent it. */
export interface Observation {
  readonly at: Millis;
  readonly unit: string;
  /** Whether seconds are told apart. */
  readonly fine: boolean;
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly values: readonly (readonly [number, number])[] | null;
}

/** The metrics that callers put into a region. */
export interface CustomMetrics {
  add(namespace: string, metric: string, dimensions: readonly Dimension[], observation: Observation): void;
  list(namespace: string | null, metric: string | null): readonly MetricSource[];
  find(namespace: string, metric: string, dimensions: readonly Dimension[]): MetricSource | undefined;
}

interface Cell {
  readonly at: Millis;
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** Undefined from when a set of unknown values came into it. */
  values: Map<number, number> | undefined;
}

interface CustomSeries {
  readonly source: MetricSource;
  put(observation: Observation): void;
}

export function createCustomMetrics(): CustomMetrics {
  const all = new Map<string, CustomSeries>();
  return {
    add(namespace, metric, dimensions, observation) {
      const name = nameOf(namespace, metric, dimensions);
      const series = all.get(name) ?? createSeries(namespace, metric, dimensions);
      all.set(name, series);
      series.put(observation);
    },
    list: (namespace, metric) =>
      [...all.values()]
        .map(({ source }) => source)
        .filter(
          (source) => (namespace === null || source.namespace === namespace) && (metric === null || source.metric === metric),
        ),
    find: (namespace, metric, dimensions) => all.get(nameOf(namespace, metric, dimensions))?.source,
  };
}

function createSeries(namespace: string, metric: string, dimensions: readonly Dimension[]): CustomSeries {
  /** By unit, then by when they begin; in order, because most come in order. */
  const units = new Map<string, Cell[]>();
  const within = (cells: readonly Cell[], from: Millis, to: Millis): readonly Samples[] =>
    cells.filter(({ at }) => at >= from && at < to);
  const read = (from: Millis, to: Millis, unit: string | null): readonly Samples[] =>
    unit === null
      ? [...units.values()].flatMap((cells) => within(cells, from, to)).sort((a, b) => a.at - b.at)
      : within(units.get(unit) ?? [], from, to);
  return {
    source: {
      namespace,
      metric,
      dimensions,
      units: () => [...units.keys()],
      read,
      visit(from, to, unit, tell) {
        for (const { at, count, sum, minimum, maximum } of read(from, to, unit)) tell(at, count, sum, minimum, maximum);
      },
    },
    put(observation) {
      const cells = units.get(observation.unit) ?? [];
      units.set(observation.unit, cells);
      const grain = observation.fine ? 1000 : MINUTE;
      mix(cellAt(cells, millis(Math.floor(observation.at / grain) * grain)), observation);
    },
  };
}

function cellAt(cells: Cell[], at: Millis): Cell {
  const next = cells.findLastIndex((cell) => cell.at <= at) + 1;
  const before = cells[next - 1];
  if (before?.at === at) return before;
  const cell: Cell = { at, count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, values: new Map() };
  cells.splice(next, 0, cell);
  return cell;
}

function mix(cell: Cell, { count, sum, minimum, maximum, values }: Observation): void {
  cell.count += count;
  cell.sum += sum;
  cell.minimum = Math.min(cell.minimum, minimum);
  cell.maximum = Math.max(cell.maximum, maximum);
  if (values === null) cell.values = undefined;
  else for (const [value, many] of values) cell.values?.set(value, (cell.values.get(value) ?? 0) + many);
}

const nameOf = (namespace: string, metric: string, dimensions: readonly Dimension[]): string =>
  JSON.stringify([namespace, metric, ...dimensions.map(({ name, value }) => JSON.stringify([name, value])).sort()]);
