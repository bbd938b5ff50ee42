import type { MetricInventory, MetricLevel, MetricListing } from '#shared/model/metric.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';

export interface SeriesChoice {
  /** Names, whatever their capitals; empty: not said. */
  readonly metrics: readonly string[];
  readonly level: MetricLevel | null;
  /** All of which a series has to have. */
  readonly dimensions: readonly (readonly [name: string, value: string])[];
  /** When nothing is said: everything, instead of what is told of the application as a whole. */
  readonly all: boolean;
}

/** `Task=Sink: orders` → `['Task', 'Sink: orders']`. A failure is one sentence. */
export function readDimensions(texts: readonly string[]): Result<readonly (readonly [string, string])[], string> {
  const pairs: (readonly [string, string])[] = [];
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) return failed(`--dimension: must be a name and a value, such as Task=Sink, not "${text}".`);
    pairs.push([text.slice(0, at), text.slice(at + 1)]);
  }
  return ok(pairs);
}

/** The series that are asked for. A failure is one sentence that names the argument which leaves nothing. */
export function chooseSeries(
  { series }: Pick<MetricInventory, 'series'>,
  { metrics, level, dimensions, all }: SeriesChoice,
): Result<readonly MetricListing[], string> {
  if (series.length === 0)
    return failed('No series of this application is known (yet): it has not run, or the service lists none.');
  const wanted = metrics.map((metric) => metric.toLowerCase());
  for (const [i, metric] of wanted.entries())
    if (!series.some(({ name }) => name.metric.toLowerCase() === metric))
      return failed(`--metric: there is no ${metrics[i] ?? ''} of this application; --list shows what there is.`);
  const named = series.filter(({ name }) => wanted.length === 0 || wanted.includes(name.metric.toLowerCase()));

  // Without a word about where, the application as a whole; what is there only below it is shown all the same when it is named.
  const where = level ?? (all || dimensions.length > 0 || metrics.length > 0 ? null : 'APPLICATION');
  const leveled = named.filter((each) => where === null || each.level === where);
  if (leveled.length === 0) return failed(`--level: nothing is reported at ${where ?? 'it'}; --list shows what there is.`);
  const placed = leveled.filter(({ name }) => dimensions.every(([key, value]) => name.dimensions[key] === value));
  if (placed.length === 0)
    return failed(
      `--dimension: no series has ${dimensions.map((pair) => pair.join('=')).join(' and ')}; --list shows what there is.`,
    );
  return ok(placed);
}
