import type { Panel } from '#renderer/charts/panels.ts';
import { arrangePanels } from '#renderer/charts/panels.ts';
import type { ApplicationDetail, ApplicationSummary } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Series } from '#shared/model/series.ts';

/** Charts that every streaming application of the managed service should fill; without data they say so. */
const managed = ['records', 'cpu', 'memory', 'checkpointDuration', 'checkpointSize', 'downtime'];

/** What someone on call looks at first; the rest follows below the graph. */
const first = ['records', 'behind', 'lag', 'cpu', 'checkpointDuration'];
const MOST_FIRST = 4;

export interface ChartGroups {
  readonly key: readonly Panel[];
  readonly more: readonly Panel[];
}

/** The application's series as charts: the four that matter most, and the others. */
export function chartsOf(
  series: readonly Series[],
  summary: Pick<ApplicationSummary, 'origin' | 'mode'>,
  checkpointInterval: Job['checkpoints']['interval'],
): ChartGroups {
  const expected = summary.origin === 'managed' && summary.mode === 'STREAMING' ? managed : [];
  const panels = arrangePanels(series, expected).map((panel): Panel =>
    panel.id === 'checkpointDuration' && checkpointInterval !== null
      ? { ...panel, reference: { label: 'Interval', value: checkpointInterval } }
      : panel,
  );
  const key = panels.filter(({ id }) => first.includes(id)).slice(0, MOST_FIRST);
  return { key, more: panels.filter((panel) => !key.includes(panel)) };
}

/** Why a chart is empty, as far as the source and its configuration tell. */
export function emptyChartText({ summary, configuration }: ApplicationDetail): string {
  if (summary.origin === 'cluster') return 'Flink has not reported this metric yet.';
  const entries = configuration.flatMap((section) => section.entries);
  const level = entries.find(({ label }) => label === 'Metrics level')?.value;
  const at = level === null || level === undefined ? '' : ` at the metrics level ${level}`;
  return `CloudWatch has no data for this metric${at} in this time.`;
}
