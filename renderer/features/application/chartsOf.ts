import type { Panel, PanelLine } from '#renderer/charts/panels.ts';
import { arrangePanels } from '#renderer/charts/panels.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import type { ApplicationDetail, ApplicationSummary } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Series } from '#shared/model/series.ts';

/** Charts that every streaming application of the managed service should fill; without data they say so. */
const managed = ['records', 'cpu', 'memory', 'checkpointDuration', 'checkpointSize', 'downtime'];

/** What someone on call looks at first; the rest follows below the graph. */
const first = ['records', 'behind', 'lag', 'cpu', 'checkpointDuration'];
const MOST_FIRST = 4;

/** What the charts take from the job. */
export interface JobFacts {
  readonly interval: Job['checkpoints']['interval'];
  /** Names of the vertices. */
  readonly vertices: readonly string[];
}

/** What CloudWatch calls a vertex. */
const taskName = (vertex: string): string => vertex.replaceAll(' ', '_');

export interface ChartGroups {
  readonly key: readonly Panel[];
  readonly more: readonly Panel[];
}

/** The application's series as charts: the four that matter most, and the others. */
export function chartsOf(
  series: readonly Series[],
  { origin, mode }: Pick<ApplicationSummary, 'origin' | 'mode'>,
  { interval, vertices }: JobFacts,
): ChartGroups {
  const expected = origin === 'managed' && mode === 'STREAMING' ? managed : [];
  // Some series come for every application, also where they cannot have points: only what is expected may stay empty.
  const shown = (panel: Panel): boolean => expected.includes(panel.id) || panel.lines.some(hasPoints);
  const tasks = new Map(vertices.map((name) => [taskName(name), name]));
  const panels = arrangePanels(series, expected)
    .filter(shown)
    .map((panel): Panel => ({
      ...panel,
      lines: panel.lines.map((line) => ({ ...line, name: withArrows(tasks.get(line.name) ?? line.name) })),
      ...(panel.id === 'checkpointDuration' && interval !== null ? { reference: { label: 'Interval', value: interval } } : {}),
    }));
  const key = panels.filter(({ id }) => first.includes(id)).slice(0, MOST_FIRST);
  return { key, more: panels.filter((panel) => !key.includes(panel)) };
}

const hasPoints = ({ series: { points } }: PanelLine): boolean => points.some(([, value]) => value !== null);

/** Why a chart is empty, as far as the source and its configuration tell. */
export function emptyChartText({ summary, configuration }: ApplicationDetail): string {
  if (summary.origin === 'cluster') return 'Flink has not reported this metric yet.';
  if (summary.status !== null && summary.status !== 'RUNNING')
    return `The application is ${summary.status}: nothing reports this metric.`;
  const entries = configuration.flatMap((section) => section.entries);
  const level = entries.find(({ label }) => label === 'Metrics level')?.value;
  const at = level === null || level === undefined ? '' : ` at the metrics level ${level}`;
  return `CloudWatch has no data for this metric${at} in this time.`;
}
