import { useEffect, useMemo, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useSession } from '#renderer/store/SessionContext.ts';
import { FLINK } from '#shared/catalogue/metricEntry.ts';
import { vertexDimensions } from '#shared/catalogue/vertexDimensions.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';

/** What is kept of how a vertex spends its time, under the guide's names. */
export const kept = [
  { metric: 'backPressuredTimeMsPerSecond', name: 'backpressured' },
  { metric: 'busyTimeMsPerSecond', name: 'busy' },
  { metric: 'idleTimeMsPerSecond', name: 'idle' },
] as const;

export interface VertexHistory {
  readonly range: TimeRange;
  /** In the order of `kept`. */
  readonly windows: readonly SeriesWindow[];
}

type Told = { readonly history: VertexHistory } | { readonly error: SourceError };

interface Wanted {
  readonly applicationRef: ApplicationRef;
  readonly job: Job;
  readonly vertex: string;
  /** Null: not known yet. */
  readonly range: TimeRange | null;
  readonly columns: number;
}

/** Reads what history keeps of a vertex, at no price; null before the first answer. What came stays until the next has. */
export function useVertexHistory({ applicationRef, job, vertex, range, columns }: Wanted): Told | null {
  const { host } = useSession();
  const [told, setTold] = useState<Told | null>(null);
  const place = job.vertices.findIndex(({ id }) => id === vertex);
  const dimensions = JSON.stringify(vertexDimensions(job)[place] ?? null);
  const { connection, id } = applicationRef;
  const question = useMemo(() => {
    const named = JSON.parse(dimensions) as SeriesSelector['name']['dimensions'] | null;
    if (named === null || range === null) return null;
    const selectors = kept.map(({ metric }): SeriesSelector => ({
      name: { namespace: FLINK, metric, dimensions: named },
      statistic: 'Gauge',
      transform: 'none',
      period: null,
    }));
    return { ref: { connection, id }, selectors, ...range, columns, source: 'history' as const };
  }, [connection, id, dimensions, range, columns]);

  useEffect(() => {
    if (question === null) return undefined;
    let isOver = false;
    const read = async (): Promise<void> => {
      const result = await host.call('metrics.read', question).catch((thrown: unknown) => failed(lost(thrown)));
      if (isOver) return;
      const range = { from: question.from, to: question.to };
      setTold(result.ok ? { history: { range, windows: result.value } } : { error: result.error });
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [host, question]);
  return told;
}

const lost = (thrown: unknown): SourceError => ({
  kind: 'unreachable',
  source: 'Streamgauge',
  message: thrown instanceof Error ? thrown.message : String(thrown),
  remedy: 'It is read again when the page has its engine back.',
});
