import type { MetricQuery, RawPoint } from '../../../clients/aws/cloudWatch.ts';
import { DERIVED, FLINK } from '#shared/catalogue/metricEntry.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SeriesService } from '../../telemetry/readSeries.ts';
import type { Parts } from './collector.ts';

/** Namespaces that no service has. */
const OURS: readonly string[] = [FLINK, DERIVED];

/** Any series of the region, as CloudWatch holds it; what only Flink or we ourselves have is empty. */
export const seriesService = ({ services, closed }: Pick<Parts, 'services' | 'closed'>): SeriesService => ({
  async read(wanted, range, signal) {
    const queries = wanted.flatMap(({ name, statistic, period }, i): { readonly i: number; readonly query: MetricQuery }[] =>
      statistic === 'Gauge' || OURS.includes(name.namespace) ? [] : [{ i, query: { ...name, statistic, period } }],
    );
    const points = wanted.map((): readonly RawPoint[] => []);
    if (queries.length === 0) return ok(points);
    const answer = await services.metrics.read(
      queries.map(({ query }) => query),
      range,
      AbortSignal.any([closed, signal]),
    );
    if (!answer.ok) return answer;
    queries.forEach(({ i }, n) => (points[i] = answer.value[n] ?? []));
    return ok(points);
  },
});
